//! The documents of the year, worded and filed.

use std::collections::BTreeSet;

use anyhow::Context;
use chrono::NaiveDate;
use huabiao::bulletin::{BEIJING, DocumentNumber, PriorResult, SiteEntry};
use huabiao::calendar::Calendar;
use huabiao::office::ASSESSMENT;
use huabiao::papers::{self, AppealCard, Desk, QuarterView, YearView};
use huabiao::scoring::Scorecard;
use huabiao::store::{EventStore, StreamKey};
use huabiao::supervision::{
    AssessmentInput, AssessmentPolicy, Draw, ReportCounts, Responsible, assess, candidates_csv,
};
use huabiao::types::{Lang, Words};
use sha2::{Digest, Sha256};

use super::play::{OUTSIDE, Play};
use super::record::AssessmentRecord;
use super::shelf::Kind;
use super::timeline::Timeline;
use crate::output::write_bytes;

/// The number of a notice of rectification.
pub(super) fn notice_number(year: i32, n: usize) -> String {
    format!("澄网整〔{year}〕{n}号")
}

/// Files the draw of a quarter: the list, the draw itself for whoever repeats it, and
/// what was drawn from.
pub(super) fn draw(
    play: &mut Play<'_>,
    folder: &str,
    timeline: &Timeline,
    draw: &Draw,
) -> anyhow::Result<()> {
    let frame = candidates_csv(&draw.candidates);
    let path = play.shelf.folder(folder)?.join("candidates.csv");
    write_bytes(&path, frame.as_bytes())?;
    let hash = hex::encode(Sha256::digest(&frame));
    let offices = Offices::of(play);
    let source = |lang| {
        let text = match lang {
            Lang::En => {
                "The seed of this demonstration is made up; in earnest take numbers that others \
                 publish on a day named before."
            }
            Lang::Zh => "本示范的种子为虚构；实际工作中应采用事先约定日期由第三方公布的号码。",
        };
        Some(text.to_owned())
    };
    let (day, registry) = (timeline.checked, play.registry.clone());
    let (set, policy) = (play.set.clone(), play.policy.clone());
    play.shelf.file(
        folder,
        "draw",
        Kind::Draw,
        both("抽查名单（含种子）", "List of drawn sites with the seed"),
        |lang| {
            let desk = offices.desk(lang, &registry, &set, &policy);
            papers::draw(&desk, draw, source(lang), Some(hash.clone()), day)
        },
    )?;
    play.shelf.json(
        folder,
        "draw",
        both("抽查数据（可复核）", "The draw as data, to draw again"),
        draw,
    )?;
    let path = format!("{folder}/candidates.csv");
    let title = both("抽查所依据的网站清单", "The list that was drawn from");
    play.shelf
        .note(folder, Kind::Data, title, vec![("csv", path)]);
    Ok(())
}

/// Files the notice with that number.
pub(super) fn notice(
    play: &mut Play<'_>,
    folder: &str,
    timeline: &Timeline,
    number: &str,
    cards: &[Scorecard],
) -> anyhow::Result<()> {
    let ledger = play.office.ledger().clone();
    let notice = ledger.notice(number);
    let notice = notice.with_context(|| format!("there is no notice {number}"))?;
    let name = play
        .registry
        .unit(&notice.unit)
        .map_or_else(String::new, |unit| unit.name.clone());
    let title = [format!("{number} {name}"), format!("{number} {name}")];
    let offices = Offices::of(play);
    let day = timeline.checked;
    let document: Option<DocumentNumber> = number.parse().ok();
    let (registry, set, policy) = (play.registry.clone(), play.set.clone(), play.policy.clone());
    play.shelf.file(
        &format!("{folder}/notices"),
        notice.unit.as_str(),
        Kind::Notice,
        title,
        |lang| {
            let desk = offices.desk(lang, &registry, &set, &policy);
            papers::notice(&desk, &ledger, notice, document.clone(), (day, day), cards)
        },
    )
}

