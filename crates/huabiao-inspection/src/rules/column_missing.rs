use std::collections::HashSet;

use huabiao_facts::{
    Column, ColumnKind, Link, LinkKind, LinkPlace, ListItem, PageKind, PageVisit, SiteFacts,
};
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::portal::{nothing_seen, unless_portal};
use crate::rule::value;
use crate::seen::{Seen, address, count, is_followed, is_label, page_evidence};
use crate::services::is_unknown_platform;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "未开设栏目",
        en: "column not opened",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/column-missing.zh.md"),
        en: include_str!("../../docs/rules/column-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：发布解读、互动交流（未开设栏目）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    if let Some(check) = unless_portal(ID, site) {
        return check;
    }
    let seen = Seen::new(site);
    let mut reasons = seen.gaps();
    let mut found = [false; KINDS.len()];
    let mut dead: [Option<&Link>; KINDS.len()] = [None; KINDS.len()];
    let mut known: HashSet<(&str, &str)> = HashSet::new();
    let mut doubtful = [false; KINDS.len()];
    let mut unclear = 0_u32;
    let place = site.profile.name.as_str();
    if shows_news_of_unknown_name(&seen, limits) {
        for (kind, doubtful) in KINDS.iter().zip(&mut doubtful) {
            *doubtful |= kind.group == NEWS;
        }
    }
    for &visit in &seen.pages {
        let unknown = is_of_unknown_name(visit, place);
        let elsewhere = || {
            let mut links = visit.page.links.iter();
            links.any(|link| is_unknown_platform(&seen, visit, link))
        };
        let elsewhere = elsewhere();
        for (kind, doubtful) in KINDS.iter().zip(&mut doubtful) {
            *doubtful |= unknown
                || elsewhere && kind.group == CONSULTATION
                || kind.is_doubtful(visit, place);
        }
        for (kind, found) in KINDS.iter().zip(&mut found) {
            *found |= kind.is_page(&seen, visit);
        }
        for link in visit.page.links.iter().filter(|link| is_followed(link)) {
            let url = link.url.as_deref().unwrap_or_default();
            if url.is_empty() || !known.insert((url, &link.text)) {
                continue;
            }
            let outcome = seen.outcome(url);
            let framed = link.place == LinkPlace::Frame && seen.read(url).is_none();
            if seen.is_wordless_entrance(link) || framed && !outcome.is_dead() {
                unclear = unclear.saturating_add(1);
            }
            if link.place != LinkPlace::Anchor || !is_label(&link.text) {
                continue;
            }
            let document = seen.read(url).is_some_and(|visit| {
                matches!(visit.page.kind, PageKind::Article | PageKind::Guide)
            });
            // A page of the site that was not read does not say what it is.
            let unread = link.kind == LinkKind::Page && seen.read(url).is_none();
            let answers = found.iter_mut().zip(&mut doubtful).zip(&mut dead);
            for (kind, ((found, doubtful), dead)) in KINDS.iter().zip(answers) {
                if !kind.is_named(&link.text, place) || document && !kind.standing {
                    continue;
                }
                if outcome.is_dead() {
                    *dead = dead.or(Some(link));
                } else if unread {
                    *doubtful = true;
                } else {
                    *found = true;
                }
            }
        }
    }
    if unclear > 0 {
        reasons.push(Reason::UnknownOutcomes { addresses: unclear });
    }
    if seen.is_shell() {
        reasons.push(nothing_seen("足够的站内页面"));
    }
    let mut open = found.iter().zip(&doubtful);
    let open = open.any(|(found, doubtful)| *doubtful && !*found);
    if found.iter().all(|found| *found) {
        // Everything is there; what was not read takes nothing away.
        return Check::new(ID);
    }
    let mut check = Check::new(ID);
    let home = match seen.home() {
        Ok(home) if reasons.is_empty() => home,
        _ if seen.pages.is_empty() => return check.reach(Reach::Nothing(reasons)),
        _ => return check.reach(Reach::Part(reasons)),
    };
    let answers = found.into_iter().zip(doubtful).zip(dead);
    for (kind, ((found, doubtful), dead)) in KINDS.iter().zip(answers) {
        if found || doubtful {
            continue;
        }
        let mut finding = Finding::new(ID, address(home))
            .group(kind.group)
            .value("pages", count(seen.pages.len()))
            .evidence(page_evidence(home));
        if let Some(link) = dead {
            let target = link.url.as_deref().unwrap_or_default();
            finding = finding.target(target).value("text", link.text.as_str());
        }
        check.findings.push(finding);
    }
    if open {
        check = check.reach(Reach::Part(vec![nothing_seen(
            "由脚本打开或名称不明的栏目",
        )]));
    }
    check
}

