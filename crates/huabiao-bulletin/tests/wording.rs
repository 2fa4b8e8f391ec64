//! Official documents: whatever stands in the data is text.
#![allow(clippy::unwrap_used)]

use huabiao_bulletin::{
    Block, OfficialDocument, Paper, ProblemLedger, QuarterlyBulletin, RectificationNotice,
    SampleDraw, Wording, YearlyAssessment, official_html,
};
use huabiao_types::Lang;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A text that would be anything but text, if somebody read it as markup.
const HOSTILE: &str = "# a | b\n@annex c\n{{ d }}{% if %}<script>&\u{202e}";
/// What is left of it to show.
const SHOWN: &str = "# a | b @annex c {{ d }}{% if %}<script>&";

/// Puts the hostile text wherever a text is free.
fn spoil(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(spoil),
        Value::Object(values) => values.values_mut().for_each(spoil),
        Value::String(text) => {
            let is_day = text.parse::<chrono::NaiveDate>().is_ok();
            let is_number = text.contains('〔');
            let is_verdict = text == "qualified";
            if !is_day && !is_number && !is_verdict {
                *text = HOSTILE.to_owned();
            }
        }
        Value::Bool(_) | Value::Null | Value::Number(_) => {}
    }
}

/// The parts of a document without its words.
fn shape(document: &OfficialDocument) -> Vec<String> {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.body);
    let mut shape: Vec<String> = document
        .body
        .iter()
        .chain(annexes)
        .map(|block| match block {
            Block::Chart(chart) => format!("chart {}", chart.bars.len()),
            Block::Heading { level, .. } => format!("heading {level}"),
            Block::Paragraph(_) => "paragraph".to_owned(),
            Block::Table(table) => format!("table {} {}", table.columns.len(), table.rows.len()),
        })
        .collect();
    shape.push(format!(
        "{} titles, {} annexes",
        document.title.len(),
        document.annexes.len()
    ));
    shape
}

fn try_out<P: DeserializeOwned + Paper>() {
    for lang in [Lang::Zh, Lang::En] {
        let wording = Wording::new(lang);
        let example = P::example(lang);
        let good = wording.write(&example).unwrap();
        let mut value = serde_json::to_value(&example).unwrap();
        spoil(&mut value);
        let spoilt: P = serde_json::from_value(value).unwrap();
        let bad = wording.write(&spoilt).unwrap();
        assert_eq!(shape(&good), shape(&bad), "{lang} {}", P::KIND);
        let text = format!("{bad:?}");
        assert!(text.contains(&format!("{SHOWN:?}")[1..20]), "{text}");
        let page = official_html(&bad);
        assert!(!page.contains("<script"), "{lang} {}", P::KIND);
    }
}

#[test]
fn no_text_of_the_data_changes_the_shape_of_a_document() {
    try_out::<ProblemLedger>();
    try_out::<QuarterlyBulletin>();
    try_out::<RectificationNotice>();
    try_out::<SampleDraw>();
    try_out::<YearlyAssessment>();
}

#[test]
fn both_languages_have_the_same_parts() {
    fn parts<P: Paper>() -> [Vec<String>; 2] {
        [Lang::Zh, Lang::En]
            .map(|lang| shape(&Wording::new(lang).write(&P::example(lang)).unwrap()))
    }
    // Titles break where the language breaks them.
    let without_titles = |[zh, en]: [Vec<String>; 2]| {
        let cut = |parts: &[String]| parts[..parts.len() - 1].to_vec();
        (cut(&zh), cut(&en))
    };
    for (zh, en) in [
        without_titles(parts::<ProblemLedger>()),
        without_titles(parts::<QuarterlyBulletin>()),
        without_titles(parts::<RectificationNotice>()),
        without_titles(parts::<SampleDraw>()),
        without_titles(parts::<YearlyAssessment>()),
    ] {
        assert_eq!(zh, en);
    }
}

#[test]
fn what_is_unknown_is_never_called_passed() {
    let mut bulletin = QuarterlyBulletin::bare(Lang::Zh);
    bulletin.checked = 3;
    bulletin.registered = 3;
    bulletin.undetermined = 3;
    let document = Wording::new(Lang::Zh).write(&bulletin).unwrap();
    let text = format!("{:?}", document.body);
    // Nothing was judged, so there is no rate.
    assert!(text.contains("合格率为—"), "{text}");
    assert!(text.contains("未能判定的网站不计入合格率，也不视为合格。"));
}

