//! What holds of every site, however strange.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use huabiao_facts::{
    Column, ColumnKind, Confidence, Coverage, DateFrom, FaultReport, Form, GuideDetail,
    GuideElement, GuideSection, Letter, Link, LinkKind, LinkPlace, ListItem, Marks, MessageAnswer,
    Meta, Outcome, Page, PageKind, PageVisit, PublicMessage, Published, Records, Redirect, Region,
    ScriptedLink, SiteFacts, SiteProfile, Statistics, StatisticsOf, Target, Visit,
};
use huabiao_finding::{Answer, Check, Finding, RuleId};
use huabiao_inspection::{ALL, Freshness, Limits, columns, describe, inspect, rule};
use huabiao_types::{Lang, SiteCategory};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_panics_and_every_rule_answers(site in site()) {
        let checks = inspect(&site, &Limits::default(), ALL);
        prop_assert_eq!(checks.len(), ALL.len());
        for (check, rule) in checks.iter().zip(ALL) {
            prop_assert_eq!(&check.rule, &rule.id);
            for finding in &check.findings {
                prop_assert_eq!(&finding.rule, &rule.id);
                for lang in [Lang::Zh, Lang::En] {
                    prop_assert!(!describe(finding, lang).is_empty());
                }
            }
        }
        prop_assert_eq!(inspect(&site, &Limits::default(), ALL), checks);
    }

    #[test]
    fn columns_agree_with_the_rules(site in site()) {
        let columns = columns(&site, &Limits::default());
        let count = |state| columns.iter().filter(|column| column.state == state).count();
        prop_assert_eq!(count(Freshness::Stale), check(&site, "column-stale").findings.len());
        prop_assert_eq!(count(Freshness::Blank), check(&site, "column-blank").findings.len());
        for column in &columns {
            if let Some(newest) = column.newest {
                let tomorrow = site.today.succ_opt().unwrap_or(site.today);
                prop_assert!(newest <= tomorrow);
            }
        }
    }

    /// Whatever becomes unknown, nobody is accused who was not before.
    #[test]
    fn an_unknown_outcome_accuses_nobody(
        site in site(),
        url in url(),
        outcome in select(UNKNOWN),
        millis in 0..40_000_u32,
    ) {
        let mut less = site.clone();
        if let Some(target) = less.targets.get_mut(&url) {
            *target = Target { outcome, takeover: Vec::new(), ..target.clone() };
        }
        less.pages.retain(|visit| visit.requested != url && visit.page.url != url);
        for rule in ["asset-dead", "external-link-dead", "link-dead", "site-unreachable"] {
            let before = check(&site, rule).findings;
            for finding in check(&less, rule).findings {
                let same = |other: &Finding| {
                    (&other.url, &other.target) == (&finding.url, &finding.target)
                };
                // A page of the same bytes stands in for the one taken away.
                let twin = before.iter().any(|other| other.target == finding.target);
                prop_assert!(before.iter().any(same) || twin, "{:#?}", finding);
            }
        }

        let mut more = site.clone();
        let at = more.today.and_hms_opt(4, 0, 0).unwrap().and_utc();
        more.visits.push(Visit { at, outcome, millis: millis.min(14_999) });
        let found = |site| !check(site, "site-unreachable").findings.is_empty();
        prop_assert!(found(&site) || !found(&more));
    }

    /// Only what was confirmed dead is called dead.
    #[test]
    fn a_dead_link_was_confirmed_dead(site in site()) {
        for rule in ["asset-dead", "external-link-dead", "link-dead"] {
            for finding in check(&site, rule).findings {
                let outcome = site.outcome(finding.target.as_deref().unwrap());
                prop_assert!(outcome.is_none_or(Outcome::is_dead), "{finding:?}");
            }
        }
    }

    /// What was not wholly read is never called free of a fault, nor accused because
    /// something was not there.
    #[test]
    fn absence_needs_the_whole_site(mut site in site(), over_budget in 1..9_u32) {
        site.coverage.over_budget = over_budget;
        for rule in [
            "asset-dead", "column-blank", "column-stale", "date-future", "external-link-dead",
            "guide-missing", "link-dead", "link-hijacked", "meta-missing",
        ] {
            prop_assert_ne!(check(&site, rule).answer(), Answer::NotFound, "{}", rule);
        }
        for rule in [
            "column-missing", "consultation-missing", "interview-few", "message-statistics-missing",
            "messages-hidden", "messages-stale", "policy-uninterpreted", "services-scattered",
            "service-statistics-stale", "survey-few",
        ] {
            prop_assert!(check(&site, rule).findings.is_empty(), "{}", rule);
        }
        let guides = check(&site, "guide-missing");
        prop_assert!(guides.findings.iter().all(|finding| finding.group != "none"));
    }

    /// Reading fewer pages never turns an answer that is open into a passed one.
    #[test]
    fn reading_less_passes_nothing(site in site(), keep in 0..4_usize) {
        let mut less = site.clone();
        let left_out = less.pages.len().saturating_sub(keep);
        less.pages.truncate(keep);
        less.coverage.over_budget += u32::try_from(left_out).unwrap();
        for (before, after) in inspect(&site, &Limits::default(), ALL)
            .iter()
            .zip(inspect(&less, &Limits::default(), ALL))
        {
            // These answer from the home page, or from one thing that is there.
            let local = ["consultation-missing", "home-stale", "mark-missing"];
            // These answer from records, or ask for nothing by default.
            let apart = ["home-few-updates", "fault-report-late", "reply-late", "message-unanswered"];
            if apart.contains(&before.rule.as_str()) {
                continue;
            }
            if before.answer() != Answer::NotFound && !local.contains(&before.rule.as_str()) {
                prop_assert_ne!(after.answer(), Answer::NotFound, "{}", before.rule);
            }
        }
    }

    /// A page that is no page is judged by nobody.
    #[test]
    fn error_pages_are_not_judged(mut site in site()) {
        // The books of the office are no pages.
        site.records = Records::default();
        for visit in &mut site.pages {
            visit.page.soft_error = Some("页面不存在".to_owned());
            visit.page.takeover.clear();
        }
        for check in inspect(&site, &Limits::default(), ALL) {
            if check.rule.as_str() != "site-unreachable" {
                prop_assert!(check.findings.is_empty(), "{check:#?}");
            }
        }
        prop_assert!(columns(&site, &Limits::default()).is_empty());
    }
}