/// A kind of column that a portal must have.
struct Kind {
    group: &'static str,
    name: Words,
    /// What its pages are read as.
    column: Option<ColumnKind>,
    /// Words of its name.
    words: &'static [&'static str],
    /// Words that hold one of them and mean something else.
    not: &'static [&'static str],
    /// Whether a single page of text may be all of it.
    standing: bool,
}

impl Kind {
    /// Whether a text names such a column; `site` is the name of the site, which has that
    /// of the place: 关于云溪.
    fn is_named(&self, text: &str, site: &str) -> bool {
        if self.group == "overview" && is_of_place("关于", text, site) {
            return true;
        }
        let mut text = text.to_lowercase();
        for word in self.not {
            text = text.replace(word, "");
        }
        self.words.iter().any(|word| text.contains(word))
    }

    /// Whether a page holds something that may be such a column: a link that only a
    /// script follows, or the introduction of a body that may name its leaders too.
    fn is_doubtful(&self, visit: &PageVisit, site: &str) -> bool {
        let page = &visit.page;
        let label = |text: &str| is_label(text) && self.is_named(text, site);
        let scripted = page.scripted.iter().any(|link| label(&link.text));
        let introduces = self.group == "leaders"
            && (page.links.iter().map(|link| link.text.as_str()))
                .chain([page.column_name.as_str(), &page.title])
                .any(|text| INTRODUCTIONS.iter().any(|word| text.contains(word)));
        // 今日云溪 may be its news, or what it is like today.
        let today = self.group == NEWS
            && page
                .links
                .iter()
                .any(|link| is_of_place("今日", &link.text, site));
        scripted || introduces || today
    }

    /// Whether a page is such a column, or part of one.
    fn is_page(&self, seen: &Seen<'_>, visit: &PageVisit) -> bool {
        let page = &visit.page;
        let column = page.column.as_ref();
        let is_kind = |column: &Column| self.column == Some(column.kind);
        let site = &seen.site.profile.name;
        if column.is_some_and(is_kind) || self.is_named(&page.column_name, site) {
            return true;
        }
        let today = |column: &Column| {
            is_of_place("今日", &column.name, site) && column.items.iter().any(|i| i.date.is_some())
        };
        if self.group == NEWS && column.is_some_and(today) {
            return true;
        }
        let document = matches!(page.kind, PageKind::Article | PageKind::Guide);
        if document && !self.standing {
            return false;
        }
        let title = page.title.replace(site.as_str(), "");
        let title = title.split(['-', '_', '|', '—']).next().unwrap_or_default();
        let names = [
            title,
            &page.headline,
            column.map_or("", |column| &column.name),
        ];
        page.kind != PageKind::Home
            && names
                .iter()
                .any(|name| is_label(name) && self.is_named(name, site))
    }
}

/// Whether a text is that word and the name of the place that the site is of.
fn is_of_place(word: &str, text: &str, site: &str) -> bool {
    text.trim().strip_prefix(word).is_some_and(|place| {
        place.chars().count() >= 2 && site.contains(place) && !"人民政府".contains(place)
    })
}

