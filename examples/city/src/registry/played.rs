use std::collections::BTreeMap;

use huabiao::types::Lang;
use serde_json::{Value, json};

use super::ledger::Redirects;
use crate::founding::{Played, Round};

/// What the looks of each round saw.
pub(super) fn rounds(played: &Played) -> BTreeMap<Round, Redirects> {
    let mut rounds = BTreeMap::new();
    for look in &played.looks {
        let round: &mut Redirects = rounds.entry(look.round).or_default();
        round.add(look.seen.right);
    }
    rounds
}

/// Each redirect that was not right, and when it was again.
pub(super) fn noticed(played: &Played) -> Vec<Value> {
    let looks = played.looks.iter().enumerate();
    let wrong = looks.filter(|(_, look)| look.seen.right != Some(true));
    let noticed = wrong.map(|(at, look)| {
        let mut later = played.looks.iter().skip(at + 1);
        let right = later.find(|next| next.site == look.site && next.seen.right == Some(true));
        json!({
            "site": look.site,
            "day": look.day,
            "from": look.seen.from,
            "outcome": look.seen.outcome,
            "to": look.seen.to,
            "right": look.seen.right,
            "right_again": right.map(|look| look.day),
        })
    });
    noticed.collect()
}

/// Prints the looks at redirects, and what was refused.
pub(super) fn print(played: &Played, lang: Lang) {
    for (round, redirects) in rounds(played) {
        let (round, redirects) = (words(round, lang), redirects.text(lang));
        match lang {
            Lang::En => crate::say!("{round}: {redirects}"),
            Lang::Zh => crate::say!("{round}：{redirects}"),
        }
    }
    for one in noticed(played) {
        let text = |key: &str| one[key].as_str().unwrap_or("–").to_owned();
        let (day, from, outcome, to) = (text("day"), text("from"), text("outcome"), text("to"));
        let again = text("right_again");
        match lang {
            Lang::En => crate::say!("  {day} {from} {outcome} → {to}; right again on {again}"),
            Lang::Zh => crate::say!("  {day} {from} {outcome} → {to}；{again}复核正确"),
        }
    }
    match lang {
        Lang::En => crate::say!(
            "not entered, because a rule demands more: {}",
            played.refused.len()
        ),
        Lang::Zh => crate::say!("因条件不足未予登记：{}次", played.refused.len()),
    }
    for one in &played.refused {
        crate::say!("  {} {}", one.day, one.why);
    }
    crate::say!(
        "{}",
        match lang {
            Lang::En =>
                "Papers, notices and counts are those of a made-up calendar. Every redirect was asked by the crawler, over loopback, as the city answered on that day.",
            Lang::Zh =>
                "文件、公告和数量按虚构日程演示；每次跳转均由爬虫在本机向当日的城市实际访问核验。",
        }
    );
}

const fn words(round: Round, lang: Lang) -> &'static str {
    match (round, lang) {
        (Round::AfterRepair, Lang::En) => "looked at after repairs",
        (Round::AfterRepair, Lang::Zh) => "修复后复核",
        (Round::BeforeClosing, Lang::En) => "looked at before the end",
        (Round::BeforeClosing, Lang::Zh) => "关停前核验",
        (Round::MonthsLater, Lang::En) => "looked at months later",
        (Round::MonthsLater, Lang::Zh) => "数月后复查",
    }
}
