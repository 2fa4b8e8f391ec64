use huabiao_facts::{Letter, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, count};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "来信答复超期",
        en: "letter answered late",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/reply-late.zh.md"),
        en: include_str!("../../docs/rules/reply-late.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：互动交流（办理答复）",
        certainty: Certainty::Secondary,
        note: "条文以模拟提问检查5个工作日内是否答复；本规则按登记记录中每件来信自己的期限检查，期限由各地规定",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    let check = Check::new(ID);
    let Some(letters) = &site.records.letters else {
        return check.reach(Reach::Nothing(vec![nothing_seen("留言登记记录")]));
    };
    let seen = Seen::new(site);
    let counted: Vec<&Letter> = letters
        .iter()
        .filter(|letter| {
            letter.valid
                && seen.is_within(letter.received, limits.message_window)
                && !crate::books::is_ahead(site, letter.answered)
        })
        .collect();
    let mut check = check.measure("messages", count(counted.len()).into());
    let mut without = false;
    for letter in counted {
        let Some(due) = letter.due else {
            without = true;
            continue;
        };
        let (group, until) = match letter.answered {
            Some(day) => ("late", day),
            None => ("open", site.today),
        };
        if until <= due {
            continue;
        }
        let mut finding = Finding::new(ID, site.profile.home.as_str())
            .group(group)
            .value("due", due)
            .value("late_days", (until - due).num_days())
            .value("letter", letter.id.as_str())
            .value("received", letter.received);
        if let Some(answered) = letter.answered {
            finding = finding.value("answered", answered);
        }
        check.findings.push(finding);
    }
    let mut reasons = crate::books::gaps_of_letters(site);
    if without {
        reasons.push(nothing_seen("每件来信的答复期限"));
    }
    check.reach(Reach::from_reasons(reasons))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (letter, received, due, late) = (of("letter"), of("received"), of("due"), of("late_days"));
    let answered = of("answered");
    match (lang, finding.group.as_str()) {
        (Lang::En, "late") => format!(
            "letter {letter} of {received} was answered on {answered}, {late} days after it was due ({due})"
        ),
        (Lang::En, _) => {
            format!("letter {letter} of {received} was due on {due} and is open {late} days later")
        }
        (Lang::Zh, "late") => {
            format!("{received}收到的来信{letter}应于{due}前答复，实际{answered}答复，超期{late}天")
        }
        (Lang::Zh, _) => {
            format!("{received}收到的来信{letter}应于{due}前答复，已超期{late}天未答复")
        }
    }
}

const ID: RuleId = RuleId::new("reply-late");
