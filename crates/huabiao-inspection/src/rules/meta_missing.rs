use std::collections::HashSet;

use huabiao_facts::{Page, PageKind, PageVisit, SiteFacts};
use huabiao_finding::{Check, Finding, Population, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, count, page_evidence, published};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "页面标签缺失",
        en: "official META tags missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/meta-missing.zh.md"),
        en: include_str!("../../docs/rules/meta-missing.en.md"),
    },
    source: Source {
        document: "国办发〔2017〕47号",
        clause: "附件 网页设计规范：网页标签；国办秘函〔2019〕19号 网站扣分指标 功能设计：页面标签",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let reasons = seen.gaps();
    if seen.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let mut check = Check::new(ID);
    let mut known: HashSet<&str> = HashSet::new();
    let (mut articles, mut columns) = (Vec::new(), Vec::new());
    for &visit in &seen.pages {
        // The same bytes under two addresses are one page.
        if !visit.sha256.is_empty() && !known.insert(&visit.sha256) {
            continue;
        }
        let Some((group, wanted)) = duty(&seen, visit) else {
            continue;
        };
        match group {
            "article" => articles.push(address(visit)),
            "column" => columns.push(address(visit)),
            _ => {}
        }
        let missing: Vec<&str> = wanted
            .into_iter()
            .filter(|name| !has(&visit.page, name))
            .collect();
        // The indicators ask articles for the tags of site and content; those of the
        // column are asked for by the annex alone.
        let minor = missing.iter().all(|name| COLUMN.contains(name));
        let group = match group {
            "article" if minor => "article-column",
            _ => group,
        };
        if !missing.is_empty() {
            check.findings.push(
                Finding::new(ID, address(visit))
                    .group(group)
                    .value("missing", missing.join(", "))
                    .value("missing_count", count(missing.len()))
                    .evidence(page_evidence(visit)),
            );
        }
    }
    let seed = format!("{}\n{}", site.profile.host, site.today);
    let draw = |of, pages: &[&str]| Population::new(of, &seed, pages.iter().copied());
    check
        .measure("articles", count(articles.len()).into())
        .measure("columns", count(columns.len()).into())
        .population(draw("articles", &articles))
        .population(draw("columns", &columns))
        .reach(Reach::from_reasons(reasons))
}

/// The group of a page and the tags that it must carry.
fn duty(seen: &Seen<'_>, visit: &PageVisit) -> Option<(&'static str, Vec<&'static str>)> {
    let site = SITE.as_slice();
    if seen.place(visit) == "home" {
        return Some(("site", site.to_vec()));
    }
    // The page that shows it in a frame carries the tags.
    if seen.is_fragment(visit) {
        return None;
    }
    match visit.page.kind {
        PageKind::Column => Some(("column", [site, &COLUMN].concat())),
        // A page without a date of publication, or with all tags of a column and none
        // of an article, may be the text of a column (机构职能) and no document.
        PageKind::Article if is_document(visit) => {
            Some(("article", [site, &COLUMN, &ARTICLE].concat()))
        }
        PageKind::Article => Some(("article", site.to_vec())),
        _ => None,
    }
}

fn is_document(visit: &PageVisit) -> bool {
    let all = |names: &[&str]| names.iter().all(|name| has(&visit.page, name));
    let none = |names: &[&str]| !names.iter().any(|name| has(&visit.page, name));
    published(visit).is_some() && !(all(&COLUMN) && none(&ARTICLE))
}

fn has(page: &Page, name: &str) -> bool {
    page.meta
        .iter()
        .any(|meta| meta.name.trim().eq_ignore_ascii_case(name) && !meta.content.trim().is_empty())
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let missing = value(finding, "missing");
    let kind = match (lang, finding.group.as_str()) {
        (Lang::En, "site") => "home page",
        (Lang::En, "column") => "column page",
        (Lang::En, _) => "article",
        (Lang::Zh, "site") => "首页",
        (Lang::Zh, "column") => "栏目页",
        (Lang::Zh, _) => "内容页",
    };
    match lang {
        Lang::En => format!("the {kind} lacks the META tags {missing}"),
        Lang::Zh => format!("{kind}缺少标签：{}", missing.replace(", ", "、")),
    }
}

/// Site tags (站点标签).
const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];

/// Column tags (栏目标签).
const COLUMN: [&str; 4] = [
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
];

/// Content tags (内容标签).
const ARTICLE: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];

const ID: RuleId = RuleId::new("meta-missing");
