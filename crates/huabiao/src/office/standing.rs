use huabiao_facts::{LinkPlace, Page, PageVisit, SiteFacts};
use huabiao_finding::{Reason, Value};
use huabiao_registry::Site;
use huabiao_supervision::intake::MAY_MISS;
use huabiao_supervision::{Ledger, Origin, Problem, ProblemId, Recheck, place};

/// The problems of a site whose faults may still stand where they were, although a rule may
/// no longer say so: the number, the wording or the link is still on its page, or the page
/// shows too little to tell.
pub fn doubts(ledger: &Ledger, site: &Site, facts: &SiteFacts) -> Vec<(ProblemId, Vec<Reason>)> {
    let problems = ledger.problems_of(&site.host);
    let problems = problems.filter(|problem| problem.state.is_open());
    let doubts = problems.filter_map(|problem| {
        let reasons = doubt(problem, site, facts);
        (!reasons.is_empty()).then(|| (problem.id.clone(), reasons))
    });
    doubts.collect()
}

fn doubt(problem: &Problem, site: &Site, facts: &SiteFacts) -> Vec<Reason> {
    let rule = problem.key.rule.as_str();
    let by_text = BY_TEXT.contains(&rule);
    if !by_text && !BY_PAGE.contains(&rule) {
        return Vec::new();
    }
    let at = place(&problem.finding.url, site);
    let mut visits = facts
        .pages
        .iter()
        .filter(|visit| place(&visit.requested, site) == at || place(&visit.page.url, site) == at);
    let doubt = visits.find_map(|visit| {
        // Where the link still stands, the answer is that of its target.
        let stands = !by_text && holds(visit, problem, site);
        if !stands && !is_as_before(visit, &at, site, by_text) {
            let url = visit.requested.clone();
            return Some(Reason::PageNotAsBefore { url });
        }
        let what = standing(problem, rule, &visit.page)?;
        Some(Reason::StillOnPage { what })
    });
    let unseen = || {
        let machine = problem.origin == Origin::Inspection || problem.machine == Some(Recheck::Yes);
        let rule = rule.to_owned();
        (!machine && MAY_MISS.contains(&problem.key.rule.as_str()))
            .then_some(Reason::RuleMayMiss { rule })
    };
    doubt.or_else(unseen).into_iter().collect()
}

/// Whether a page still has the link of a problem.
fn holds(visit: &PageVisit, problem: &Problem, site: &Site) -> bool {
    problem.finding.target.as_deref().is_some_and(|target| {
        let at = place(target, site);
        let mut links = visit.page.links.iter();
        links.any(|link| {
            link.url
                .as_deref()
                .is_some_and(|url| place(url, site) == at)
        })
    })
}

/// Whether a page is still the one that it was, and can be read.
fn is_as_before(visit: &PageVisit, at: &str, site: &Site, by_text: bool) -> bool {
    let page = &visit.page;
    let elsewhere =
        place(&page.url, site) != at || page.redirect.as_ref().is_some_and(|to| to.delay <= SOON);
    let scripted = by_text && page.filled_by_script && page.text.main_chars < SCRIPTED;
    let cut = by_text && (page.truncated || page.traces.cut);
    // A page of links has little text, and a notice of maintenance has few links.
    let text = page.text.main_chars >= FEW || page.text.main_media > 0;
    let few = !text && page.links.len() < FEW_LINKS;
    !(elsewhere || scripted || cut || few || page.login || page.challenge.is_some())
}

/// What was found, if it still stands on a page.
fn standing(problem: &Problem, rule: &str, page: &Page) -> Option<String> {
    let told = |name: &str| match problem.finding.values.get(name) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    match rule {
        "personal-data" => {
            let masked = told("masked")?;
            let bare: String = masked
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || *c == '*')
                .collect();
            let bare = bare.to_ascii_uppercase();
            page.traces.numbers.contains(&bare).then_some(bare)
        }
        "wording-fault" => {
            let term = told("term")?;
            let mut terms = page.traces.terms.iter();
            terms.any(|known| known == term).then(|| term.to_owned())
        }
        "link-hidden" | "link-hijacked" => {
            let target = problem.finding.target.as_deref()?;
            let host = host(target)?;
            let mut links = page.links.iter();
            let still = links.any(|link| {
                link.place == LinkPlace::Anchor
                    && link.url.as_deref().and_then(self::host) == Some(host)
            });
            still.then(|| target.to_owned())
        }
        _ => None,
    }
}

/// The host of an address, with its port.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    rest.split(['/', '?', '#']).next()
}

/// Rules that would rather be silent than accuse: what they found is looked for again.
const BY_TEXT: [&str; 4] = [
    "link-hidden",
    "link-hijacked",
    "personal-data",
    "wording-fault",
];

/// Other rules that tell their faults by what a page says: a page that says next to nothing
/// has not been mended.
const BY_PAGE: [&str; 10] = [
    "asset-dead",
    "external-link-dead",
    "guide-basis-empty",
    "guide-element-missing",
    "guide-form-missing",
    "guide-materials-unclear",
    "guide-wording-vague",
    "link-dead",
    "outlink-nongovernment",
    "outlink-wrong",
];

/// Characters of content below which a page says next to nothing: a page under maintenance,
/// an empty frame of scripts.
const FEW: u32 = 40;