#[test]
fn no_rate_of_nought_is_stated_where_no_site_could_qualify() {
    for lang in [Lang::Zh, Lang::En] {
        let mut bulletin = QuarterlyBulletin {
            registered: 3,
            checked: 3,
            unqualified: 1,
            undetermined: 2,
            ..QuarterlyBulletin::bare(lang)
        };
        let text = words(lang, &bulletin);
        assert!(!text.contains("0.00%"), "{text}");
        assert!(text.contains("不列合格率") || text.contains("there is no pass rate"));
        bulletin.undetermined = 0;
        assert!(words(lang, &bulletin).contains(" 0.00%") || lang == Lang::Zh);
    }
}

#[test]
fn a_large_ledger_is_worded() {
    let mut ledger = ProblemLedger::example(Lang::Zh);
    let entry = ledger.entries[0].clone();
    ledger.entries = vec![entry; 5000];
    let document = Wording::new(Lang::Zh).write(&ledger).unwrap();
    assert_eq!(document.tables()[0].1.rows.len(), 5000);
}

/// Everything that a document says, as one text.
fn words<P: Paper>(lang: Lang, paper: &P) -> String {
    let document = Wording::new(lang).write(paper).unwrap();
    format!("{:?}", (&document.body, &document.annexes))
}

fn says<P: Paper>(lang: Lang, paper: &P, texts: &[&str]) {
    let words = words(lang, paper);
    for text in texts {
        assert!(words.contains(text), "{text}: {words}");
    }
}

fn silent<P: Paper>(lang: Lang, paper: &P, texts: &[&str]) {
    let words = words(lang, paper);
    for text in texts {
        assert!(!words.contains(text), "{text}: {words}");
    }
}

const REFERENCE: &str = "扣分指标依规定只适用于政府门户网站，对部门网站等其他网站为参照计分";
const NO_VERDICT: &str = "不作为判定合格与否的依据";

#[test]
fn a_notice_cites_the_document_and_names_what_failed() {
    let notice = RectificationNotice::example(Lang::Zh);
    says(
        Lang::Zh,
        &notice,
        &[
            "依据《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）对政府网站",
            "明川市民政局网站经检查判为不合格（触发单项否决：栏目不更新）",
            "明川市社会救助网站经检查判为不合格（扣分后得分低于及格线）",
            "对应指标：单项否决“栏目不更新”，扣分指标“动态要闻”。",
            "对应指标：扣分指标“可用性”。",
            REFERENCE,
            NO_VERDICT,
        ],
    );
    says(
        Lang::En,
        &RectificationNotice::example(Lang::En),
        &[
            "Civil Affairs Bureau was found unqualified (veto: columns not updated)",
            "Social Relief was found unqualified (too few points are left)",
            "veto \\\"columns not updated\\\", deduction \\\"news\\\"",
            "国办秘函〔2019〕19号",
            "scored on them for reference, which decides no verdict.",
        ],
    );
    // Quotation marks within quotation marks are single ones.
    let mut quoted = notice.clone();
    quoted.problems[0].clause = Some("“我为政府网站找错”入口".into());
    says(Lang::Zh, &quoted, &["扣分指标“‘我为政府网站找错’入口”。"]);
    // Where a site failed by such points, nobody says that they decide nothing.
    let failed = RectificationNotice {
        failed_by_reference: true,
        ..notice
    };
    says(Lang::Zh, &failed, &[REFERENCE]);
    silent(Lang::Zh, &failed, &[NO_VERDICT]);
    silent(
        Lang::Zh,
        &RectificationNotice::bare(Lang::Zh),
        &[REFERENCE, "不合格"],
    );
}

#[test]
fn a_bulletin_names_sites_outside_of_the_system_and_leaves_them_out() {
    let mut bulletin = QuarterlyBulletin::example(Lang::Zh);
    says(
        Lang::Zh,
        &bulletin,
        &[
            "另有未在该系统登记的网站1家，不计入上述家数、问题数和合格率",
            "属瞒报漏报",
            "市文化和旅游局，本次检查合格）",
            "检查依据为《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）。",
            REFERENCE,
            NO_VERDICT,
        ],
    );
    says(
        Lang::En,
        &QuarterlyBulletin::example(Lang::En),
        &[
            "1 more site is not registered there.",
            "Bureau of Culture, found qualified)",
            "for reference, which decides no verdict.",
        ],
    );
    bulletin.registered = bulletin.checked;
    says(
        Lang::Zh,
        &bulletin,
        &["本次检查覆盖全市在全国政府网站信息报送系统登记运行的政府网站71家"],
    );
    bulletin.unregistered.clear();
    silent(Lang::Zh, &bulletin, &["报送系统", "另有未在该系统登记"]);
}

