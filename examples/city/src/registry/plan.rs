use std::collections::BTreeMap;
use std::path::Path;

use comfy_table::{CellAlignment, Table, presets::UTF8_FULL_CONDENSED};
use huabiao::registry::{
    Criteria, Measured, Overruling, Plan, PlanItem, Proposal, RecordId, Why, propose,
};
use huabiao::types::{Lang, SiteCategory};
use serde::Deserialize;
use serde_json::{Value, json};

use super::PlanArguments;
use super::source::{Source, json_file};
use crate::Exit;
use crate::founding::FoundingCity;
use crate::named_file::{bytes, refused};
use crate::output::{write_bytes, write_json};

/// Proposes what becomes of each site.
pub(super) fn run(arguments: &PlanArguments) -> anyhow::Result<Exit> {
    let lang = arguments.source.lang;
    let source = arguments.source.open()?;
    let plan = plan(arguments, &source)?;
    if let Some(file) = &arguments.out {
        write_bytes(file, &list(&plan, &source, lang)?)?;
    }
    if let Some(file) = &arguments.save {
        write_json(file, &plan)?;
    }
    if arguments.json {
        crate::say!(
            "{}",
            serde_json::to_string_pretty(&answer(&plan, &source, lang))?
        );
        return Ok(Exit::Done);
    }
    print(&plan, lang);
    if let Some(file) = &arguments.out {
        match lang {
            Lang::En => crate::say!("every site with its reasons: {}", file.display()),
            Lang::Zh => crate::say!("全部网站及理由：{}", file.display()),
        }
    }
    Ok(Exit::Done)
}

/// What a person decided instead, as a file has it.
#[derive(Deserialize)]
struct Decision {
    site: RecordId,
    #[serde(flatten)]
    overruling: Overruling,
}

fn plan(arguments: &PlanArguments, source: &Source) -> anyhow::Result<Plan> {
    let lang = arguments.source.lang;
    let criteria = match (&arguments.criteria, &source.city) {
        (Some(file), _) => criteria(file, lang)?,
        (None, Some(_)) => FoundingCity::criteria(),
        (None, None) => Criteria::default(),
    };
    let mut plan = match (&source.city, &arguments.measured) {
        // The city's own measurements, and what its people decided.
        (Some(city), None)
            if arguments.criteria.is_none() && source.day == crate::founding::PLANNED =>
        {
            city.plan(&criteria)?
        }
        (Some(city), None) => propose(&source.estate, source.day, &city.measured, &criteria),
        (_, Some(file)) => {
            let measured: Vec<Measured> = json_file(file, lang)?;
            for of in &measured {
                if source.estate.site(&of.site).is_none() {
                    let words = match lang {
                        Lang::En => format!("{} is not registered", of.site),
                        Lang::Zh => format!("没有登记网站{}", of.site),
                    };
                    return Err(refused(file, &words, lang).into());
                }
            }
            propose(&source.estate, source.day, &measured, &criteria)
        }
        (None, None) => propose(&source.estate, source.day, &[], &criteria),
    };
    if let Some(file) = &arguments.overrulings {
        let decisions: Vec<Decision> = json_file(file, lang)?;
        for decision in decisions {
            plan.overrule(&decision.site, decision.overruling)
                .map_err(|error| refused(file, &error.text(lang), lang))?;
        }
    }
    Ok(plan)
}

fn criteria(file: &Path, lang: Lang) -> anyhow::Result<Criteria> {
    let bytes = bytes(file, lang)?;
    let text = String::from_utf8_lossy(&bytes);
    let read = toml::from_str(text.trim_start_matches('\u{feff}'));
    let criteria = read.map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text
            .get(..at)
            .map_or(1, |before| before.matches('\n').count() + 1);
        let why = error.message();
        let words = match lang {
            Lang::En => format!("line {line}: {why}"),
            Lang::Zh => format!("第{line}行无法读取：{why}"),
        };
        refused(file, &words, lang)
    });
    Ok(criteria?)
}

fn answer(plan: &Plan, source: &Source, lang: Lang) -> Value {
    let items = plan.items.iter().map(|(id, item)| {
        let now = source.estate.site(id).and_then(|site| site.on(plan.day));
        json!({
            "site": id,
            "name": now.map(|now| now.site.name.as_str()),
            "home": now.map(|now| now.site.home.as_str()),
            "unit": now.and_then(|now| now.sponsor()),
            "category": item.category,
            "proposed": item.proposed,
            "decided": item.decided(),
            "stays": item.stays(),
            "reasons": item.reasons,
            "reason_texts": texts(item, lang),
            "overruled": item.overruled,
        })
    });
    let items: Vec<Value> = items.collect();
    let (before, after) = (plan.before(), plan.after());
    let reasons: BTreeMap<String, usize> = reasons(plan)
        .into_iter()
        .map(|(why, count)| (why.to_owned(), count))
        .collect();
    json!({
        "day": plan.day,
        "criteria": plan.criteria,
        "before": before.values().sum::<usize>(),
        "after": after.values().sum::<usize>(),
        "before_by_kind": before,
        "after_by_kind": after,
        "decided": decisions(plan),
        "overruled": plan.items.values().filter(|item| item.overruled.is_some()).count(),
        "reasons": reasons,
        "items": items,
    })
}

fn print(plan: &Plan, lang: Lang) {
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

fn decisions(plan: &Plan) -> BTreeMap<&'static str, usize> {
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

fn reasons(plan: &Plan) -> Vec<(&'static str, usize)> {
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

fn texts(item: &PlanItem, lang: Lang) -> Vec<String> {
    item.reasons
        .iter()
        .map(|why: &Why| why.text(lang))
        .collect()
}

/// The whole plan for a spreadsheet.
fn list(plan: &Plan, source: &Source, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(match lang {
        Lang::En => [
            "id",
            "name",
            "home",
            "unit",
            "kind",
            "proposed",
            "decided",
            "reasons",
            "overruled by",
            "why overruled",
        ],
        Lang::Zh => [
            "登记编号",
            "网站名称",
            "首页网址",
            "主办单位",
            "网站类别",
            "建议",
            "决定",
            "理由",
            "改定人",
            "改定理由",
        ],
    })?;
    for (id, item) in &plan.items {
        let now = source.estate.site(id).and_then(|site| site.on(plan.day));
        let unit = now.and_then(|now| now.sponsor());
        let unit = unit.and_then(|unit| source.estate.unit(unit)?.on(plan.day));
        let overruled = item.overruled.as_ref();
        let separator = match lang {
            Lang::En => "; ",
            Lang::Zh => "；",
        };
        writer.write_record([
            id.as_str(),
            now.map_or("", |now| now.site.name.as_str()),
            now.map_or("", |now| now.site.home.as_str()),
            unit.map_or("", |unit| unit.name.as_str()),
            item.category.name(lang),
            &item.proposed.text(lang),
            &item.decided().text(lang),
            &texts(item, lang).join(separator),
            overruled.map_or("", |one| one.by.as_str()),
            overruled.map_or("", |one| one.reason.as_str()),
        ])?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}
