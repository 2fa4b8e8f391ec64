//! What the four forms of a bulletin say.
#![allow(clippy::unwrap_used)]

mod common;

use huabiao_bulletin::{Document, RejectedRow, SiteEntry, html, json, markdown};
use huabiao_finding::Finding;
use huabiao_scoring::{IndicatorSet, ScoreOptions, Subject, Text, score};
use huabiao_types::{Lang, SiteCategory};

#[test]
fn markdown_in_both_languages() {
    insta::assert_snapshot!("zh.md", markdown(&common::small(), Lang::Zh));
    insta::assert_snapshot!("en.md", markdown(&common::small(), Lang::En));
}

#[test]
fn json_in_both_languages() {
    insta::assert_snapshot!("zh.json", json(&common::small(), Lang::Zh));
    insta::assert_snapshot!("en.json", json(&common::small(), Lang::En));
}

#[cfg(feature = "schema")]
#[test]
fn json_fits_its_schema() {
    let schema = serde_json::to_value(huabiao_bulletin::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        let mut bulletin = serde_json::from_str(&json(&common::small(), lang)).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&bulletin)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        bulletin["counts"]["sites"] = "four".into();
        assert!(!validator.is_valid(&bulletin));
    }
}

/// Every section that a quarterly bulletin has, in its order, in every form.
#[test]
fn sections_are_those_of_a_bulletin() {
    let sections = [
        "一、检查范围和方法",
        "二、总体情况",
        "三、分类情况",
        "四、分类排名",
        "五、不合格网站及原因",
        "六、未能判定的网站",
        "七、突出问题",
        "八、未发现问题的网站",
        "九、下一步要求",
        "附件 各网站检查结果",
    ];
    for text in [
        markdown(&common::small(), Lang::Zh),
        html(&common::small(), Lang::Zh),
    ] {
        let body = text.find("## ").or(text.find("<main")).unwrap();
        let mut at = body;
        for section in sections {
            at += text[at..]
                .find(section)
                .unwrap_or_else(|| panic!("{section} out of order"));
        }
    }
}

#[test]
fn the_limits_of_the_verdict_are_said() {
    let zh = Document::new(&common::small(), Lang::Zh);
    assert!(
        zh.covers.contains("仅就本次已作判定的指标而言"),
        "{}",
        zh.covers
    );
    assert!(zh.covers.contains("严重表述错误") && zh.covers.contains("泄露国家秘密"));
    let en = Document::new(&common::small(), Lang::En);
    assert!(
        en.covers
            .contains("only of the indicators that were judged")
    );
    // A site without the observation is in neither number.
    assert_eq!((zh.counts.judged, zh.counts.undetermined), (3, 1));
    assert_eq!(zh.counts.pass_rate.as_deref(), Some("66.67%"));
    assert!(zh.overall[0].contains("作出判定3家，其中合格2家、不合格1家，合格率66.67%"));
}

/// Records that nobody gave are as silent as people who were not asked.
#[test]
fn vetoes_of_records_that_nobody_gave_are_named() {
    let records = "咨询留言超过3个月未回应";
    let given = common::small();
    assert!(!Document::new(&given, Lang::Zh).covers.contains(records));
    let mut input = given;
    let without = |site: &mut SiteEntry| {
        site.checks
            .retain(|check| check.rule.as_str() != "message-unanswered");
        *site = common::site(
            &site.name,
            &site.host,
            site.category.unwrap(),
            &site.unit_name,
            site.checks.clone(),
        );
    };
    without(&mut input.sites[0]);
    let zh = Document::new(&input, Lang::Zh);
    assert!(
        zh.covers.contains(&format!("{records}（1家）")),
        "{}",
        zh.covers
    );
    input.sites.iter_mut().for_each(without);
    let zh = Document::new(&input, Lang::Zh);
    assert!(zh.covers.contains(&format!("{records}。")), "{}", zh.covers);
}

