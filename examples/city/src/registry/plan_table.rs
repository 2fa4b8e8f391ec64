use std::collections::BTreeMap;

use comfy_table::{CellAlignment, Table, presets::UTF8_FULL_CONDENSED};
use huabiao::registry::{Overruling, Plan, PlanItem, Proposal, RecordId};
use huabiao::types::{Lang, SiteCategory};

/// Prints what becomes of how many sites, why, and what people decided instead.
pub(super) fn print(plan: &Plan, lang: Lang) {
    let say = |zh: &'static str, en: &'static str| match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let (before, after) = (plan.before(), plan.after());
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header([
        say("网站类别", "kind"),
        say("整合前", "before"),
        say("整合后", "after"),
        say("减少", "fewer"),
    ]);
    let all = [before.values().sum::<usize>(), after.values().sum()];
    let rows = SiteCategory::ALL.map(|kind| {
        let count = |of: &BTreeMap<SiteCategory, usize>| of.get(&kind).copied().unwrap_or_default();
        (kind.name(lang), [count(&before), count(&after)])
    });
    for (name, [before, after]) in rows.into_iter().chain([(say("合计", "all"), all)]) {
        let fewer = before.saturating_sub(after);
        table.add_row([
            name.to_owned(),
            before.to_string(),
            after.to_string(),
            fewer.to_string(),
        ]);
    }
    right(&mut table, 1..4);
    crate::say!("{table}");

    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_header([say("决定", "decided"), say("网站数", "sites")]);
    for (what, count) in decisions(plan) {
        let words = match what {
            "close" => say("关停", "close"),
            "keep" => say("保留", "keep"),
            "merge-into" => say("并入其他网站", "merge into another site"),
            _ => say("保留并迁移至平台", "keep and migrate to the platform"),
        };
        table.add_row([words.to_owned(), count.to_string()]);
    }
    right(&mut table, 1..2);
    crate::say!("{table}");

    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_header([say("理由", "reason"), say("网站数", "sites")]);
    let mut counts = reasons(plan);
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (why, count) in counts {
        table.add_row([label(why, lang).to_owned(), count.to_string()]);
    }
    right(&mut table, 1..2);
    crate::say!("{table}");

    let overruled: Vec<(&RecordId, &PlanItem, &Overruling)> = plan
        .items
        .iter()
        .filter_map(|(id, item)| Some((id, item, item.overruled.as_ref()?)))
        .collect();
    if overruled.is_empty() {
        return;
    }
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header([
        say("网站", "site"),
        say("建议", "proposed"),
        say("改定", "instead"),
        say("决定人", "by"),
        say("理由", "why"),
    ]);
    for (id, item, overruling) in overruled {
        table.add_row([
            id.as_str(),
            &item.proposed.text(lang),
            &overruling.instead.text(lang),
            &overruling.by,
            &overruling.reason,
        ]);
    }
    crate::say!("{}\n{table}", say("人工改定：", "decided by people:"));
}

/// Sets columns of numbers to the right.
fn right(table: &mut Table, columns: std::ops::Range<usize>) {
    for at in columns {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// How many sites go which way, by the word used in data files.
pub(super) fn decisions(plan: &Plan) -> BTreeMap<&'static str, usize> {
    let mut count = BTreeMap::new();
    for item in plan.items.values() {
        *count.entry(word(item.decided())).or_default() += 1;
    }
    count
}

const fn word(proposal: &Proposal) -> &'static str {
    match proposal {
        Proposal::Close => "close",
        Proposal::Keep => "keep",
        Proposal::MergeInto(_) => "merge-into",
        Proposal::Migrate => "migrate",
    }
}

/// How often each reason stands in the plan, by the word used in data files.
pub(super) fn reasons(plan: &Plan) -> Vec<(&'static str, usize)> {
    let mut count: BTreeMap<&'static str, usize> = BTreeMap::new();
    for why in plan.items.values().flat_map(|item| &item.reasons) {
        *count.entry(why.as_str()).or_default() += 1;
    }
    count.into_iter().collect()
}

fn label(why: &'static str, lang: Lang) -> &'static str {
    if lang == Lang::En {
        return why;
    }
    match why {
        "duplicate" => "内容与上级单位网站重复",
        "failed" => "多次检查不合格",
        "few-articles" => "信息发布量少",
        "few-visits" => "访问量低",
        "kept-instead" => "一个单位最多开设一个网站",
        "kept-up" => "可以正常维护",
        "kind-has-none" => "该类单位原则上不开设网站",
        "no-sponsor" => "没有主办单位",
        "not-measured" => "没有测评数据",
        "nowhere-to-go" => "没有可以并入的网站",
        "off-platform" => "尚未迁入集约化平台",
        "portal" => "县级以上政府开设门户网站",
        "understaffed" => "维护人员不足",
        other => other,
    }
}