fn check(site: &SiteFacts, id: &str) -> Check {
    let id: RuleId = id.parse().unwrap();
    (rule(&id).unwrap().check)(site, &Limits::default())
}

fn site() -> impl Strategy<Value = SiteFacts> {
    (
        (
            day(),
            option::of(Just("3301000001")),
            option::of(any::<bool>()),
            option::of(select(&[SiteCategory::Portal, SiteCategory::Department])),
            records(),
        ),
        vec(visit(), 0..8),
        proptest::collection::btree_map(url(), target(), 0..12),
        vec(home_visit(), 0..160),
        coverage(),
    )
        .prop_map(
            |((today, code, services, category, records), mut pages, targets, visits, coverage)| {
                if let Some(home) = pages.first_mut() {
                    home.depth = 0;
                }
                let today = today + Days::new(2);
                SiteFacts {
                    profile: SiteProfile {
                        code: code.map(|code| code.parse().unwrap()),
                        name: "示例市".to_owned(),
                        host: "www.example.gov.cn".to_owned(),
                        aliases: vec!["example.gov.cn".to_owned()],
                        home: HOME.to_owned(),
                        category,
                        unit: None,
                        services,
                    },
                    today,
                    pages,
                    targets: targets.into_iter().collect::<BTreeMap<_, _>>(),
                    visits,
                    coverage,
                    probes: huabiao_facts::Probes::default(),
                    records,
                }
            },
        )
}

fn records() -> impl Strategy<Value = Records> {
    let letter = (day(), option::of(day()), option::of(day()), any::<bool>());
    let letter = letter.prop_map(|(received, answered, due, valid)| Letter {
        id: "1".to_owned(),
        received,
        answered,
        due,
        valid,
    });
    let report =
        (day(), option::of(day()), url()).prop_map(|(received, answered, url)| FaultReport {
            id: "2".to_owned(),
            url,
            received,
            answered,
        });
    (option::of(vec(letter, 0..4)), option::of(vec(report, 0..4))).prop_map(
        |(letters, fault_reports)| Records {
            letters,
            fault_reports,
            ..Records::default()
        },
    )
}

fn coverage() -> impl Strategy<Value = Coverage> {
    let some = || prop_oneof![4 => Just(0_u32), 1 => 1..5_u32];
    (some(), some(), some()).prop_map(|(over_budget, robots, unseen_lists)| Coverage {
        over_budget,
        robots,
        unseen_lists,
        ..Coverage::default()
    })
}

fn home_visit() -> impl Strategy<Value = Visit> {
    (
        0..11 * 24 * 60_i64,
        select(&Outcome::ALL[..]),
        0..20_000_u32,
    )
        .prop_map(|(minutes, outcome, millis)| Visit {
            at: moment() + chrono::TimeDelta::minutes(minutes),
            outcome,
            millis,
        })
}

fn target() -> impl Strategy<Value = Target> {
    (select(&Outcome::ALL[..]), text(), vec(text(), 0..2)).prop_map(
        |(outcome, detail, takeover)| Target {
            outcome,
            attempts: 3,
            at: Some(moment()),
            landed: None,
            detail,
            takeover,
        },
    )
}