/// Of accounts a program decides nothing, and there is nothing to deduct.
#[test]
fn accounts_that_nobody_judged_count_in_no_rate() {
    let set = IndicatorSet::embedded("cn-2019-new-media").unwrap();
    let mut input = common::small();
    for site in &mut input.sites {
        let subject = Subject {
            site_code: None,
            host: site.host.clone(),
            name: site.name.clone(),
            category: site.category,
            services: None,
        };
        site.scorecard = score(&set, &subject, &[], &ScoreOptions::default());
    }
    input.method.set = set;
    for lang in [Lang::Zh, Lang::En] {
        let text = markdown(&input, lang);
        assert!(!text.contains("100.00%"));
        assert!(
            !text.contains("的为，") && !text.contains("的为。"),
            "{text}"
        );
        assert!(
            !text.contains("wholly: ;") && !text.contains("in part: ."),
            "{text}"
        );
    }
    let zh = Document::new(&input, Lang::Zh);
    assert_eq!((zh.counts.judged, zh.counts.undetermined), (0, 4));
    assert!(zh.covers.contains("内容不更新"), "{}", zh.covers);
    let case = &zh.undetermined[0];
    assert_eq!(case.reasons.len(), 10, "each veto with what is missing");
}

#[test]
fn no_date_is_invented() {
    let mut input = common::small();
    assert!(markdown(&input, Lang::Zh).contains("整改工作请于2026年12月10日前完成"));
    input.rectify_by = None;
    for lang in [Lang::Zh, Lang::En] {
        assert!(!markdown(&input, lang).contains("12月10日"));
    }
    assert!(markdown(&input, Lang::Zh).contains("本通报未设定整改期限"));
}

#[test]
fn without_a_judged_site_there_is_no_rate() {
    let mut checks = common::spotless();
    common::unobserved(&mut checks);
    let only = common::site("站", "a.gov.cn", SiteCategory::Portal, "局", checks);
    for input in [common::input(vec![only]), common::input(vec![])] {
        let document = Document::new(&input, Lang::Zh);
        assert_eq!(document.counts.pass_rate, None);
        assert!(document.overall[0].contains("无合格率"));
        assert!(!html(&input, Lang::En).is_empty());
    }
}

#[test]
fn nobody_reads_a_rate_of_nought_where_none_could_qualify() {
    let mut input = common::small();
    for site in &mut input.sites {
        common::unobserved(&mut site.checks);
        let (name, host) = (site.name.clone(), site.host.clone());
        *site = common::site(
            &name,
            &host,
            SiteCategory::Portal,
            "局",
            site.checks.clone(),
        );
    }
    let document = Document::new(&input, Lang::Zh);
    assert!(document.counts.unqualified > 0, "{:?}", document.counts);
    assert_eq!(document.counts.pass_rate, None);
    assert!(
        document.overall[0].contains("不合格1家") && document.overall[0].contains("不列合格率")
    );
    for lang in [Lang::Zh, Lang::En] {
        assert!(!html(&input, lang).contains("0.00%"));
        assert!(!markdown(&input, lang).contains("0.00%"));
    }
}

#[test]
fn the_annex_shows_five_and_counts_the_rest() {
    let document = Document::new(&common::city(), Lang::Zh);
    assert_eq!(document.annex.len(), 91);
    let many = document
        .annex
        .iter()
        .flat_map(|card| &card.found)
        .find(|f| f.findings == 300);
    let many = many.unwrap();
    assert_eq!(
        (many.shown.len(), many.more.as_str()),
        (5, "还有295条，见问题台账")
    );
    let page = html(&common::city(), Lang::Zh);
    assert!(page.len() < 1_000_000, "{}", page.len());
}

