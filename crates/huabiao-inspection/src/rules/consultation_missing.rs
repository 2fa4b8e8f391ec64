use huabiao_facts::{ColumnKind, Link, LinkKind, LinkPlace, PageKind, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, address, count, is_followed, is_label, page_evidence};
use crate::traditional::{TRADITIONAL, is_traditional};
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
        channels.page(&seen, visit);
        for link in visit.page.links.iter().filter(|link| is_followed(link)) {
            channels.link(&seen, link);
        }
        for link in &visit.page.scripted {
            channels.scripted(&link.text);
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
    // A head, a menu or a foot that scripts bring holds entrances.
    let brought = seen.home().is_ok_and(|home| {
        let page = &home.page;
        page.truncated || page.marks.by_script || page.by_script.menu
    });
    // A shell that scripts fill, a notice, a parked name: what the site offers was not
    // seen.
    if seen.is_shell() {
        reasons.push(nothing_seen("足够的站内页面"));
    }
    if brought {
        reasons.push(nothing_seen("首页的全部内容"));
    }
    if seen.home().is_ok_and(|home| is_traditional(&home.page)) {
        reasons.push(nothing_seen(TRADITIONAL));
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
    fn page(&mut self, seen: &Seen<'_>, visit: &PageVisit) {
        let page = &visit.page;
        let column = page.column.as_ref();
        let named = [
            page.title.as_str(),
            &page.headline,
            &page.column_name,
            column.map_or("", |column| &column.name),
        ];
        // The name of the site stands in every title and says nothing of the page.
        let named = named.join(" ").replace(&seen.site.profile.name, "");
        let says = Says::of(&named);
        let asks = page
            .forms
            .iter()
            .any(|form| form.textarea && !form.search && !form.password);
        let form = asks || page.kind == PageKind::Form;
        let answers = column.is_some_and(|column| {
            column.kind == ColumnKind::Consultation && column.blank != Some(true)
        });
        match says {
            Says::Channel if form || answers => self.open = true,
            Says::Area | Says::Nothing if answers => self.open = true,
            // A form in which people can write, for what nobody says.
            Says::Area | Says::Nothing | Says::Both if asks => self.unclear(),
            Says::Special if answers => self.unclear(),
            _ => {}
        }
    }

    fn link(&mut self, seen: &Seen<'a>, link: &'a Link) {
        let Some(url) = link.url.as_deref() else {
            return;
        };
        let outcome = seen.outcome(url);
        let read = seen.read(url);
        if link.place == LinkPlace::Frame {
            // A frame from elsewhere may hold the form.
            if read.is_none() && !outcome.is_dead() {
                self.unclear();
            }
            return;
        }
        if link.place != LinkPlace::Anchor
            || read.is_some_and(|visit| visit.page.kind == PageKind::Article)
        {
            return;
        }
        match Says::of(&link.text) {
            Says::Channel | Says::Area if outcome.is_dead() => {
                self.dead = self.dead.or(Some(link));
            }
            Says::Channel if outcome.is_ok() && is_label(&link.text) => self.open = true,
            // The name of the whole area of interaction. A shared platform elsewhere
            // counts; a page of the site was looked at for itself.
            Says::Area if read.is_some_and(is_open) => self.unclear(),
            Says::Area if read.is_some() => {}
            Says::Area if outcome.is_ok() && link.kind == LinkKind::External => self.open = true,
            Says::Area | Says::Both | Says::Channel if !outcome.is_dead() => self.unclear(),
            Says::Nothing if seen.is_wordless_entrance(link) => self.unclear(),
            _ => {}
        }
    }

    /// Words that only a script follows: nobody knows where they lead.
    fn scripted(&mut self, text: &str) {
        let says = !matches!(Says::of(text), Says::Nothing | Says::Special);
        if is_label(text) && (says || text.contains("热线")) {
            self.unclear();
        }
    }

    fn unclear(&mut self) {
        self.unclear = self.unclear.saturating_add(1);
    }
}

/// Whether scripts may bring what a page lacks.
fn is_open(visit: &PageVisit) -> bool {
    let page = &visit.page;
    page.truncated || page.filled_by_script || page.by_script.entries || page.by_script.menu
}

/// What words say of a thing.
enum Says {
    /// A channel that counts.
    Channel,
    /// The area in which channels stand.
    Area,
    /// A special channel that does not count.
    Special,
    /// Words of both sorts.
    Both,
    /// None of them.
    Nothing,
}

impl Says {
    fn of(text: &str) -> Self {
        let mut text = text.to_lowercase();
        for word in NO_CHANNELS {
            text = text.replace(word, "");
        }
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        match (has(&CHANNELS), has(&SPECIAL)) {
            (true, true) => Self::Both,
            (true, false) => Self::Channel,
            (false, true) => Self::Special,
            (false, false) if has(&AREAS) => Self::Area,
            (false, false) => Self::Nothing,
        }
    }
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

/// Words that hold such a word and mean something else: proposals in assemblies,
/// consulting firms, telephones.
const NO_CHANNELS: [&str; 11] = [
    "咨询热线",
    "咨询电话",
    "投诉热线",
    "投诉电话",
    "人大建议",
    "代表建议",
    "咨询公司",
    "咨询委员",
    "建议办理",
    "建议提案",
    "提案建议",
];

/// Words of channels that do not count: petitions, discipline, prosecution, reports
/// of faults in the site, requests for information, surveys, interviews.
const SPECIAL: [&str; 15] = [
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
    "检举",
    "纪委",
    "纪检",
    "调查",
    "访谈",
];