fn visit() -> impl Strategy<Value = PageVisit> {
    (
        url(),
        select(&[200_u16, 200, 200, 404]),
        0..4_u8,
        0..4_u16,
        page(),
    )
        .prop_map(|(requested, status, bytes, depth, page)| PageVisit {
            requested: requested.clone(),
            status,
            at: moment(),
            sha256: if bytes == 0 {
                String::new()
            } else {
                format!("{bytes:064x}")
            },
            bytes: 1,
            depth,
            page: Page {
                url: requested,
                ..page
            },
        })
}

fn page() -> impl Strategy<Value = Page> {
    (
        (
            select(&PageKind::ALL[..]),
            text(),
            text(),
            option::of(published()),
            option::of(column()),
        ),
        (
            vec(item(), 0..5),
            vec(link(), 0..8),
            vec(form(), 0..2),
            marks(),
        ),
        (
            vec(meta(), 0..11),
            vec(select(&GuideElement::ALL[..]), 0..11),
            option::of(vec(section(), 0..5)),
            vec(message(), 0..3),
            vec(statistics(), 0..2),
            vec(scripted(), 0..2),
        ),
        (rarely(), rarely(), rarely(), rarely(), vec(text(), 0..3)),
    )
        .prop_map(
            |(first, second, third, (challenge, login, truncated, redirect, takeover))| {
                let (kind, title, column_name, published, column) = first;
                let (dated_items, links, forms, marks) = second;
                let (meta, guide, sections, messages, statistics, scripted) = third;
                let guide_detail = sections.map(|sections| GuideDetail {
                    sections,
                    unlabelled: Vec::new(),
                    unknown_labels: 0,
                });
                Page {
                    kind,
                    title,
                    column_name,
                    published,
                    column,
                    dated_items,
                    links,
                    forms,
                    marks,
                    meta,
                    guide,
                    guide_detail,
                    messages,
                    statistics,
                    scripted,
                    challenge: challenge.then(|| "验证".to_owned()),
                    login,
                    truncated,
                    redirect: redirect.then(|| Redirect {
                        url: HOME.to_owned(),
                        script: true,
                        delay: 0,
                    }),
                    takeover,
                    ..Page::default()
                }
            },
        )
}

fn section() -> impl Strategy<Value = GuideSection> {
    let element = select(&GuideElement::ALL[..]);
    (element, text(), vec(url(), 0..2), rarely()).prop_map(|(element, text, links, media)| {
        GuideSection {
            element,
            label: element.official().to_owned(),
            text,
            links,
            media,
            line: 1,
        }
    })
}

fn message() -> impl Strategy<Value = PublicMessage> {
    let answers = &[
        MessageAnswer::Shown,
        MessageAnswer::Given,
        MessageAnswer::Open,
        MessageAnswer::Empty,
        MessageAnswer::Unknown,
    ];
    (
        option::of(day()),
        option::of(day()),
        option::of(text()),
        select(answers),
        any::<bool>(),
    )
        .prop_map(|(asked, answered, unit, answer, whole)| PublicMessage {
            asked,
            answered,
            unit,
            answer,
            whole,
            ..PublicMessage::default()
        })
}

fn statistics() -> impl Strategy<Value = Statistics> {
    let of = select(&[StatisticsOf::Messages, StatisticsOf::Services]);
    (of, option::of(day())).prop_map(|(of, day)| Statistics {
        of,
        day,
        snippet: String::new(),
        line: 1,
    })
}

fn scripted() -> impl Strategy<Value = ScriptedLink> {
    text().prop_map(|text| ScriptedLink {
        text,
        region: Region::Main,
        line: 1,
    })
}

fn marks() -> impl Strategy<Value = Marks> {
    (
        option::of(text()),
        option::of(text()),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(site_code, icp, party_mark, fault_report)| Marks {
            site_code,
            icp,
            party_mark,
            fault_report,
            ..Marks::default()
        })
}

fn meta() -> impl Strategy<Value = Meta> {
    (select(METAS), text()).prop_map(|(name, content)| Meta {
        name: name.to_owned(),
        content,
    })
}

fn form() -> impl Strategy<Value = Form> {
    (any::<bool>(), any::<bool>()).prop_map(|(textarea, search)| Form {
        post: false,
        line_field: None,
        hidden_fields: Vec::new(),
        action: None,
        fields: Vec::new(),
        textarea,
        password: false,
        search,
        line: 1,
    })
}