/// A dead picture in the head of every page is one problem on many pages.
#[test]
fn one_target_on_many_pages_is_one_problem() {
    let mut checks = common::spotless();
    let check = common::check(&mut checks, "asset-dead");
    for n in 0..12 {
        check.findings.push(
            Finding::new(check.rule.clone(), format!("http://a.gov.cn/{n}.html"))
                .target("http://a.gov.cn/logo.png")
                .group("other"),
        );
    }
    let input = common::input(vec![common::site(
        "站",
        "a.gov.cn",
        SiteCategory::Department,
        "局",
        checks,
    )]);
    let document = Document::new(&input, Lang::En);
    let problem = &document.problems[0];
    assert_eq!(
        (problem.findings, problem.distinct, problem.pages),
        (12, 1, 12)
    );
    assert_eq!(
        (document.counts.findings, document.counts.distinct),
        (12, 1)
    );
    let found = &document.annex[0].found[0];
    assert_eq!((found.shown.len(), found.more.as_str()), (1, ""));
    assert_eq!(found.shown[0].elsewhere, "also on 11 other pages");
    assert!(markdown(&input, Lang::Zh).contains("共发现问题1个，问题台账计12条"));
    assert!(html(&input, Lang::Zh).contains("另有11个页面也有"));
}

/// A site that is named as its unit is named once.
#[test]
fn good_examples_are_named_once() {
    let named = |unit| {
        let site = common::site(
            "市教育局",
            "a.gov.cn",
            SiteCategory::Department,
            unit,
            common::spotless(),
        );
        let input = common::input(vec![site]);
        (markdown(&input, Lang::Zh), html(&input, Lang::Zh))
    };
    let (text, page) = named("市教育局");
    assert!(text.contains("\n- 市教育局\n"), "{text}");
    assert!(page.contains(">市教育局</a></li>"));
    let (text, page) = named("市政府办公室");
    assert!(text.contains("\n- 市教育局 (市政府办公室)\n"), "{text}");
    assert!(page.contains(">市教育局</a> (市政府办公室)</li>"));
}

/// Headings, cells and sentences begin with a capital; one is no plural.
#[test]
fn english_is_written_as_english() {
    let mut input = common::small();
    input.sites.truncate(1);
    input.sites[0].coverage.over_budget = 1;
    let document = Document::new(&input, Lang::En);
    let card = &document.annex[0];
    let mut starts = vec![
        document.categories[0].name.as_str(),
        &document.problems[0].name,
        &card.site.kind,
        &card.verdict_name,
        &card.found[0].name,
        &card.found[0].shown[0].summary,
        &document.tasks[0].sites[0].what,
        &document.tasks[0].sites[0].verdict,
    ];
    for line in &card.lines {
        starts.extend([line.observed.as_str(), &line.threshold, &line.effect_name]);
    }
    for text in starts {
        assert!(
            !text.starts_with(|c: char| c.is_ascii_lowercase()),
            "{text}"
        );
    }
    assert_eq!(card.gaps, ["1 address over the budget"]);
    let text = markdown(&input, Lang::En);
    for wrong in ["1 rows", "1 sites", "1 pages", "1 addresses", "1 kinds"] {
        assert!(!text.contains(wrong), "{wrong}");
    }
}

#[test]
fn many_rejected_rows_are_counted_and_the_first_shown() {
    let mut input = common::small();
    let row = input.rejected[0].clone();
    input.rejected = (2..100_002)
        .map(|line| RejectedRow {
            line,
            ..row.clone()
        })
        .collect();
    let document = Document::new(&input, Lang::Zh);
    assert_eq!(document.rejected.len(), 50);
    assert_eq!(document.rejected_rows, 100_000);
    for text in [html(&input, Lang::Zh), markdown(&input, Lang::Zh)] {
        assert!(text.contains("共100000行，此处列前50行"));
        assert!(text.contains("import.jsonl"));
        assert!(text.len() < 200_000, "{}", text.len());
    }
}

