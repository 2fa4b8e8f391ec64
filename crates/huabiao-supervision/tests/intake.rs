//! Files as platforms write them, and as nobody should.
#![allow(clippy::unwrap_used)]

mod common;

use common::{BLANK, DEAD, Desk, check, day, dead, machine, part, registry};
use huabiao_calendar::{Calendar, Period};
use huabiao_finding::{Check, Finding, Reason};
use huabiao_registry::Site;
use huabiao_scoring::{DeductionsFor, Effect, IndicatorSet, Points, ScoreOptions, Subject, score};
use huabiao_supervision::intake::{
    Fault, Mapping, read_reports, read_results, read_reviews, recheck_by,
};
use huabiao_supervision::{Answered, Clock, Recheck};
use huabiao_types::Lang;
use proptest::prelude::*;

const MZJ: &str = "mzj.example.gov.cn";

fn mapping() -> Mapping {
    Mapping::parse(
        r#"
        source = "示例巡检平台"
        items = "data.list"
        dates = ["%d.%m.%Y"]

        [columns]
        id = ["编号", "no"]
        site = ["网站", "site.code"]
        rule = ["问题类型", "type"]
        group = ["问题类型", "type"]
        url = ["问题页面", "page"]
        target = ["错误链接", "link"]
        time = ["发现时间", "at"]
        note = ["说明", "memo"]

        [values.rule]
        "首页死链" = "link-dead"
        "死链" = "link-dead"
        "空栏目" = "column-blank"

        [values.group]
        "首页死链" = "home"
        "死链" = ""
        "空栏目" = ""
        "#,
    )
    .unwrap()
}