/// Links with which a page that has hardly any text is one all the same.
const FEW_LINKS: usize = 4;

/// The same of a page that scripts fill.
const SCRIPTED: u32 = 300;

/// Seconds after which a page that leads elsewhere has been read before.
const SOON: u32 = 30;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::{
        Coverage, Link, LinkKind, Probes, Records, Redirect, Region, SiteProfile, Text, Traces,
    };
    use huabiao_finding::{Check, Finding, RuleId};
    use huabiao_supervision::{LookedAt, Purpose, Run};

    use super::*;

    const PAGE: &str = "http://www.example.gov.cn/a.html";

    fn page() -> Page {
        Page {
            url: PAGE.to_owned(),
            text: Text {
                main_chars: 400,
                ..Text::default()
            },
            ..Page::default()
        }
    }

    /// Why a finding may still stand on a page.
    fn doubt(finding: &Finding, page: Page) -> Vec<Reason> {
        let site = Site::from_home("www.example.gov.cn").unwrap();
        let mut ledger = Ledger::default();
        let mut check = Check::new(finding.rule.clone());
        check.findings.push(finding.clone());
        let run = Run {
            id: "1".to_owned(),
            day: "2026-03-01".parse().unwrap(),
            purpose: Purpose::Inspection,
        };
        let events = ledger.observe(&run, &site, &[check], &LookedAt::everything());
        ledger.record(&events);
        let facts = SiteFacts {
            profile: SiteProfile {
                code: None,
                name: String::new(),
                host: site.host.clone(),
                aliases: Vec::new(),
                home: site.home.clone(),
                category: None,
                unit: None,
                services: None,
            },
            today: run.day,
            pages: vec![PageVisit {
                requested: PAGE.to_owned(),
                status: 200,
                depth: 1,
                at: "2026-03-01T00:00:00Z".parse().unwrap(),
                sha256: String::new(),
                bytes: 0,
                page,
            }],
            targets: std::collections::BTreeMap::new(),
            visits: Vec::new(),
            coverage: Coverage::default(),
            probes: Probes::default(),
            records: Records::default(),
        };
        let mut doubts = doubts(&ledger, &site, &facts);
        doubts.pop().map(|(_, reasons)| reasons).unwrap_or_default()
    }

    fn found(rule: &'static str) -> Finding {
        Finding::new(RuleId::new(rule), PAGE)
    }

    fn still(what: &str) -> Vec<Reason> {
        let what = what.to_owned();
        vec![Reason::StillOnPage { what }]
    }

    #[test]
    fn what_is_still_on_the_page() {
        let number = found("personal-data").value("masked", "330 *** ******** **2x");
        let held = |numbers: &[&str]| Page {
            traces: Traces {
                numbers: numbers.iter().map(|one| (*one).to_owned()).collect(),
                ..Traces::default()
            },
            ..page()
        };
        let bare = "330*************2X";
        assert_eq!(doubt(&number, held(&[bare])), still(bare));
        assert_eq!(doubt(&number, held(&["330*************21"])), []);

        let word = found("wording-fault").value("term", "按装");
        let mut wrong = page();
        wrong.traces.terms = vec!["按装".to_owned()];
        assert_eq!(doubt(&word, wrong), still("按装"));
        assert_eq!(doubt(&word, page()), []);

        let target = "http://x.example.com/1";
        let hidden = found("link-hidden").target(target);
        let link = |url: &str| Link {
            href: url.to_owned(),
            url: Some(url.to_owned()),
            kind: LinkKind::External,
            place: LinkPlace::Anchor,
            text: String::new(),
            line: 1,
            region: Region::Main,
            hidden: false,
            noscript: false,
        };
        let linked = |url| Page {
            links: vec![link(url)],
            ..page()
        };
        assert_eq!(
            doubt(&hidden, linked("http://x.example.com/2")),
            still(target)
        );
        assert_eq!(doubt(&hidden, linked("http://y.example.com/2")), []);
    }

    #[test]
    fn a_page_that_says_next_to_nothing_is_not_mended() {
        let changed = [Reason::PageNotAsBefore {
            url: PAGE.to_owned(),
        }];
        let text = |main_chars| Text {
            main_chars,
            ..Text::default()
        };
        let maintenance = Page {
            text: text(11),
            ..page()
        };
        let scripted = Page {
            text: text(120),
            filled_by_script: true,
            ..page()
        };
        let elsewhere = Page {
            url: "http://www.example.gov.cn/".to_owned(),
            ..page()
        };
        let leads = Page {
            redirect: Some(Redirect {
                url: "http://www.example.gov.cn/".to_owned(),
                script: true,
                delay: 0,
            }),
            ..page()
        };
        let number = found("personal-data").value("masked", "138****0000");
        for page in [&maintenance, &scripted, &elsewhere, &leads] {
            assert_eq!(doubt(&number, page.clone()), changed);
        }
        let dead = found("link-dead").target("http://www.example.gov.cn/x");
        assert_eq!(doubt(&dead, maintenance), changed);
        // A rule that sees all of it is heard.
        assert_eq!(doubt(&dead, scripted), []);
        assert_eq!(doubt(&found("column-stale"), page()), []);
    }
}