/// Whether a column or a page to which the home page leads has a name of which nobody knows
/// what it means: 县域名片, 政府序列.
fn is_of_unknown_name(visit: &PageVisit, site: &str) -> bool {
    let page = &visit.page;
    let name = page.column.as_ref().map(|column| column.name.as_str());
    let name = match (page.kind, name) {
        (PageKind::Column, Some(name)) => name,
        (PageKind::Other, _) => page
            .title
            .split(['-', '_', '|', '—'])
            .next()
            .unwrap_or_default(),
        _ => return false,
    };
    let column = page.column.as_ref();
    visit.depth == 1
        && !name.is_empty()
        && is_label(name)
        && column.is_none_or(|column| column.kind == ColumnKind::Other)
        && !KINDS.iter().any(|kind| kind.is_named(name, site))
        && !KNOWN.iter().any(|word| name.to_lowercase().contains(word))
}

/// Whether the home page shows dated entries of these days, or leads to a column of them,
/// whose name does not tell what they are.
fn shows_news_of_unknown_name(seen: &Seen<'_>, limits: &Limits) -> bool {
    let is_fresh = |item: &&ListItem| {
        let date = item.date;
        date.is_some_and(|date| seen.is_within(date, limits.news_days))
    };
    let columns = || {
        seen.pages
            .iter()
            .filter_map(|visit| Some((visit, visit.page.column.as_ref()?)))
    };
    let unknown = columns().any(|(visit, column)| {
        visit.depth <= 1
            && column.kind == ColumnKind::Other
            && column.items.iter().any(|item| is_fresh(&item))
    });
    let known = columns().filter(|(_, column)| column.kind != ColumnKind::Other);
    let known: HashSet<&str> = known
        .flat_map(|(_, column)| &column.items)
        .filter_map(|item| item.url.as_deref())
        .collect();
    let Ok(home) = seen.home() else {
        return unknown;
    };
    let mut shown = home.page.dated_items.iter().filter(is_fresh);
    unknown || shown.any(|item| item.url.as_deref().is_some_and(|url| !known.contains(url)))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let pages = value(finding, "pages");
    let kind = KINDS.iter().find(|kind| kind.group == finding.group);
    let name = kind.map_or(finding.group.as_str(), |kind| kind.name.get(lang));
    match (lang, finding.target.as_deref()) {
        (Lang::En, None) => format!("none of the {pages} pages of the site is a column for {name}"),
        (Lang::Zh, None) => format!("全站{pages}个页面均未见“{name}”栏目"),
        (Lang::En, Some(target)) => {
            let text = value(finding, "text");
            format!("the only entrance to {name}, “{text}” ({target}), is dead")
        }
        (Lang::Zh, Some(target)) => {
            let text = value(finding, "text");
            format!("“{name}”栏目仅有入口“{text}”（{target}），无法打开")
        }
    }
}

const ID: RuleId = RuleId::new("column-missing");
const NEWS: &str = "news";
const CONSULTATION: &str = "consultation";

/// Words of the names of columns that are none of these kinds.
const KNOWN: [&str; 42] = [
    "专栏",
    "专题",
    "互动",
    "交流",
    "人事",
    "任免",
    "会议",
    "信息公开",
    "党",
    "公共服务",
    "公告",
    "公开",
    "公示",
    "关于我们",
    "决算",
    "办事",
    "办理",
    "双公示",
    "图片",
    "地图",
    "征集",
    "招商",
    "招标",
    "采购",
    "应急",
    "指南",
    "搜索",
    "收费",
    "数据",
    "文化",
    "旅游",
    "服务",
    "权责",
    "统计",
    "规划",
    "计划",
    "访谈",
    "调查",
    "财政",
    "通知",
    "预算",
    "首页",
];

/// Words of pages that introduce a body, and may name its leaders.
const INTRODUCTIONS: [&str; 7] = [
    "单位介绍",
    "所介绍",
    "局介绍",
    "中心介绍",
    "机构介绍",
    "机构概况",
    "单位概况",
];

