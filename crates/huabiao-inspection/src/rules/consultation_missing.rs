use huabiao_facts::{
    ColumnKind, Link, LinkKind, LinkPlace, PageKind, PageVisit, Region, SiteFacts,
};
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
        let sends = page
            .forms
            .iter()
            .any(|form| form.post && form.fields.len() >= FIELDS && !form.search && !form.password);
        let form = asks || page.kind == PageKind::Form;
        let blank = column.is_some_and(|column| column.blank == Some(true));
        let answers = column.is_some_and(|column| column.kind == ColumnKind::Consultation);
        let answers = answers && !blank;
        let open = !matches!(page.kind, PageKind::Article | PageKind::Home);
        let looked = column.is_some_and(|column| {
            matches!(column.kind, ColumnKind::Interview | ColumnKind::Survey)
        });
        match says {
            Says::Channel if form || answers => self.open = true,
            Says::Area | Says::Hint | Says::Nothing if answers => self.open = true,
            // A form in which people can write, for what nobody says.
            Says::Area | Says::Both | Says::Channel | Says::Hint | Says::Nothing
                if asks || sends =>
            {
                self.unclear();
            }
            Says::Special if answers => self.unclear(),
            Says::Special => {}
            Says::Channel | Says::Hint if open && !blank && !looked => self.unclear(),
            _ if tells(visit) => self.unclear(),
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
            // What opens and says that it is not there yet.
            Says::Channel if read.is_some_and(is_under_construction) => self.unclear(),
            Says::Channel if outcome.is_ok() && is_label(&link.text) => self.open = true,
            // The name of the whole area of interaction. A shared platform elsewhere
            // counts; a page of the site was looked at for itself.
            Says::Area if read.is_some_and(is_open) => self.unclear(),
            Says::Area if read.is_some() => {}
            Says::Area if outcome.is_ok() && link.kind == LinkKind::External => self.open = true,
            Says::Area | Says::Both | Says::Channel if !outcome.is_dead() => self.unclear(),
            // A page of the site was looked at for itself here too.
            Says::Hint if read.is_none() && !outcome.is_dead() && is_label(&link.text) => {
                self.unclear();
            }
            Says::Nothing if is_part_of_a_foot(link) && !outcome.is_dead() => self.unclear(),
            Says::Nothing if seen.is_wordless_entrance(link) => self.unclear(),
            _ => {}
        }
    }

    /// Words that only a script follows: nobody knows where they lead.
    fn scripted(&mut self, text: &str) {
        let says = !matches!(Says::of(text), Says::Nothing | Says::Special);
        if is_label(text) && says {
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

/// Whether a page says that what it is for is not there yet.
fn is_under_construction(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let column = page.column.as_ref();
    let says = |word: &&str| page.text.excerpt.contains(*word);
    column.is_some_and(|column| column.blank == Some(true))
        || page.forms.is_empty() && page.text.main_chars < SHORT && NOT_YET.iter().any(says)
}

/// Whether a link without words stands in the foot, where areas of pictures stand too,
/// and is none of the badges that stand there.
fn is_part_of_a_foot(link: &Link) -> bool {
    link.region == Region::Footer
        && link.kind == LinkKind::External
        && link.text.trim().is_empty()
        && !BADGES.iter().any(|host| link.href.contains(host))
}

/// Whether the text of a page tells where people can write, by mail or by a code for
/// their telephones, or is a letter with its answer.
fn tells(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let text = page.text.excerpt.as_str();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let contact = page.marks.contact.as_deref().unwrap_or_default();
    let reached = page.kind != PageKind::Article && has(&REACHED) && has(&SPEAK);
    reached || contact.contains('@') || !page.messages.is_empty() || has(&HANDLED) && has(&SPEAK)
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
    /// Perhaps a channel: words for people who speak to the office.
    Hint,
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
            (false, false) if is_hint(&text) => Self::Hint,
            (false, false) => Self::Nothing,
        }
    }
}

/// Whether a text that names no channel may still name one.
fn is_hint(text: &str) -> bool {
    let mut text = text.to_owned();
    for word in NO_HINTS {
        text = text.replace(word, "");
    }
    HINTS.iter().any(|word| text.contains(word))
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
const AREAS: [&str; 5] = ["interact", "互动", "公众参与", "政民", "联系我们"];

/// Words for people who speak to the office.
const HINTS: [&str; 29] = [
    "为民",
    "交流",
    "反映",
    "反馈",
    "呼声",
    "客服",
    "对话",
    "建议",
    "心声",
    "心语",
    "意见",
    "我有话",
    "我来说",
    "我要",
    "我说",
    "接待日",
    "智能",
    "机器人",
    "民声",
    "民情",
    "民意",
    "热线",
    "百姓",
    "直通车",
    "直达",
    "诉",
    "连线",
    "邮箱",
    "问",
];

/// Words that hold such a word and mean something else.
const NO_HINTS: [&str; 22] = [
    "上诉",
    "人工智能",
    "公诉",
    "合作交流",
    "实施意见",
    "审查意见",
    "审核意见",
    "对外交流",
    "慰问",
    "指导意见",
    "智能制造",
    "智能家居",
    "智能化",
    "败诉",
    "胜诉",
    "若干意见",
    "访问",
    "诉讼",
    "起诉",
    "问候",
    "问责",
    "顾问",
];

/// Words of ways that lead to the office.
const REACHED: [&str; 8] = [
    "@",
    "e-mail",
    "email",
    "二维码",
    "扫码",
    "扫一扫",
    "电子邮件",
    "邮箱",
];

/// Words of what people say to it.
const SPEAK: [&str; 8] = [
    "反映", "咨询", "建议", "意见", "投诉", "来信", "留言", "诉求",
];

/// Words of what became of it.
const HANDLED: [&str; 7] = [
    "办理单位",
    "办理结果",
    "办理情况",
    "回复内容",
    "答复内容",
    "答复单位",
    "处理结果",
];

/// Words of what is not there yet.
const NOT_YET: [&str; 6] = [
    "建设中",
    "开发中",
    "敬请期待",
    "暂未开放",
    "暂未开通",
    "正在建设",
];

/// Characters of a page that says no more than that.
const SHORT: u32 = 100;

/// Fields of a form in which more than one thing is told.
const FIELDS: usize = 2;

/// Parts of the addresses behind the badges of a foot.
const BADGES: [&str; 10] = [
    "12321",
    "12377",
    "beian",
    "conac.cn",
    "cyberpolice",
    "gov.cn/exposure",
    "jubao",
    "kaipuyun",
    "miit",
    "mps.gov.cn",
];

/// Words that hold such a word and mean something else: proposals in assemblies,
/// consulting firms, telephones.
const NO_CHANNELS: [&str; 9] = [
    "咨询电话",
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
const SPECIAL: [&str; 16] = [
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
    "纠错",
    "纪检",
    "调查",
    "访谈",
];