#[test]
fn a_table_in_the_encoding_of_old_programs() {
    let text = "示例平台巡检结果,,,,,,\n\
                导出时间 2026-03-05,,,,,,\n\
                编号,网站,问题类型（必填）,问题页面,错误链接,发现时间,说明\n\
                1,1304000002,首页死链,http://mzj.example.gov.cn/,http://b.gov.cn/x,2026/3/5 8:00,打不开\n\
                2,mzj网,空栏目,http://mzj.example.gov.cn/c/,,05.03.2026,\n\
                3,http://mzj.example.gov.cn/,死链,,,,\n\
                4,,死链,http://east.example.gov.cn/a,http://b.gov.cn/y,,\n\
                5,9999999999,死链,http://mzj.example.gov.cn/,,,\n\
                6,1304000002,卡顿,http://mzj.example.gov.cn/,,,\n\
                7,1304000002,死链,无,,,\n\
                8,1304000002,死链,http://mzj.example.gov.cn/,,昨天,\n\
                9,,死链,,,,\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let results = read_results(&gbk, &mapping(), &registry()).unwrap();
    let rows: Vec<_> = results
        .rows
        .iter()
        .map(|row| {
            (
                row.line,
                row.id.as_str(),
                row.site.as_str(),
                row.finding.rule.as_str(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (4, "1", MZJ, "link-dead"),
            (5, "2", MZJ, "column-blank"),
            (6, "3", MZJ, "link-dead"),
            (7, "4", "east.example.gov.cn", "link-dead"),
        ]
    );
    let first = &results.rows[0];
    assert_eq!(
        (first.finding.group.as_str(), first.seen),
        ("home", Some(day("2026-03-05")))
    );
    assert_eq!(first.finding.target.as_deref(), Some("http://b.gov.cn/x"));
    assert_eq!(first.finding.evidence.snippet.as_deref(), Some("打不开"));
    assert_eq!(results.rows[1].seen, Some(day("2026-03-05")));
    // Without a page, the home page stands for the site.
    assert_eq!(results.rows[2].finding.url, "http://mzj.example.gov.cn/");
    let rejected: Vec<_> = results
        .rejected
        .iter()
        .map(|one| one.text(Lang::Zh))
        .collect();
    assert_eq!(
        rejected,
        [
            "第8行“网站”：名单中没有标识码、网址或名称为“9999999999”的网站",
            "第9行“问题类型（必填）”：对照表中没有“卡顿”",
            "第10行“问题页面”：“无”不是网址",
            "第11行“发现时间”：“昨天”不是日期",
            "第12行“网站”：没有填写",
        ]
    );
    assert_eq!(
        results.rejected[1].text(Lang::En),
        "line 9, 问题类型（必填）: the mapping does not say what `卡顿` stands for"
    );
}

#[test]
fn json_as_interfaces_give_it() {
    let text = "{\n  \"code\": 0,\n  \"data\": {\n    \"list\": [\n      \
                {\"no\": 1, \"site\": {\"code\": \"1304000002\"}, \"type\": \"死链\",\n       \
                \"page\": \"http://mzj.example.gov.cn/a\", \"link\": \"http://b.cn/\", \"at\": \"2026-03-05T08:00:00+08:00\"},\n      \
                7,\n      {\"no\": 2, \"site\": {\"code\": null}, \"type\": \"死链\"}\n    ]\n  }\n}\n";
    let results = read_results(text.as_bytes(), &mapping(), &registry()).unwrap();
    assert_eq!(results.rows.len(), 1);
    assert_eq!(
        (results.rows[0].line, results.rows[0].id.as_str()),
        (5, "1")
    );
    assert_eq!(results.rows[0].seen, Some(day("2026-03-05")));
    let rejected: Vec<_> = results
        .rejected
        .iter()
        .map(|one| one.text(Lang::En))
        .collect();
    assert_eq!(
        rejected,
        [
            "line 7: the row is no object",
            "line 8, site.code: nothing is given"
        ]
    );
}

#[test]
fn json_that_is_broken_is_told_where() {
    for (text, says) in [
        ("{\n \"data\": {\n  \"list\": [\n   {\"no\": }]}}", "line 4"),
        (
            "{\"data\": {}}",
            "there is no `list`, for `items = \"data.list\"`",
        ),
        ("{\"data\": []}", "line 1"),
        ("[1]", "line 1"),
        ("{\"data\": {\"list\": 7}}", "invalid type"),
    ] {
        let error = read_results(text.as_bytes(), &mapping(), &registry()).unwrap_err();
        assert!(error.to_string().contains(says), "{text}: {error}");
    }
    let gbk = b"{\n\"data\": \"\xc3\xf1\"}";
    let error = read_results(gbk, &mapping(), &registry()).unwrap_err();
    assert_eq!(error.to_string(), "line 2, column 0: the file is not UTF-8");
}

#[test]
fn a_file_without_what_is_needed_is_refused_as_a_whole() {
    let read = |text: &str, mapping: &Mapping| {
        let error = read_results(text.as_bytes(), mapping, &registry());
        error.unwrap_err().to_string()
    };
    assert_eq!(
        read("编号,网站\n1,x\n", &mapping()),
        "no row among the first ten has a heading for `rule`: 问题类型, type"
    );
    assert_eq!(read(" ", &mapping()), "the list is empty");
    let bare = Mapping::parse("source = \"x\"\n[columns]\nsite = [\"网站\"]").unwrap();
    assert_eq!(
        read("网站\nx\n", &bare),
        "the mapping gives no column for `rule`"
    );
    // Unless the mapping says what stands where the file says nothing.
    let one = Mapping::parse(
        "source = \"死链平台\"\n[columns]\nsite = [\"网站\"]\n[defaults]\nrule = \"link-dead\"",
    )
    .unwrap();
    let results = read_results("网站\nmzj网\n".as_bytes(), &one, &registry()).unwrap();
    assert_eq!(results.rows[0].finding.rule, DEAD);
}

#[test]
fn of_several_headings_for_one_thing_the_first_in_the_mapping_counts() {
    let mapping = Mapping::parse(
        "source = \"x\"\n[columns]\nsite = [\"标识码\", \"名称\"]\nrule = [\"规则\"]",
    )
    .unwrap();
    for file in [
        "名称,标识码,规则\n别的网,1304000002,link-dead\n",
        "标识码,规则,名称\n1304000002,link-dead,别的网\n",
    ] {
        let results = read_results(file.as_bytes(), &mapping, &registry()).unwrap();
        assert_eq!(results.rows[0].site, MZJ, "{file}");
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_with_days_as_numbers() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("说明")
        .unwrap()
        .write(0, 0, "填表说明")
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("结果").unwrap();
    for (column, heading) in ["编号", "网站", "问题类型", "发现时间"]
        .into_iter()
        .enumerate()
    {
        sheet
            .write(1, u16::try_from(column).unwrap(), heading)
            .unwrap();
    }
    sheet.write(2, 0, 1).unwrap();
    sheet.write(2, 1, 1_304_000_002_i64).unwrap();
    sheet.write(2, 2, "死链").unwrap();
    let at = ExcelDateTime::from_ymd(2026, 3, 5)
        .unwrap()
        .and_hms(8, 0, 0)
        .unwrap();
    let form = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write_with_format(2, 3, &at, &form).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let results = read_results(&bytes, &mapping(), &registry()).unwrap();
    assert_eq!(results.rejected, []);
    assert_eq!(
        (results.rows[0].line, results.rows[0].seen),
        (3, Some(day("2026-03-05")))
    );
    assert_eq!(results.notes, ["工作表“说明”未读取"]);
}

#[cfg(not(feature = "xlsx"))]
#[test]
fn a_workbook_needs_the_feature() {
    let refused = read_results(b"PK\x03\x04", &mapping(), &registry());
    assert_eq!(
        refused,
        Err(huabiao_supervision::intake::IntakeError::Workbook)
    );
}

#[test]
fn a_recheck_answers_yes_no_or_unknown() {
    let site = Site::from_home(MZJ).unwrap();
    let fault = dead(MZJ, "/a", "http://b.cn/x");
    let seen = vec![check(DEAD, vec![fault.clone()])];
    let said = |finding: &Finding, checks: &[Check]| recheck_by(checks, &site, finding);
    assert_eq!(said(&fault, &seen), Recheck::Yes);
    // The platform writes the address differently, and names no target.
    let loose = Finding::new(DEAD, "https://mzj.example.gov.cn/a;jsessionid=7");
    assert_eq!(said(&loose, &seen), Recheck::Yes);
    let other_page = Finding::new(DEAD, "http://mzj.example.gov.cn/b");
    assert_eq!(said(&other_page, &seen), Recheck::No);
    let other_target = dead(MZJ, "/a", "http://b.cn/y");
    assert_eq!(said(&other_target, &seen), Recheck::No);
    let in_part = [part(check(DEAD, vec![fault.clone()]))];
    assert_eq!(said(&fault, &in_part), Recheck::Yes);
    assert_eq!(
        said(&other_page, &in_part),
        Recheck::Unknown(vec![Reason::OverBudget { addresses: 3 }])
    );
    let blank = Finding::new(BLANK, "http://mzj.example.gov.cn/c/");
    assert_eq!(
        said(&blank, &seen),
        Recheck::Unknown(vec![Reason::RuleNotRun {
            rule: "column-blank".into()
        }])
    );
}

#[test]
fn results_enter_the_ledger_with_what_a_machine_says() {
    let file = "网站,问题类型,问题页面,错误链接\n\
                mzj网,死链,http://mzj.example.gov.cn/a,http://b.cn/x\n\
                mzj网,死链,http://mzj.example.gov.cn/b,http://b.cn/y\n";
    let mut desk = Desk::new();
    let results = read_results(file.as_bytes(), &mapping(), &desk.registry).unwrap();
    let checks = [check(DEAD, vec![dead(MZJ, "/a", "http://b.cn/x")])];
    let by_run = |site: &Site, finding: &Finding| recheck_by(&checks, site, finding);
    for command in results.commands(&registry(), &by_run) {
        desk.act("2026-03-05", &machine("file"), command);
    }
    let said: Vec<_> = desk
        .ledger
        .problems()
        .map(|problem| (problem.key.place.clone(), problem.machine.clone().unwrap()))
        .collect();
    assert_eq!(said.len(), 2);
    assert!(said.contains(&("/a".into(), Recheck::Yes)));
    assert!(said.contains(&("/b".into(), Recheck::No)));
}

#[test]
fn reports_say_what_is_known_and_no_more() {
    let file = "id,sitecode,site,url,problem_id,status,reported,unit,handled,description,result,rejected\n\
                1,3301000001,示例,http://a.gov.cn/,2,1,2023-09-28,办公室,2023-10-09,\"错字，\n两行\",已改,\n\
                2,bm01000001,示例,,2,22,2023-09-28,办公室,2023-10-10,,无误,\n\
                3,,示例,,2,1,2023-09-28,,,,,\n\
                4,,示例,,2,20,2023-09-28,,2023-09-28,,,不属于\n\
                5,,示例,,2,,2023-09-28,,,,,\n\
                6,,示例,,2,1,2023-09-28,,2023-09-27,,,\n\
                1,,示例,,2,1,2023-09-28,,,,,\n\
                8,,示例,,2,1,28号,,,,,\n\
                9,,示例,,2,99,2023-09-28,,,,,\n\
                ,,示例,,2,1,2023-09-28,,,,,\n";
    let read = read_reports(file.as_bytes(), Mapping::public_reports()).unwrap();
    let clock = |at: usize| {
        read.reports[at].clock(Period::WorkingDays(3), Calendar::china(), day("2026-11-25"))
    };
    // The holiday of eight days lies between.
    assert_eq!(clock(0), Clock::InTime);
    assert_eq!(clock(1), Clock::Late { working_days: 1 });
    assert_eq!(clock(2), Clock::Unknown);
    assert_eq!(clock(3), Clock::None);
    assert_eq!(read.reports[3].result, "不属于");
    assert_eq!(clock(4), Clock::Unknown);
    assert_eq!(clock(5), Clock::Unknown);
    assert_eq!(read.reports.len(), 6);
    let rejected: Vec<_> = read
        .rejected
        .iter()
        .map(|one| (one.line, one.column.as_str(), &one.fault))
        .collect();
    let text = |text: &str| text.to_owned();
    assert_eq!(
        rejected,
        [
            (9, "id", &Fault::Duplicate { line: 2 }),
            (
                10,
                "reported",
                &Fault::Date {
                    found: text("28号")
                }
            ),
            (11, "status", &Fault::NoMeaning { found: text("99") }),
            (12, "id", &Fault::Missing),
        ]
    );
}

#[test]
fn a_file_without_a_status_says_by_an_empty_day_that_it_is_open() {
    let file = "编号,提交时间,答复时间\n1,2026-03-02,\n2,2026-03-02,2026-03-03\n";
    let read = read_reports(file.as_bytes(), Mapping::public_reports()).unwrap();
    assert_eq!(read.reports[0].answer, Answered::No);
    let clock = |at: usize, on: &str| {
        read.reports[at].clock(Period::WorkingDays(3), Calendar::china(), day(on))
    };
    let due = day("2026-03-05");
    assert_eq!(clock(0, "2026-03-05"), Clock::Running { due });
    assert_eq!(clock(0, "2026-03-10"), Clock::Overdue { working_days: 3 });
    assert_eq!(clock(1, "2026-03-10"), Clock::InTime);
    let file = "编号,提交时间\n1,2026-03-02\n";
    let read = read_reports(file.as_bytes(), Mapping::public_reports()).unwrap();
    assert_eq!(read.reports[0].answer, Answered::Unknown);
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_results(&bytes, &mapping(), &registry());
        let _ = read_reports(&bytes, Mapping::public_reports());
    }

    #[test]
    fn no_text_brings_it_down(text in "[\\[\\]{}\",:a-z0-9编号网站问题类型\\n ]{0,200}") {
        let _ = read_results(text.as_bytes(), &mapping(), &registry());
        let _ = read_reports(format!("编号,提交时间\n{text}").as_bytes(), Mapping::public_reports());
    }
}

#[test]
fn a_mapping_to_a_rule_that_is_not_there_is_refused_where_it_stands() {
    let known = ["link-dead", "column-blank", "home-stale"].map(str::to_owned);
    let text = |values: &str| {
        format!("source = \"x\"\n[columns]\nsite = [\"网站\"]\nrule = [\"类型\"]\n{values}\n")
    };
    let wrong = |values: &str| {
        let error = Mapping::parse_with(&text(values), &known).unwrap_err();
        (error.line, error.column, error.reason)
    };
    let (line, column, reason) =
        wrong("[values.rule]\n\"空\" = \"column-blank\"\n\"死\" = \"link-deed\"");
    assert_eq!((line, column), (7, 7));
    assert_eq!(
        reason,
        "no rule has the name `link-deed`; did you mean `link-dead`?"
    );
    let (line, _, reason) = wrong("[defaults]\nrule = \"zzz\"");
    assert_eq!((line, reason.as_str()), (6, "no rule has the name `zzz`"));
    // Without a list the file names the rules itself, row by row.
    let mapping = Mapping::parse_with(&text(""), &known).unwrap();
    let file = format!("网站,类型\n{MZJ},link-dead\n{MZJ},link-deed\n");
    let results = read_results(file.as_bytes(), &mapping, &registry()).unwrap();
    assert_eq!(results.rows.len(), 1);
    let found = "link-deed".to_owned();
    assert_eq!(results.rejected[0].line, 3);
    assert_eq!(results.rejected[0].fault, Fault::NoRule { found });
}

/// “No fault” is an answer: it clears the question, and what nobody asked stays open.
#[test]
fn the_answer_that_there_is_no_fault_clears_a_question() {
    let set = IndicatorSet::cn_2019_site();
    let file = format!(
        "问题编号,网站,核查结果,问题页面,核查人,核查时间\n\
         browser-broken,{MZJ},无问题,,核查员甲,2026-11-20\n"
    );
    let reviews = read_reviews(file.as_bytes(), Mapping::reviews(), &registry(), set).unwrap();
    let checks = &reviews.checks()[MZJ];
    assert_eq!(checks.len(), 1);
    assert!(checks[0].findings.is_empty());
    assert_eq!(checks[0].reach, huabiao_finding::Reach::Whole);
    let subject = Subject {
        site_code: None,
        host: MZJ.into(),
        name: "示例".into(),
        category: None,
        services: None,
    };
    let options = ScoreOptions {
        deductions_for: DeductionsFor::Everyone,
    };
    let effect = |checks: &[Check]| {
        let card = score(set, &subject, checks, &options);
        let line = card
            .lines
            .iter()
            .find(|line| line.title.zh == "兼容性")
            .unwrap();
        (line.effect, line.wholly, line.points_lost)
    };
    assert_eq!(effect(checks), (Effect::Clear, true, Points::ZERO));
    assert_eq!(effect(&[]), (Effect::NotCovered, false, Points::ZERO));
}

#[test]
fn a_rule_that_may_miss_a_fault_denies_none() {
    let site = Site::from_home(MZJ).unwrap();
    for rule in ["link-hidden", "personal-data", "wording-fault"] {
        let rule: huabiao_finding::RuleId = rule.parse().unwrap();
        let claimed = Finding::new(rule.clone(), "http://mzj.example.gov.cn/a");
        let said = recheck_by(&[check(rule.clone(), vec![])], &site, &claimed);
        let rule = rule.to_string();
        assert_eq!(said, Recheck::Unknown(vec![Reason::RuleMayMiss { rule }]));
    }
}

#[test]
fn a_claim_of_a_day_to_come_is_put_aside() {
    let file = "网站,问题类型,问题页面,错误链接,发现时间\n\
                mzj网,死链,http://mzj.example.gov.cn/a,http://b.cn/x,2026-03-05\n\
                mzj网,死链,http://mzj.example.gov.cn/a,http://b.cn/y,2027-03-05\n";
    let mut results = read_results(file.as_bytes(), &mapping(), &registry()).unwrap();
    results.on("2026-03-05".parse().unwrap());
    assert_eq!(results.rows.len(), 1);
    let said: Vec<String> = results
        .rejected
        .iter()
        .map(|one| one.text(Lang::Zh))
        .collect();
    assert_eq!(said, ["第3行：日期2027-03-05晚于检查日"]);
}
