use huabiao_facts::{
    ColumnKind, Link, LinkKind, LinkPlace, PageKind, PageVisit, Region, SiteFacts,
};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, count, is_followed, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "未提供有效咨询渠道",
        en: "no channel for consultation",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/consultation-missing.zh.md"),
        en: include_str!("../../docs/rules/consultation-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：互动回应差（渠道）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let mut channels = Channels::default();
    for &visit in &seen.pages {
        channels.page(visit);
        for link in visit.page.links.iter().filter(|link| is_followed(link)) {
            channels.link(&seen, link);
        }
    }
    let check = Check::new(ID);
    if channels.open {
        return check;
    }
    let mut reasons = seen.gaps();
    if channels.unclear > 0 {
        reasons.push(Reason::UnknownOutcomes {
            addresses: channels.unclear,
        });
    }
    let home = match seen.home() {
        Ok(home) if reasons.is_empty() => home,
        _ if seen.pages.is_empty() => return check.reach(Reach::Nothing(reasons)),
        _ => return check.reach(Reach::Part(reasons)),
    };
    let mut finding = Finding::new(ID, address(home)).value("pages", count(seen.pages.len()));
    let mut evidence = page_evidence(home);
    if let Some(link) = channels.dead {
        let target = link.url.as_deref().unwrap_or_default();
        finding = finding.target(target).value("text", link.text.as_str());
        evidence = Evidence {
            outcome: Some(seen.outcome(target).to_string()),
            snippet: Some(link.text.clone()),
            ..evidence
        };
    }
    let mut check = check;
    check.findings.push(finding.evidence(evidence));
    check
}

/// What was seen of channels on which people can ask or suggest.
#[derive(Default)]
struct Channels<'a> {
    /// One was seen that works.
    open: bool,
    /// Things that may be one.
    unclear: u32,
    /// One that leads nowhere.
    dead: Option<&'a Link>,
}

impl<'a> Channels<'a> {
    fn page(&mut self, visit: &PageVisit) {
        let page = &visit.page;
        let column = page.column.as_ref();
        let named = [
            page.title.as_str(),
            &page.headline,
            &page.column_name,
            column.map_or("", |column| &column.name),
        ];
        let is_channel = named.iter().any(|text| is_channel(text));
        let is_special = named.iter().any(|text| is_special(text));
        if column.is_some_and(|column| column.kind == ColumnKind::Consultation && !is_special) {
            self.open = true;
        }
        let asks = page
            .forms
            .iter()
            .any(|form| form.textarea && !form.search && !form.password);
        match (asks, is_channel, is_special) {
            (true, true, _) => self.open = true,
            // A form in which people can write, for what nobody says.
            (true, false, false) => self.unclear(),
            _ if is_channel && page.kind == PageKind::Form => self.open = true,
            _ => {}
        }
    }

    fn link(&mut self, seen: &Seen<'a>, link: &'a Link) {
        if link.place == LinkPlace::Frame {
            // A frame from elsewhere may hold the form.
            let url = link.url.as_deref();
            if url.is_some_and(|url| seen.read(url).is_none() && !seen.outcome(url).is_dead()) {
                self.unclear();
            }
            return;
        }
        if link.place != LinkPlace::Anchor {
            return;
        }
        let Some(url) = link.url.as_deref() else {
            return;
        };
        let outcome = seen.outcome(url);
        let read = seen.read(url);
        if is_channel(&link.text) {
            if outcome.is_dead() {
                self.dead = self.dead.or(Some(link));
            } else if outcome.is_ok() {
                self.open = true;
            } else {
                self.unclear();
            }
        } else if is_weak(&link.text) {
            // The name of the whole area of interaction. Its page, if read, was looked
            // at for itself; a shared platform elsewhere counts.
            match read {
                Some(_) => {}
                None if outcome.is_dead() => self.dead = self.dead.or(Some(link)),
                None if outcome.is_ok() && link.kind == LinkKind::External => self.open = true,
                None => self.unclear(),
            }
        } else if link.text.trim().is_empty()
            && link.region != Region::Footer
            && read.is_none()
            && !outcome.is_dead()
            && matches!(link.kind, LinkKind::External | LinkKind::Page)
        {
            // A picture without words may be the entrance.
            self.unclear();
        }
    }

    fn unclear(&mut self) {
        self.unclear = self.unclear.saturating_add(1);
    }
}

fn is_channel(text: &str) -> bool {
    let text = text.to_lowercase();
    CHANNELS.iter().any(|word| text.contains(word)) && !is_special(&text)
}

fn is_weak(text: &str) -> bool {
    let text = text.to_lowercase();
    AREAS.iter().any(|word| text.contains(word)) && !is_special(&text)
}

fn is_special(text: &str) -> bool {
    let text = text.to_lowercase();
    SPECIAL.iter().any(|word| text.contains(word))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (pages, text) = (value(finding, "pages"), value(finding, "text"));
    match (lang, finding.target.as_deref()) {
        (Lang::En, None) => {
            format!("none of the {pages} pages of the site offers a channel for consultation")
        }
        (Lang::Zh, None) => format!("全站{pages}个页面均未见有效的咨询建言渠道"),
        (Lang::En, Some(target)) => {
            format!("the only channel for consultation, “{text}” ({target}), is dead")
        }
        (Lang::Zh, Some(target)) => {
            format!("咨询渠道“{text}”（{target}）无法打开，且未见其他有效渠道")
        }
    }
}

const ID: RuleId = RuleId::new("consultation-missing");

/// Words of channels on which people can ask or suggest (咨询建言).
const CHANNELS: [&str; 29] = [
    "12345",
    "ask a question",
    "ask us",
    "complaint",
    "consult",
    "contact the mayor",
    "contact us",
    "enquir",
    "feedback",
    "inquir",
    "leave a message",
    "mailbox",
    "write to",
    "信箱",
    "写信",
    "咨询",
    "在线问",
    "建言",
    "建议",
    "意见箱",
    "我要问",
    "投诉",
    "提问",
    "有问必答",
    "来信",
    "留言",
    "百姓问",
    "网上问",
    "问政",
];

/// Words of the area in which such channels stand.
const AREAS: [&str; 7] = [
    "interact",
    "互动",
    "公众参与",
    "政民",
    "民意",
    "联系我们",
    "答疑",
];

/// Words of channels that do not count: petitions, discipline, prosecution, reports
/// of faults in the site, requests for information, surveys, interviews.
const SPECIAL: [&str; 18] = [
    "12309",
    "12337",
    "12380",
    "12388",
    "survey",
    "举报",
    "依申请公开",
    "信访",
    "征集",
    "找错",
    "政协",
    "检举",
    "监督",
    "纪委",
    "纪检",
    "代表建议",
    "调查",
    "访谈",
];