const KINDS: [Kind; 7] = [
    Kind {
        group: "overview",
        name: Words {
            zh: "概况信息",
            en: "an overview of the region",
        },
        column: None,
        words: &[
            "概况", "概览", "简介", "走进", "市情", "县情", "区情", "州情", "省情", "镇情", "魅力",
            "印象", "about", "overview",
        ],
        not: &["机构简介", "领导简介", "单位简介"],
        standing: true,
    },
    Kind {
        group: "functions",
        name: Words {
            zh: "机构职能",
            en: "bodies and their functions",
        },
        column: None,
        words: &[
            "机构",
            "职能",
            "职责",
            "组织架构",
            "部门",
            "内设",
            "departments",
            "organi",
            "处室",
            "科室",
            "所介绍",
            "单位介绍",
            "中心介绍",
        ],
        not: &["部门动态", "部门文件", "部门信息", "发布机构", "中介机构"],
        standing: true,
    },
    Kind {
        group: "leaders",
        name: Words {
            zh: "领导信息",
            en: "leaders",
        },
        column: None,
        words: &[
            "领导",
            "负责人",
            "市长",
            "县长",
            "区长",
            "局长",
            "政府班子",
            "leader",
            "mayor",
        ],
        not: &[
            "市长信箱",
            "县长信箱",
            "区长信箱",
            "局长信箱",
            "领导信箱",
            "领导邮箱",
            "市长热线",
            "市长邮箱",
            "县长邮箱",
            "区长邮箱",
            "领导小组",
            "领导讲话",
            "领导活动",
            "领导批示",
        ],
        standing: true,
    },
    Kind {
        group: NEWS,
        name: Words {
            zh: "动态要闻",
            en: "news",
        },
        column: Some(ColumnKind::News),
        words: &["动态", "要闻", "新闻", "快讯", "资讯", "news"],
        not: &["新闻发布会", "新闻办"],
        standing: false,
    },
    Kind {
        group: "policy",
        name: Words {
            zh: "政策文件",
            en: "policy documents",
        },
        column: Some(ColumnKind::Policy),
        words: &[
            "政策",
            "文件",
            "公文",
            "法规",
            "规章",
            "公报",
            "polic",
            "regulation",
        ],
        not: &["政策解读", "文件解读", "政策图解", "政策问答"],
        standing: false,
    },
    Kind {
        group: "interpretation",
        name: Words {
            zh: "政策解读",
            en: "interpretation of policies",
        },
        column: Some(ColumnKind::Interpretation),
        words: &[
            "解读",
            "图解",
            "看懂",
            "读懂",
            "政策视频",
            "一图",
            "interpret",
        ],
        not: &[],
        standing: false,
    },
    Kind {
        group: CONSULTATION,
        name: Words {
            zh: "咨询投诉",
            en: "consultation",
        },
        column: Some(ColumnKind::Consultation),
        words: &[
            "信箱", "邮箱", "咨询", "投诉", "留言", "来信", "写信", "建言", "问政", "提问",
            "12345", "contact", "consult", "feedback",
        ],
        not: &["咨询电话", "投诉电话", "咨询热线", "投诉热线"],
        standing: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_only_looks_like_them() {
        let named = |group: &str, text: &str| {
            KINDS
                .iter()
                .any(|kind| kind.group == group && kind.is_named(text, "示例市人民政府"))
        };
        assert!(named("leaders", "市领导"));
        assert!(!named("leaders", "市长信箱"));
        assert!(named("consultation", "市长信箱"));
        assert!(named("policy", "政策文件"));
        assert!(!named("policy", "政策解读"));
        assert!(named("policy", "政策文件及解读"));
        assert!(named("interpretation", "政策解读"));
        assert!(named("policy", "政府公文"));
        assert!(named("overview", "关于示例"));
        for text in ["关于政府", "关于我们", "关于开展专项检查的通知"] {
            assert!(!named("overview", text), "{text}");
        }
        // No clause asks for them.
        for text in ["在线访谈", "调查征集", "数据发布"] {
            let site = "示例市人民政府";
            assert!(
                !KINDS.iter().any(|kind| kind.is_named(text, site)),
                "{text}"
            );
        }
    }
}