#[test]
fn what_came_back_and_what_was_never_answered_are_said_apart() {
    says(
        Lang::Zh,
        &QuarterlyBulletin::example(Lang::Zh),
        &[
            "涉及问题801个（含未在报送系统登记的网站的问题9个）",
            "已销号742个，申诉成立或者不予认定撤销3个，期限内整改或者待复核9个，逾期未完成47个。",
            "此前通知的问题，本期销号5个，逾期仍未完成2个。",
            "复查未通过重新整改12个次，销号后再次出现重新整改3个次",
            "单独点名，其问题另计9个。",
            "超过3个工作日才答复的1条，逾期仍未答复的1条",
        ],
    );
    says(
        Lang::En,
        &QuarterlyBulletin::example(Lang::En),
        &[
            "801 problems went out, 9 of them of sites that are not registered.",
            "742 of these are closed after a re-check, 3 withdrawn on appeal or dismissed, 9 open with time left or to be looked at again, 47 overdue.",
            "opened again 12 times because they were still there. Problems came back 3 times after",
            "1 took longer, 1 past the deadline had no answer",
        ],
    );
    let mut bulletin = QuarterlyBulletin::example(Lang::Zh);
    if let Some(rectification) = &mut bulletin.rectification {
        rectification.reopened = 0;
    }
    silent(Lang::Zh, &bulletin, &["复查未通过重新整改"]);
}

#[test]
fn sites_are_called_the_worst_only_where_they_are() {
    let mut bulletin = QuarterlyBulletin::example(Lang::Zh);
    says(
        Lang::Zh,
        &bulletin,
        &["问题较多的有：明川市水务局网站（61个）"],
    );
    bulletin.problems[0].sites = 1;
    says(Lang::Zh, &bulletin, &["涉及：明川市水务局网站（61个）"]);
    silent(Lang::Zh, &bulletin, &["问题较多"]);
    bulletin.problems[0].sites = 2;
    bulletin.problems[0].most[0].count = 1;
    says(Lang::Zh, &bulletin, &["包括：明川市水务局网站（1个）"]);
    silent(Lang::Zh, &bulletin, &["问题较多"]);
}

#[test]
fn the_office_has_no_score_out_of_what_it_lost() {
    let assessment = YearlyAssessment::example(Lang::Zh);
    says(
        Lang::Zh,
        &assessment,
        &[
            "满分已知并已判定的项目得52分（满分共60分）。",
            "找错留言办理扣3分（满分未公布）。",
            "下列项目的分值没有公开来源，未计入：日常监管。",
            "下列项目分值已知，尚无结论，未计入：集约化平台（加分项，最高加5分）。",
            "下列单项否决指标尚未作出判定：抽查因严重表述错误不合格。",
            "通报日仍逾期",
            "未评",
            REFERENCE,
            NO_VERDICT,
        ],
    );
    says(
        Lang::En,
        &YearlyAssessment::example(Lang::En),
        &[
            "Reports of errors: 3 lost (the most was not published).",
            "intensive platform (up to 5 more)",
            "Vetoes not decided: samples failed for wording.",
            "Overdue at bulletin",
            "not assessed",
            "for reference, which decides no verdict.",
        ],
    );
    let mut nothing = assessment;
    if let Some(own) = &mut nothing.own {
        own.points = None;
    }
    silent(Lang::Zh, &nothing, &["满分已知"]);
}

#[test]
fn a_bulletin_says_what_was_taken_out_and_what_nobody_assessed() {
    let bulletin = QuarterlyBulletin::example(Lang::Zh);
    says(
        Lang::Zh,
        &bulletin,
        &[
            "已剔除不予认定的问题2个、申诉成立的问题1个，涉及：市民政局网站（不予认定2个、申诉成立1个）",
            "合格（另有48分未评）",
            "其中1家尚有扣分指标未评",
        ],
    );
    let bulletin = QuarterlyBulletin::example(Lang::En);
    says(
        Lang::En,
        &bulletin,
        &[
            "2 problems dismissed, 1 appeal upheld: Civil Affairs Bureau (2 dismissed, 1 upheld)",
            "qualified (48 points not assessed)",
            "1 of them with points that were not assessed",
        ],
    );
}

#[test]
fn the_rate_of_answers_in_time_leaves_out_what_still_has_time() {
    let mut bulletin = QuarterlyBulletin::example(Lang::Zh);
    bulletin.fault_reports = Some(huabiao_bulletin::FaultReports {
        received: 10,
        in_time: 3,
        late: 1,
        unanswered: 0,
    });
    says(
        Lang::Zh,
        &bulletin,
        &["按期办结率75.00%（占已答复或期限已过的4条"],
    );
    let english = QuarterlyBulletin {
        fault_reports: bulletin.fault_reports.clone(),
        ..QuarterlyBulletin::example(Lang::En)
    };
    says(Lang::En, &english, &["75.00% of the 4 that were answered"]);
}