fn published() -> impl Strategy<Value = Published> {
    let confidence = select(&[Confidence::High, Confidence::Medium, Confidence::Low]);
    let from = select(&[DateFrom::Visible, DateFrom::Meta, DateFrom::Text]);
    (day(), from, confidence).prop_map(|(date, from, confidence)| Published {
        date,
        time: None,
        from,
        confidence,
        snippet: String::new(),
    })
}

fn column() -> impl Strategy<Value = Column> {
    (
        (
            text(),
            select(KINDS),
            vec(item(), 0..7),
            option::of(any::<bool>()),
        ),
        (rarely(), rarely(), option::of(url()), 0..3_u32),
    )
        .prop_map(
            |((name, kind, items, blank), (filled_by_script, front, next, page))| Column {
                name,
                kind,
                newest: items.iter().filter_map(|item| item.date).max(),
                items,
                blank,
                why: String::new(),
                filled_by_script,
                front,
                more: false,
                next,
                page,
            },
        )
}

fn item() -> impl Strategy<Value = ListItem> {
    (text(), option::of(url()), option::of(day())).prop_map(|(title, url, date)| ListItem {
        title,
        url,
        date,
        several_dates: false,
        line: 1,
    })
}

fn link() -> impl Strategy<Value = Link> {
    let kinds = &[
        LinkKind::Page,
        LinkKind::Asset,
        LinkKind::Attachment,
        LinkKind::External,
    ];
    let places = &[
        LinkPlace::Anchor,
        LinkPlace::Anchor,
        LinkPlace::Frame,
        LinkPlace::Form,
        LinkPlace::Image,
        LinkPlace::ScriptRedirect,
    ];
    let regions = &[Region::Main, Region::Footer, Region::Nav];
    (
        (
            option::of(url()),
            select(kinds),
            select(places),
            text(),
            select(regions),
        ),
        (any::<bool>(), rarely()),
    )
        .prop_map(
            |((url, kind, place, text, region), (hidden, noscript))| Link {
                href: url.clone().unwrap_or_else(|| "http://".to_owned()),
                url,
                kind,
                place,
                text,
                line: 1,
                region,
                hidden,
                noscript,
            },
        )
}

fn rarely() -> impl Strategy<Value = bool> {
    prop_oneof![9 => Just(false), 1 => Just(true)]
}

fn url() -> impl Strategy<Value = String> {
    select(URLS).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => select(TEXTS).prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

/// Days around the moment of the visits, some of them at the ends of the calendar.
fn day() -> impl Strategy<Value = NaiveDate> {
    let around =
        (0..60_u64).prop_map(|days| moment().date_naive() + Days::new(days) - Days::new(40));
    prop_oneof![20 => around, 1 => Just(NaiveDate::MIN + Days::new(400)), 1 => Just(NaiveDate::MAX - Days::new(2))]
}

fn moment() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_000)
}

const HOME: &str = "http://www.example.gov.cn/";

const URLS: &[&str] = &[
    HOME,
    "http://example.gov.cn/index.html",
    "http://www.example.gov.cn/news/",
    "http://www.example.gov.cn/news/index_1.html",
    "http://www.example.gov.cn/news/notice/",
    "http://www.example.gov.cn/list.asp?id=3&page=2",
    "http://www.example.gov.cn/20200101/a.html",
    "http://casino.example.com:8080/",
    "http://other.example.org/",
    "http://www.gov.cn/",
    "not an address",
    "",
];

const TEXTS: &[&str] = &[
    "",
    "要闻",
    "市长信箱",
    "网上信访",
    "互动交流",
    "办事指南",
    "澳门新葡京",
    "警方打击赌博",
    "3301000001",
    "3301000002",
    "全市安全生产工作会议召开",
    "《停车管理办法》政策解读",
    "关于印发《停车管理办法》的通知",
    "申请表、法律法规规定的其他材料",
    "《行政许可法》第十二条",
];

const METAS: &[&str] = &[
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
    "ArticleTitle",
    "PubDate",
    "ContentSource",
];

const KINDS: &[ColumnKind] = &[
    ColumnKind::News,
    ColumnKind::Notice,
    ColumnKind::Plan,
    ColumnKind::Consultation,
    ColumnKind::Interpretation,
    ColumnKind::Policy,
    ColumnKind::Survey,
    ColumnKind::Standing,
    ColumnKind::Other,
];

const UNKNOWN: &[Outcome] = &[
    Outcome::Blocked,
    Outcome::Challenge,
    Outcome::Dns,
    Outcome::Empty,
    Outcome::Login,
    Outcome::Network,
    Outcome::Protocol,
    Outcome::Status(503),
    Outcome::Timeout,
    Outcome::TlsCertificate,
    Outcome::TlsLegacy,
    Outcome::TooLarge,
    Outcome::Budget,
    Outcome::Private,
    Outcome::Robots,
];