#[test]
fn english_has_no_chinese_of_its_own() {
    let mut input = common::small();
    input.issuer = "Office".into();
    input.method.set.source = "source".into();
    for rejected in &mut input.rejected {
        rejected.column = "code".into();
        rejected.reason = "12 characters".into();
    }
    for (n, site) in input.sites.iter_mut().enumerate() {
        (site.name, site.unit_name) = (format!("site {n}"), "unit".into());
        for check in &mut site.checks {
            for finding in &mut check.findings {
                finding.values.insert("text".into(), "x".into());
                finding.values.insert("name".into(), "x".into());
                finding.values.insert("why".into(), "x".into());
            }
        }
        for line in &mut site.scorecard.lines {
            line.clause = "clause".into();
        }
    }
    let page = html(&input, Lang::En);
    let page = page.split("</style>").nth(1).unwrap();
    let chinese: Vec<&str> = page
        .lines()
        .filter(|line| line.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
        .collect();
    assert_eq!(chinese, Vec::<&str>::new());
}

/// Names and addresses as an attacker would write them.
fn hostile() -> huabiao_bulletin::BulletinInput {
    let evil = "<script>alert(1)</script>\"'|`[x](javascript:alert(2))\n# h\u{202e}";
    let mut checks = common::spotless();
    let check = common::check(&mut checks, "link-dead");
    for url in [
        "javascript:alert(3)",
        "http://a.gov.cn/\"><img src=x>",
        "data:text/html,<b>",
        "http://a.gov.cn/x|y",
    ] {
        check.findings.push(
            Finding::new(check.rule.clone(), url)
                .target(url)
                .group("home")
                .value("text", evil),
        );
    }
    let mut site = common::site(evil, "evil|host", SiteCategory::Portal, evil, checks);
    site.home = "javascript:alert(4)".into();
    let mut input = common::input(vec![site]);
    input.title = Some(Text::new(evil, evil));
    input.issuer = evil.into();
    input.notes = vec![Text::new(evil, evil)];
    input
}

#[test]
fn hostile_texts_are_only_texts_in_html() {
    let page = html(&hostile(), Lang::Zh);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>x"));
    assert!(!page.contains('\u{202e}'));
    let links: Vec<&str> = page
        .split("href=\"")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').unwrap()])
        .collect();
    assert!(
        links
            .iter()
            .all(|to| to.starts_with('#') || to.starts_with("http")),
        "{links:?}"
    );
    assert!(links.contains(&"http://a.gov.cn/x|y"));
    for link in page
        .split("<a ")
        .skip(1)
        .filter(|link| link.starts_with("href=\"http"))
    {
        assert!(link.contains("rel=\"noopener noreferrer\""), "{link}");
    }
    // Nothing is loaded from elsewhere.
    for word in ["<img", "@import", "url(", "<link", "<iframe", "<object"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn hostile_texts_are_only_texts_in_markdown() {
    let text = markdown(&hostile(), Lang::Zh);
    assert!(!text.contains("<script") && !text.contains("<img"));
    let live = text.replace("\\]", "");
    for scheme in ["javascript", "data", "<javascript", "<data"] {
        assert!(!live.contains(&format!("]({scheme}")), "{scheme}");
    }
    assert!(live.contains("](<http://a.gov.cn/x%7Cy>)"));
    // A name cannot begin a heading or another cell.
    assert!(!text.lines().any(|line| line.starts_with("# h")));
    let of_head = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut width = 0;
    for line in text.lines() {
        match line.starts_with('|') {
            true if width == 0 => width = of_head(line),
            true => assert_eq!(of_head(line), width, "{line}"),
            false => width = 0,
        }
    }
}

#[test]
fn html_is_built_for_everybody() {
    let page = html(&common::small(), Lang::Zh);
    for needed in [
        "<html lang=\"zh-CN\">",
        "class=\"skip\" href=\"#text\"",
        "<main ",
        "<nav ",
        "<header",
        "<footer",
        "@media print",
        "table-header-group",
        "@media (max-width",
    ] {
        assert!(page.contains(needed), "{needed}");
    }
    let count = |what: &str| page.matches(what).count();
    assert_eq!(count("<svg"), count("<desc>"));
    assert_eq!(count("<svg"), count("</title>") - 1);
    assert_eq!(count("<th"), count("<th scope=") + count("<thead"));
    // Every anchor that is linked to exists once.
    for id in page
        .split("href=\"#")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').unwrap()])
    {
        assert_eq!(count(&format!("id=\"{id}\"")), 1, "{id}");
    }
}

/// The same input gives the same bytes.
#[test]
fn forms_repeat() {
    for lang in [Lang::Zh, Lang::En] {
        assert_eq!(html(&common::city(), lang), html(&common::city(), lang));
        assert_eq!(json(&common::city(), lang), json(&common::city(), lang));
    }
}

/// What is wholly part of another rule's problems is asked of nobody and is no row.
#[test]
fn no_kind_is_listed_with_no_problem() {
    let mut checks = common::spotless();
    let whole = Finding::new(
        common::check(&mut checks, "guide-missing").rule.clone(),
        "http://a.gov.cn/g.html",
    )
    .group("guide")
    .value("title", "指南")
    .value("missing", "办理时间、收费标准、办理流程、设定依据")
    .value("missing_count", 4_u32);
    let elements = common::check(&mut checks, "guide-element-missing");
    let part = Finding::new(elements.rule.clone(), "http://a.gov.cn/g.html").part_of(&whole);
    elements.findings.push(part.value("element", "办理时间"));
    common::check(&mut checks, "guide-missing")
        .findings
        .push(whole);
    let site = common::site("站", "a.gov.cn", SiteCategory::Department, "局", checks);
    let document = Document::new(&common::input(vec![site]), Lang::Zh);
    let rules: Vec<&str> = document.problems.iter().map(|p| p.rule.as_str()).collect();
    assert_eq!(rules, ["guide-missing"]);
    assert_eq!(
        document.tasks[0].sites[0].what,
        "办事服务缺失或办事指南要素不全1个"
    );
}

/// Why a site failed is said so that its unit knows what to do.
#[test]
fn reasons_name_what_was_seen() {
    let reasons = |fill: &dyn Fn(&mut [huabiao_finding::Check])| {
        let mut checks = common::spotless();
        fill(&mut checks);
        let site = common::site("站", "a.gov.cn", SiteCategory::Department, "局", checks);
        let document = Document::new(&common::input(vec![site]), Lang::Zh);
        let case = document.unqualified.first().unwrap();
        case.reasons[0].observed.clone()
    };
    let home = reasons(&|checks| {
        let check = common::check(checks, "home-stale");
        let finding = Finding::new(check.rule.clone(), "http://a.gov.cn/")
            .group("home")
            .value("newest", common::day("2026-09-03"))
            .value("age_days", 83_u32)
            .value("limit_days", 14_u32);
        check.findings.push(finding);
    });
    assert_eq!(home, "首页最新信息为2026年9月3日，已83天未更新（时限14天）");
    let columns = reasons(&|checks| common::stale_columns(checks, "a.gov.cn", 7));
    assert!(
        columns.contains(
            "7个：栏目“工作动态0”最新信息为2026年10月1日，已55天未更新（时限14天）；栏目“工作动态1”"
        ),
        "{columns}"
    );
    assert!(columns.ends_with("；另有2处"), "{columns}");
    let reach = reasons(&|checks| {
        let check = common::check(checks, "site-unreachable");
        let finding = Finding::new(check.rule.clone(), "http://a.gov.cn/")
            .value("visits", 168_u32)
            .value("failed_visits", 15_u32)
            .value("from", common::day("2026-03-03"))
            .value("to", common::day("2026-03-09"));
        check.findings.push(finding);
        let share = check.measures.iter_mut();
        share
            .filter(|measure| measure.name == "failed_permille")
            .for_each(|measure| measure.value = 89);
    });
    assert_eq!(
        reach,
        "打不开的访问占8.9%：2026年3月3日至2026年3月9日访问168次，其中15次未能打开或用时达到15秒"
    );
}