/// Files what the inspection of a later quarter wrote.
pub(super) fn note_inspection(play: &mut Play<'_>, folder: &str) {
    let files =
        ["html", "md", "xlsx", "json"].map(|form| (form, format!("{folder}/bulletin.{form}")));
    let title = both(
        "检查结果（逐站逐项）",
        "Results of the inspection, site by site",
    );
    play.shelf
        .note(folder, Kind::Inspection, title, files.to_vec());
}

/// Files the bulletin and the ledger of a quarter. Returns the number of the bulletin.
pub(super) fn quarter(
    play: &mut Play<'_>,
    folder: &str,
    timeline: &Timeline,
    draw: &Draw,
    whole: bool,
    sites: &[SiteEntry],
    appeals: &[AppealCard],
) -> anyhow::Result<String> {
    let date = timeline.after(super::timeline::PUBLISH);
    let quarter = timeline.quarter;
    let number: DocumentNumber = format!(
        "澄政办函〔{}〕{}号",
        quarter.year(),
        10 + usize::from(quarter.number())
    )
    .parse()?;
    let ledger = play.office.ledger().clone();
    let reports = ledger
        .reports()
        .filter(|report| play.published < report.received && report.received <= date);
    let answer = play.policy.report_answer;
    let reports = ReportCounts::of(reports, answer, Calendar::china(), date);
    let offices = Offices::of(play);
    let since = play.published;
    let unreported: BTreeSet<String> = OUTSIDE.iter().map(|host| (*host).to_owned()).collect();
    let before = play.before.clone();
    let (registry, set, policy) = (play.registry.clone(), play.set.clone(), play.policy.clone());
    let bulletin = |lang: Lang| {
        let desk = offices.desk(lang, &registry, &set, &policy);
        let to = [match lang {
            Lang::En => "District governments and departments of the city".to_owned(),
            Lang::Zh => "各区县人民政府，市政府各部门、各直属单位".to_owned(),
        }];
        let view = QuarterView {
            quarter,
            checked: (timeline.checked, timeline.checked),
            date,
            since,
            number: Some(&number),
            to: &to,
            sites,
            unreported: &unreported,
            seed: Some(draw.plan.seed.as_str()),
            before: before.clone(),
            ledger: &ledger,
            appeals,
            reports: Some(reports),
        };
        papers::bulletin(&desk, &view)
    };
    play.shelf.file(
        folder,
        "quarterly",
        Kind::Bulletin,
        both("季度通报", "Quarterly bulletin"),
        bulletin,
    )?;
    play.shelf.file(
        folder,
        "ledger",
        Kind::Ledger,
        both("问题台账", "Problem ledger"),
        |lang| papers::ledger(&offices.desk(lang, &registry, &set, &policy), &ledger, date),
    )?;
    let written = bulletin(Lang::Zh);
    play.before = Some(PriorResult {
        qualified: written.qualified,
        unqualified: written.unqualified,
        undetermined: written.undetermined,
        findings: written.findings,
    });
    play.lines.push(papers::quarter_line(&written));
    play.published = date;
    if whole {
        // What the demo always wrote stands at the root.
        let files = ["html", "md", "xlsx", "json"].map(|form| (form, format!("bulletin.{form}")));
        let title = both(
            "检查结果（逐站逐项）",
            "Results of the inspection, site by site",
        );
        play.shelf
            .note(folder, Kind::Inspection, title, files.to_vec());
        let title = both("预设缺陷对照", "Planted faults and what was found");
        let files = vec![("json", "planted.json".to_owned())];
        play.shelf.note(folder, Kind::Data, title, files);
    }
    Ok(number.to_string())
}

