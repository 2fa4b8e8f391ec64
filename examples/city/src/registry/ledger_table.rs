use chrono::NaiveDate;
use comfy_table::{Cell, Table, presets::UTF8_FULL_CONDENSED};
use huabiao::types::{Lang, SiteCategory};

use super::ledger::Ledger;

/// Prints a row each site, and the counts.
pub(super) fn print(ledger: &Ledger<'_>, lang: Lang) {
    let header = match lang {
        Lang::En => [
            "site",
            "decided",
            "notice",
            "moved",
            "archived",
            "cancelled",
            "redirect",
            "looked again",
            "reported",
            "done",
        ],
        Lang::Zh => [
            "网站",
            "决定",
            "公告",
            "内容迁移",
            "归档",
            "注销",
            "跳转",
            "复查",
            "报送",
            "办结",
        ],
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let look = |look: Option<(NaiveDate, Option<bool>)>| match look {
        None => "–".to_owned(),
        Some((day, Some(true))) => format!("{day} ✓"),
        Some((day, Some(false))) => format!("{day} ✗"),
        Some((day, None)) => format!("{day} ?"),
    };
    for row in &ledger.rows {
        let now = ledger.estate.site(&row.site).and_then(|site| site.now());
        let name = now.map_or(row.site.as_str(), |now| now.site.name.as_str());
        let moved = row
            .moved
            .map_or_else(|| "–".to_owned(), |(_, from, to)| format!("{to}/{from}"));
        let again = row
            .redirect_last
            .filter(|_| row.redirect_last != row.redirect_first);
        table.add_row([
            Cell::new(name),
            Cell::new(row.proposal.text(lang)),
            Cell::new(day(row.notice)),
            Cell::new(moved),
            Cell::new(day(row.archived)),
            Cell::new(row.cancelled.len()),
            Cell::new(look(row.redirect_first)),
            Cell::new(look(again)),
            Cell::new(day(row.reported)),
            Cell::new(day(row.done)),
        ]);
    }
    crate::say!("{table}");
    let [closed, migrated, notices, moved, archived, under_way] = ledger.counts();
    let (before, after) = (ledger.plan.items.len(), ledger.after());
    let sum: usize = after.values().sum();
    let kinds = SiteCategory::ALL.map(|kind| {
        let count = after.get(&kind).copied().unwrap_or_default();
        format!("{} {count}", kind.name(lang))
    });
    let redirects = ledger.redirects().text(lang);
    match lang {
        Lang::En => {
            crate::say!("{before} sites before, {sum} after: {}", kinds.join(", "));
            crate::say!(
                "closed {closed}, migrated {migrated}, under way {under_way}; notices {notices}, content whole {moved}, archived {archived}"
            );
            crate::say!("redirects of closed sites, looked at last: {redirects}");
        }
        Lang::Zh => {
            crate::say!("整合前{before}个，现有{sum}个：{}", kinds.join("，"));
            crate::say!(
                "已关停{closed}个，已迁移{migrated}个，办理中{under_way}个；已公告{notices}个，内容迁移完整{moved}个，已归档{archived}个"
            );
            crate::say!("已关停网站最近一次核验的跳转：{redirects}");
        }
    }
}