/// Assesses the year and files the report.
pub(super) async fn year(play: &mut Play<'_>, year: i32) -> anyhow::Result<()> {
    let date = NaiveDate::from_ymd_opt(year, 12, 31).context("a year ends")?;
    play.stage("年度考核", "yearly assessment", date);
    let expected = play
        .record
        .quarters
        .iter()
        .filter_map(|quarter| {
            let sites = quarter.inspected.iter().cloned().collect();
            Some((quarter.quarter.clone().try_into().ok()?, sites))
        })
        .collect();
    let responsible = play
        .registry
        .units()
        .map(|unit| {
            let post = post(&unit.name).to_owned();
            (unit.code.clone(), Responsible { post, name: None })
        })
        .collect();
    let policy = AssessmentPolicy::default();
    let ledger = play.office.ledger().clone();
    let input = AssessmentInput {
        year,
        registry: &play.registry,
        results: &play.results,
        expected: &expected,
        ledger: &ledger,
        responsible: &responsible,
        publish_names: false,
    };
    let assessed = assess(&input, &policy);
    let stream = StreamKey::new(ASSESSMENT, &play.name);
    play.store
        .append(&stream, 0, std::slice::from_ref(&assessed), &assessed)
        .await?;
    let own = super::own::card(&ledger, year, date, &play.score);
    play.record.assessment = Some(AssessmentRecord {
        units: assessed.units.len(),
        deductions: assessed
            .units
            .iter()
            .map(|unit| unit.deductions.len())
            .sum(),
        partial: assessed
            .units
            .iter()
            .filter(|unit| unit.is_partial())
            .count(),
        office: own.as_ref().map(super::own::record),
    });
    let offices = Offices::of(play);
    let number: DocumentNumber = format!("澄政办报〔{year}〕15号").parse()?;
    let lines = play.lines.clone();
    let (registry, set, supervision) =
        (play.registry.clone(), play.set.clone(), play.policy.clone());
    play.shelf.file(
        "year",
        "assessment",
        Kind::Assessment,
        both("年度考核报告", "Yearly assessment"),
        |lang| {
            let desk = offices.desk(lang, &registry, &set, &supervision);
            let to = [match lang {
                Lang::En => "The city government".to_owned(),
                Lang::Zh => "市人民政府".to_owned(),
            }];
            let view = YearView {
                year: &assessed,
                policy: &policy,
                ledger: &ledger,
                quarters: &lines,
                own: own.as_ref(),
                number: Some(&number),
                to: &to,
                date,
            };
            papers::assessment(&desk, &view)
        },
    )?;
    play.shelf.json(
        "year",
        "assessment",
        both("年度考核数据", "The assessment as data"),
        &assessed,
    )?;
    play.shelf.file(
        "year",
        "ledger",
        Kind::Ledger,
        both("年末问题台账", "Problem ledger at the end of the year"),
        |lang| {
            papers::ledger(
                &offices.desk(lang, &registry, &set, &supervision),
                &ledger,
                date,
            )
        },
    )
}

/// Who issues.
struct Offices {
    issuer: [String; 2],
}

impl Offices {
    fn of(play: &Play<'_>) -> Self {
        let own = play.common.issuer.clone();
        Self {
            issuer: if own == ISSUER.get(play.common.lang) {
                both(ISSUER.zh, ISSUER.en)
            } else {
                [own.clone(), own]
            },
        }
    }

    fn desk<'a>(
        &'a self,
        lang: Lang,
        registry: &'a huabiao::registry::Registry,
        set: &'a huabiao::scoring::IndicatorSet,
        policy: &'a huabiao::supervision::Policy,
    ) -> Desk<'a> {
        let [zh, en] = &self.issuer;
        Desk {
            lang,
            issuer: match lang {
                Lang::En => en,
                Lang::Zh => zh,
            },
            mark: Some(match lang {
                Lang::En => en,
                Lang::Zh => zh,
            }),
            place: match lang {
                Lang::En => "Chenglan",
                Lang::Zh => "澄岚市",
            },
            registry,
            set,
            calendar: Calendar::china(),
            policy,
            offset: BEIJING,
        }
    }
}

/// The post of who is mainly responsible in a unit of that name. The demonstration
/// names nobody.
fn post(unit: &str) -> &'static str {
    match unit.chars().next_back() {
        Some('局') => "局长",
        Some('馆') => "馆长",
        _ => "主任",
    }
}

fn both(zh: &str, en: &str) -> [String; 2] {
    [zh.to_owned(), en.to_owned()]
}

/// The office that issues the documents of the city where no other one was named.
pub(crate) const ISSUER: Words = Words {
    zh: "澄岚市人民政府办公室",
    en: "Chenglan City Government Office",
};
