//! What an office does by hand with the program: other sets, what people and platforms
//! saw, explanations, comparisons, and the problem ledger.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use huabiao::store::{RunKey, RunStore, SqliteStore};
use serde_json::Value;

#[test]
fn another_set_is_scored_and_a_file_that_changes_is_another_run() {
    let estate = Estate::new();
    let done = estate.inspect("city", "2026-11-24", &["--set", "example-city"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let cards = json(&estate.path("city/scorecards.json"));
    assert_eq!(cards[0]["set"], "example-city");

    let file = estate.path("ours.toml");
    let ours = |days: u32| {
        let toml = format!(
            "id = 'ours'\nextends = 'cn-2019-site'\nversion = 1\nsource = 's'\ncertainty = 'memory'\n\
             title = {{ zh = '一', en = 'a' }}\nin-force-from = '2026-01-01'\n[limits]\nnews_days = {days}\n"
        );
        std::fs::write(&file, toml).expect("a file");
    };
    let set = file.display().to_string();
    for days in [14, 7] {
        ours(days);
        let done = estate.inspect("ours", "2026-11-24", &["--set", &set]);
        assert!(done.status.success(), "{}", text(&done.stderr));
    }
    let keys = keys(&estate.path("ours/huabiao.db"));
    assert_eq!(keys.len(), 2);
    assert!(keys.iter().all(|key| key.set == "ours 1"), "{keys:?}");
    assert_ne!(keys[0].options, keys[1].options);

    std::fs::write(&file, "id = 'ours'\nextends = 'theirs'\n").expect("a file");
    for (set, what) in [
        (set.as_str(), "ours.toml: line "),
        ("no-such-set", "example-city"),
    ] {
        let done = estate.inspect("bad", "2026-11-24", &["--set", set]);
        assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
        assert!(text(&done.stderr).contains(what), "{}", text(&done.stderr));
    }
}

/// What only a person can see enters through the questions of the set.
#[test]
fn answers_of_reviewers_are_scored_with_their_evidence() {
    let estate = Estate::new();
    let sheet = estate.path("reviews.csv");
    let rows = "问题编号,网站标识码,核查结果,问题页面,核查人,核查时间,附件,说明\n\
                browser-broken,3301000001,有问题,http://www.lizhou.gov.cn/,核查员甲,2026-11-23 15:20,firefox.png,火狐打不开\n\
                browser-broken,3301000001,无问题,,核查员乙,2026-11-23,,\n\
                no-such-question,3301000001,无问题,,核查员乙,2026-11-23,,\n\
                guide-wrong,3301000001,有问题,http://www.other.gov.cn/g.html,核查员乙,2026-11-23,,\n";
    std::fs::write(&sheet, rows).expect("a file");
    let sheet = sheet.display().to_string();
    // A proof that nobody has is none.
    let done = estate.inspect("without", "2026-11-24", &["--reviews", &sheet]);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("第2行“附件”"));
    std::fs::write(estate.path("firefox.png"), b"png").expect("a file");
    let past = ["--reviews", &sheet, "--rectify-by", "2026-11-01"];
    let done = estate.inspect("past", "2026-11-24", &past);
    assert_eq!(done.status.code(), Some(2));
    let done = estate.inspect("with", "2026-11-24", &["--reviews", &sheet]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said = text(&done.stderr);
    for what in [
        "第3行“核查结果”：第2行已有该问题的答案",
        "第4行“问题编号”",
        "第5行“问题页面”：“http://www.other.gov.cn/g.html”不是www.lizhou.gov.cn的页面",
    ] {
        assert!(said.contains(what), "{said}");
    }
    let findings = lines(&estate.path("with/findings.jsonl"));
    let seen: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["rule"] == "browser-broken")
        .collect();
    assert_eq!(seen.len(), 1, "{findings:#?}");
    assert_eq!(seen[0]["evidence"]["reviewer"], "核查员甲");
    let summary = seen[0]["summary"].as_str().expect("a sentence");
    let words = [
        "人工核查发现：火狐打不开",
        "核查事项：",
        "核查人：核查员甲",
        "2026年11月23日",
        "附件：firefox.png",
    ];
    assert!(words.iter().all(|one| summary.contains(one)), "{summary}");
    let bulletin = std::fs::read_to_string(estate.path("with/bulletin.md")).expect("a bulletin");
    assert!(bulletin.contains("兼容性") && bulletin.contains("核查人：核查员甲"));
    assert!(!bulletin.contains("browser-broken"), "{bulletin}");
    let explained = estate.run(&["explain", "--out", "with", "www.lizhou.gov.cn"]);
    let explained = text(&explained.stdout);
    assert!(
        explained.contains("人工核查发现：火狐打不开"),
        "{explained}"
    );
    assert_eq!(seen[0]["evidence"]["attachment"], "firefox.png");
    assert_eq!(seen[0]["evidence"]["at"], "2026-11-23T07:20:00Z");

    let done = estate.inspect("without", "2026-11-24", &[]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let lost = |folder: &str| {
        let cards = json(&estate.path(&format!("{folder}/scorecards.json")));
        let lines = cards[0]["lines"].as_array().cloned().unwrap_or_default();
        let asks = |line: &&Value| line["title"]["zh"].as_str() == Some("兼容性");
        let line = lines.iter().find(asks).cloned();
        line.unwrap_or_else(|| panic!("{lines:#?}"))["findings"].clone()
    };
    assert_eq!((lost("with"), lost("without")), (1.into(), 0.into()));
}

/// What a platform says is looked at again: yes, no, or nobody can tell.
#[test]
fn results_of_a_platform_are_looked_at_again() {
    let estate = Estate::new();
    let mapping = estate.path("mapping.toml");
    let columns = "source = '示例巡检平台'\n\
                   columns = { id = ['序号'], site = ['域名'], rule = ['问题类型'], url = ['页面'], target = ['链接'], time = ['发现时间'] }\n\
                   values.rule = { '死链' = 'link-dead', '空白栏目' = 'column-blank', '火狐打不开' = 'browser-broken' }\n";
    std::fs::write(&mapping, columns).expect("a file");
    let file = estate.path("platform.csv");
    let home = "http://www.lizhou.gov.cn";
    let rows = format!(
        "序号,域名,问题类型,页面,链接,发现时间\n\
         P1,www.lizhou.gov.cn,死链,{home}/,{home}/gone.html,2026-11-20\n\
         P2,www.lizhou.gov.cn,空白栏目,{home}/tzgg/,,2026-11-20\n\
         P3,www.lizhou.gov.cn,火狐打不开,{home}/,,2026-11-20\n\
         P4,www.lizhou.gov.cn,配色,{home}/,,2026-11-20\n\
         P5,www.lizhou.gov.cn,死链,{home}/never.html,{home}/dead.html,2026-11-20\n\
         P6,www.lizhou.gov.cn,死链,{home}/,{home}/dead.html,2026-11-20\n"
    );
    std::fs::write(&file, rows).expect("a file");
    let (file, mapping) = (file.display().to_string(), mapping.display().to_string());
    let both = ["--platform", &file, "--mapping", &mapping];
    let done = estate.inspect("out", "2026-11-24", &both);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(
        text(&done.stderr).contains("第5行“问题类型”：对照表中没有“配色”"),
        "{}",
        text(&done.stderr)
    );
    let told = lines(&estate.path("out/platform.jsonl"));
    for name in ["platform.jsonl", "problems.jsonl"] {
        let schema = json(
            &estate
                .path("out/schemas")
                .join(format!("{name}.schema.json")),
        );
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        for line in lines(&estate.path("out").join(name)) {
            let errors: Vec<String> = validator
                .iter_errors(&line)
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:?}: {line}");
        }
    }
    let answers: Vec<_> = told
        .iter()
        .map(|line| (&line["id"], &line["answer"]))
        .collect();
    // What was never read or asked for is not told, however whole the rule's look was.
    let told: Vec<_> = ["P1", "P2", "P3", "P5", "P6"]
        .map(Value::from)
        .into_iter()
        .collect();
    let wanted = ["yes", "no", "unknown", "unknown", "unknown"].map(Value::from);
    let wanted: Vec<_> = told.iter().zip(&wanted).collect();
    assert_eq!(answers, wanted);
    assert!(
        text(&done.stdout).contains("存在1条，未见1条，未能判定3条"),
        "{}",
        text(&done.stdout)
    );
    // What the run saw itself is one problem; the others wait for a person.
    let problems = lines(&estate.path("out/problems.jsonl"));
    let of = |rule: &str| {
        let of_rule = problems.iter().filter(|one| one["rule"] == rule);
        let origins = of_rule.map(|one| one["origin"].as_str().expect("a word"));
        let mut origins: Vec<&str> = origins.collect();
        origins.sort_unstable();
        origins
    };
    assert_eq!(
        of("link-dead"),
        ["inspection", "third-party", "third-party"]
    );
    assert_eq!(of("browser-broken"), ["third-party"]);
    // A claim is told as one, with what the rules say of it.
    let blank = problems.iter().find(|one| one["rule"] == "column-blank");
    let claim =
        format!("示例巡检平台于2026年11月20日报告“空白栏目”（{home}/tzgg/），系统复核未见该问题");
    assert_eq!(blank.expect("a problem")["summary"], claim);

    for (mapping, what) in [
        (
            "source = 'x'\n[columns]\nsites = ['a']\n",
            "对照表第3行第1列",
        ),
        ("source = 'x'\n[columns]\nsite = ['域名']\n", "rule"),
        (
            "source = 'x'\n[columns]\nrule = ['类型']\n[values.rule]\n'死链' = 'link-deed'\n",
            "对照表第5行第8列有误：no rule has the name `link-deed`; did you mean `link-dead`",
        ),
    ] {
        std::fs::write(estate.path("mapping.toml"), mapping).expect("a file");
        let done = estate.inspect("bad", "2026-11-24", &both);
        assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
        assert!(text(&done.stderr).contains(what), "{}", text(&done.stderr));
    }
    let alone = estate.inspect("bad", "2026-11-24", &["--platform", &file]);
    assert_eq!(alone.status.code(), Some(2), "{}", text(&alone.stderr));
}

/// What a card comes to, what it would come to, and what changed since.
#[test]
fn a_card_is_explained_tried_out_and_compared() {
    let estate = Estate::new();
    let done = estate.inspect("q1", "2026-11-24", &[]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said = |arguments: &[&str]| {
        let done = estate.run(arguments);
        assert!(done.status.success(), "{}", text(&done.stderr));
        text(&done.stdout)
    };
    let words = said(&["explain", "--out", "q1", "www.lizhou.gov.cn"]);
    for what in [
        "D4.3 可用性\n  检查情况：首页失效或错误链接1处",
        "  指标要求：首页链接（含图片、附件、外部链接）打不开",
        "  计分结果：扣0.2分\n",
        "（http://www.lizhou.gov.cn/gone.html）无法打开",
        "出现即否决",
    ] {
        assert!(words.contains(what), "{what}: {words}");
    }
    // Every indicator of the card stands there when all are asked for.
    let all = said(&[
        "explain",
        "--out",
        "q1",
        "--all",
        "--lang",
        "en",
        "3301000001",
    ]);
    let cards = json(&estate.path("q1/scorecards.json"));
    let indicators = cards[0]["lines"].as_array().map_or(0, Vec::len);
    assert_eq!(all.matches("  it cost: ").count(), indicators);

    let each = said(&["what-if", "--out", "q1", "3301000001"]);
    assert!(
        each.contains("link-dead") && each.contains("consultation-missing"),
        "{each}"
    );
    let problems = lines(&estate.path("q1/problems.jsonl"));
    let dead = problems.iter().find(|one| one["rule"] == "link-dead");
    let dead = dead
        .and_then(|one| one["id"].as_str())
        .expect("a problem")
        .to_owned();
    let by_rule = said(&["what-if", "--out", "q1", "3301000001", "link-dead"]);
    let by_problem = said(&["what-if", "--out", "q1", "3301000001", "--problem", &dead]);
    assert_eq!(by_rule, by_problem);
    assert!(
        by_rule.contains("│ D4.3 可用性 ┆ 扣0.2分 ┆ 未扣分 ┆ 1 → 0  │"),
        "{by_rule}"
    );
    for (arguments, what) in [
        (
            &["what-if", "--out", "q1", "3301000001", "column-blank"][..],
            "column-blank",
        ),
        (
            &["what-if", "--out", "q1", "www.other.gov.cn"],
            "www.lizhou.gov.cn",
        ),
        (
            &[
                "what-if",
                "--out",
                "q1",
                "--set",
                "example-city",
                "3301000001",
            ],
            "--set",
        ),
        (
            &["explain", "--out", "none", "www.lizhou.gov.cn"],
            "scorecards.json",
        ),
        (&["diff", "q1", "none"], "scorecards.json"),
    ] {
        let done = estate.run(arguments);
        assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
        assert!(text(&done.stderr).contains(what), "{}", text(&done.stderr));
    }

    // The dead link is repaired, and nothing else.
    estate.page("gone.html", ARTICLE);
    let done = estate.inspect("q2", "2026-11-24", &[]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let changed = said(&["diff", "q1", "q2"]);
    assert!(changed.contains("D4.3 可用性 ┆ 扣0.2分"), "{changed}");
    assert!(changed.contains("有变化的网站1个，无变化0个"), "{changed}");
    let same = said(&["diff", "q1", "q1", "--json"]);
    let same: Value = serde_json::from_str(&same).expect("JSON");
    assert_eq!(same["diff"]["lines"], Value::Array(Vec::new()));
}

/// From a fault to its repair by hand: confirmed, told, reported, seen again by machine.
#[test]
fn a_problem_goes_its_way_by_hand() {
    let estate = Estate::new();
    let done = estate.inspect("out", "2026-11-09", &[]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let served = estate.served();
    let problems = |command: &str, more: &[&str]| {
        let first = ["problems", command, "--db", "out/huabiao.db"];
        estate.run(&[&first[..], more].concat())
    };
    let said = |command: &str, more: &[&str]| {
        let done = problems(command, more);
        assert!(done.status.success(), "{command}: {}", text(&done.stderr));
        text(&done.stdout)
    };
    let refused = |command: &str, more: &[&str], what: &str| {
        let done = problems(command, more);
        assert_eq!(done.status.code(), Some(2), "{command} {more:?}");
        assert!(text(&done.stderr).contains(what), "{}", text(&done.stderr));
    };
    let all = || -> Vec<Value> {
        let listed = said("list", &["--json"]);
        let lines = listed.lines();
        lines
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    };
    // What `inspect` wrote beside is the same.
    let mut written = lines(&estate.path("out/problems.jsonl"));
    let mut listed = all();
    let id = |one: &Value| one["id"].as_str().unwrap_or_default().to_owned();
    written.sort_by_key(id);
    listed.sort_by_key(id);
    assert_eq!(written, listed);
    assert!(
        listed.iter().all(|one| one["state"] == "found"),
        "{listed:#?}"
    );
    let of = |rule: &str| {
        let all = all();
        let found = all.iter().find(|one| one["rule"] == rule);
        found.cloned().unwrap_or_else(|| panic!("{rule}: {all:#?}"))
    };
    let (dead, none) = (id(&of("link-dead")), id(&of("consultation-missing")));

    let act = |day: &'static str| ["--by", "张监管", "--today", day];
    said(
        "confirm",
        &[&[dead.as_str(), &none][..], &act("2026-11-10")].concat(),
    );
    refused(
        "confirm",
        &[&[dead.as_str()][..], &act("2026-11-10")].concat(),
        "须为“待核实”",
    );
    refused("confirm", &["0000", "--by", "x"], "没有问题 0000");
    let map = id(&of("sitemap-missing"));
    let reason = ["--reason", "由平台统一提供", "--until", "2026-12-31"];
    let told = said(
        "dismiss",
        &[&[map.as_str()][..], &act("2026-11-10"), &reason].concat(),
    );
    assert!(told.contains("不予认定（至2026-12-31）"), "{told}");
    assert_eq!(of("sitemap-missing")["state"], "dismissed");

    // Ten working days, and the document of the notice.
    let told = said("notice", &["栗州市人民政府办公室", "--today", "2026-11-10"]);
    assert!(
        told.contains("整改〔2026〕1号") && told.contains("2026-11-24"),
        "{told}"
    );
    let html = std::fs::read_to_string(estate.path("out/notices/整改〔2026〕1号.html"));
    assert!(html.expect("a notice").contains("gone.html"));
    assert!(estate.path("out/notices/整改〔2026〕1号.docx").is_file());
    refused(
        "notice",
        &["栗州市人民政府办公室", "--today", "2026-11-10"],
        "没有已确认",
    );
    assert_eq!(of("link-dead")["due"], "2026-11-24");

    // Nothing is overdue on the last day.
    assert!(said("escalate", &["--today", "2026-11-24"]).contains("逾期问题0个"));
    refused(
        "escalate",
        &[&[dead.as_str()][..], &act("2026-11-24")].concat(),
        "没有逾期",
    );

    // No day lies before what happened already, and one that is refused keeps the
    // others from being done.
    let early = "日期2026-11-09早于";
    refused("fixed", &[&dead, "--today", "2026-11-09"], early);
    let several = [dead.as_str(), &map, "--today", "2026-11-11"];
    refused("fixed", &several, "须为");
    assert_eq!(of("link-dead")["state"], "notified");

    // A report of a repair that is none is found out.
    let again = ["--quiet", &served, "--today", "2026-11-12"];
    said("fixed", &[&dead, "--today", "2026-11-11"]);
    assert_eq!(of("link-dead")["state"], "reported-fixed");
    said("recheck", &again);
    assert_eq!(of("link-dead")["state"], "notified");
    estate.page("gone.html", ARTICLE);
    said(
        "fixed",
        &[&dead, "--today", "2026-11-12", "--note", "已恢复页面"],
    );
    let closed = said("recheck", &again);
    assert!(closed.contains(&format!("{dead} 已销号")), "{closed}");
    let shown = said("show", &[&dead[..6]]);
    for what in ["重新打开：问题仍存在", "销号：系统复核通过", "已恢复页面"]
    {
        assert!(shown.contains(what), "{shown}");
    }
    assert!(said("recheck", &again).contains("没有待复核的问题"));

    // An appeal needs proof, and is decided by somebody who had no part in it.
    let proof = estate.path("proof.pdf");
    std::fs::write(&proof, "proof").expect("a file");
    let proof = proof.display().to_string();
    let appeal = [
        &none,
        "--by",
        "李站长",
        "--text",
        "由全市平台统一受理",
        "--today",
        "2026-11-12",
    ];
    assert_eq!(problems("appeal", &appeal).status.code(), Some(2));
    said("appeal", &[&appeal[..], &["--evidence", &proof]].concat());
    let decide = [
        none.as_str(),
        "--uphold",
        "--reason",
        "属实",
        "--today",
        "2026-11-13",
        "--by",
    ];
    refused("decide", &[&decide[..], &["张监管"]].concat(), "应当回避");
    let decided = said("decide", &[&decide[..], &["王复核"]].concat());
    assert!(decided.contains("申诉成立已撤销"), "{decided}");
    assert!(
        decided.contains("检查结果：不合格") && decided.contains("后：未能判定"),
        "{decided}"
    );
    assert_eq!(of("consultation-missing")["appeals"][0]["upheld"], true);

    // The results again, as the decisions left them.
    let again = said("score", &["--out", "final"]);
    assert!(again.contains("已扣除问题2个"), "{again}");
    let cards = json(&estate.path("final/scorecards.json"));
    assert_eq!(cards[0]["verdict"], "undetermined");
    let bulletin = |folder: &str| {
        let path = estate.path(&format!("{folder}/bulletin.md"));
        std::fs::read_to_string(path).expect("a bulletin")
    };
    let words = "不予认定的问题2个";
    assert!(bulletin("final").contains(words) && !bulletin("final").contains("原始结果"));
    assert!(bulletin("out").contains("原始结果"));
    let found = |folder: &str, rule: &str| {
        let findings = lines(&estate.path(&format!("{folder}/findings.jsonl")));
        findings.iter().filter(|one| one["rule"] == rule).count()
    };
    assert_eq!(found("final", "consultation-missing"), 0);
    assert_eq!(found("out", "consultation-missing"), 1);
    assert_eq!(found("final", "link-dead"), 1);
    refused("score", &["--out", "out"], "原始结果会被覆盖");

    // The next inspection knows all of it: nothing comes back, nothing is entered twice.
    let before = all().len();
    let done = estate.inspect("out", "2026-11-16", &[]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(of("consultation-missing")["state"], "withdrawn");
    assert_eq!(of("sitemap-missing")["state"], "dismissed");
    assert_eq!(of("link-dead")["state"], "closed");
    assert_eq!(all().len(), before);
}

/// What a person saw, no rule sees: after a re-check that could not tell, a person closes.
#[test]
fn what_only_a_person_can_see_is_closed_by_a_person() {
    let estate = Estate::new();
    let sheet = estate.path("reviews.csv");
    let rows = "问题编号,网站,核查结果,问题页面,核查人,核查时间\n\
                browser-broken,www.lizhou.gov.cn,有问题,http://www.lizhou.gov.cn/,核查员甲,2026-11-09\n";
    std::fs::write(&sheet, rows).expect("a file");
    let sheet = sheet.display().to_string();
    let done = estate.inspect("out", "2026-11-09", &["--reviews", &sheet]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let problems = lines(&estate.path("out/problems.jsonl"));
    let seen = problems.iter().find(|one| one["rule"] == "browser-broken");
    let seen = seen
        .and_then(|one| one["id"].as_str())
        .expect("a problem")
        .to_owned();
    let run = |day: &str, command: &str, more: &[&str]| {
        let first = [
            "problems",
            command,
            "--db",
            "out/huabiao.db",
            "--today",
            day,
        ];
        let done = estate.run(&[&first[..], more].concat());
        (done.status.code(), text(&done.stdout) + &text(&done.stderr))
    };
    let close = [
        seen.as_str(),
        "--by",
        "张监管",
        "--note",
        "已在三种浏览器中复核",
    ];
    assert_eq!(
        run("2026-11-10", "confirm", &[&seen, "--by", "张监管"]).0,
        Some(0)
    );
    // A veto that was dismissed is none to tell the unit of.
    let veto = problems
        .iter()
        .find(|one| one["rule"] == "consultation-missing");
    let veto = veto.and_then(|one| one["id"].as_str()).expect("a problem");
    let reason = ["--reason", "由全市平台统一受理"];
    let away = [&[veto, "--by", "张监管"][..], &reason].concat();
    assert_eq!(run("2026-11-10", "dismiss", &away).0, Some(0));
    // One working day past the last one of ten, the unit is urged.
    let told = run("2026-11-10", "notice", &["栗州市人民政府办公室"]);
    assert!(told.0 == Some(0), "{told:?}");
    let notice = std::fs::read_to_string(estate.path("out/notices/整改〔2026〕1号.html"));
    let notice = notice.expect("a notice");
    assert!(!notice.contains("咨询建言渠道"));
    assert!(notice.contains("人工核查发现问题") && notice.contains("核查人：核查员甲"));
    assert!(!notice.contains("browser-broken"), "{notice}");
    let late = run("2026-11-25", "escalate", &[]);
    assert!(
        late.1.contains("督办通知") && late.1.contains("逾期问题1个"),
        "{late:?}"
    );
    let urged = run("2026-11-25", "escalate", &[&seen, "--by", "张监管"]);
    assert!(urged.0 == Some(0), "{urged:?}");
    let twice = run("2026-11-25", "escalate", &[&seen, "--by", "张监管"]);
    assert!(twice.0 == Some(2), "{twice:?}");
    assert_eq!(run("2026-11-26", "fixed", &[&seen]).0, Some(0));
    let shown = estate.run(&["problems", "show", "--db", "out/huabiao.db", &seen]);
    let shown = text(&shown.stdout);
    for what in ["来源：人工核查", "发现（核查员甲）"] {
        assert!(shown.contains(what), "{shown}");
    }
    assert!(!shown.contains("系统复核："), "{shown}");
    let looked = run("2026-11-26", "recheck", &["--quiet", &estate.served()]);
    assert!(
        looked.0 == Some(0) && looked.1.contains("待复核"),
        "{looked:?}"
    );
    let closed = run("2026-11-26", "close", &close);
    assert!(
        closed.0 == Some(0) && closed.1.contains("已销号"),
        "{closed:?}"
    );
}

/// What a book or a person told of is closed by the next book, and by the next answer.
#[test]
fn a_recheck_takes_the_books_and_answers_of_the_office() {
    let estate = Estate::new();
    let write = |name: &str, text: &str| {
        let file = estate.path(name);
        std::fs::write(&file, text).expect("a file");
        file.display().to_string()
    };
    let sheet = |answer: &str, page: &str, day: &str| {
        format!(
            "问题编号,网站,核查结果,问题页面,核查人,核查时间\n\
             browser-broken,www.lizhou.gov.cn,{answer},{page},核查员甲,{day}\n"
        )
    };
    let book = |answered: &str| {
        format!(
            "来信编号,网站,来信时间,答复期限,答复时间\n\
             L1,www.lizhou.gov.cn,2026-06-02,2026-06-11,{answered}\n"
        )
    };
    let fault = sheet("有问题", "http://www.lizhou.gov.cn/", "2026-11-09");
    let (fault, open) = (write("fault.csv", &fault), write("open.csv", &book("")));
    let done = estate.inspect(
        "out",
        "2026-11-09",
        &["--reviews", &fault, "--letters", &open],
    );
    assert!(done.status.success(), "{}", text(&done.stderr));
    let problems = lines(&estate.path("out/problems.jsonl"));
    let ids: Vec<String> = ["browser-broken", "message-unanswered"]
        .iter()
        .map(|rule| {
            let mut of = problems.iter().filter(|one| one["rule"] == *rule);
            let id = of.next().and_then(|one| one["id"].as_str());
            id.expect("a problem").to_owned()
        })
        .collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let run = |day: &str, command: &str, more: &[&str]| {
        let first = [
            "problems",
            command,
            "--db",
            "out/huabiao.db",
            "--today",
            day,
        ];
        let done = estate.run(&[&first[..], more].concat());
        let said = text(&done.stdout) + &text(&done.stderr);
        assert!(done.status.success(), "{said}");
        said
    };
    run(
        "2026-11-10",
        "confirm",
        &[&ids[..], &["--by", "张监管"]].concat(),
    );
    run("2026-11-11", "fixed", &ids);
    let served = estate.served();
    let again = ["--quiet", served.as_str()];
    let open = run("2026-11-12", "recheck", &again);
    assert!(!open.contains("已销号"), "{open}");
    let mended = write("mended.csv", &sheet("无问题", "", "2026-11-12"));
    let answered = write("answered.csv", &book("2026-11-10"));
    let books = ["--reviews", &mended, "--letters", &answered];
    let closed = run("2026-11-13", "recheck", &[&again[..], &books].concat());
    assert_eq!(closed.matches("已销号").count(), 2, "{closed}");

    // What is overdue is looked at too: its unit may have mended it without a word.
    let mut dead = problems.iter().filter(|one| one["rule"] == "link-dead");
    let dead = dead.next().and_then(|one| one["id"].as_str()).expect("one");
    run("2026-11-14", "confirm", &[dead, "--by", "张监管"]);
    run(
        "2026-11-16",
        "notice",
        &["栗州市人民政府办公室", "--days", "3"],
    );
    let early = run("2026-11-17", "recheck", &again);
    assert!(early.contains("没有待复核的问题"), "{early}");
    let late = run("2026-11-24", "recheck", &again);
    assert!(late.contains(dead) && late.contains("整改中"), "{late}");
    estate.page("gone.html", ARTICLE);
    let gone = run("2026-11-25", "recheck", &again);
    assert!(gone.contains(dead) && gone.contains("已销号"), "{gone}");
}

/// A made-up site with a list that names the unit which runs it.
struct Estate {
    folder: tempfile::TempDir,
}

impl Estate {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let estate = Self { folder };
        estate.page("index.html", HOME);
        estate.page("tzgg/index.html", LIST);
        estate.page("tzgg/a.html", ARTICLE);
        let list = "网站标识码,网站名称,网址,主办单位\n\
                    3301000001,栗州市人民政府,www.lizhou.gov.cn,栗州市人民政府办公室\n";
        std::fs::write(estate.path("sites.csv"), list).expect("a file");
        estate
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn page(&self, name: &str, html: &str) {
        let path = self.path("site").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, html).expect("a file");
    }

    fn served(&self) -> String {
        let folder = self.path("site");
        format!("--serve-dir=www.lizhou.gov.cn={}", folder.display())
    }

    fn inspect(&self, out: &str, day: &str, more: &[&str]) -> Output {
        let (sites, out) = (self.path("sites.csv"), self.path(out));
        let (sites, out) = (sites.display().to_string(), out.display().to_string());
        let served = self.served();
        let first = [
            "inspect", "--quiet", "--sites", &sites, "--out", &out, "--today", day, &served,
        ];
        self.run(&[&first[..], more].concat())
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(huabiao_tests::program());
        command.current_dir(self.folder.path()).args(arguments);
        command.output().expect("the program starts")
    }
}

fn keys(database: &Path) -> Vec<RunKey> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let store = SqliteStore::open(database).await.expect("opens");
        let runs = store.runs().await.expect("runs");
        runs.into_iter().map(|run| run.key).collect()
    })
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON")
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a file");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const HOME: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>栗州市人民政府</title></head>
<body><h1>栗州市人民政府</h1><div class="nav"><a href="tzgg/">通知公告</a> <a href="gone.html">已删除的页面</a></div>
<ul><li><a href="tzgg/a.html">关于公布行政许可事项清单的通知</a><span>2026-11-20</span></li></ul></body></html>"#;

const LIST: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>通知公告-栗州市人民政府</title></head>
<body><h2>通知公告</h2><ul><li><a href="a.html">关于公布行政许可事项清单的通知</a><span>2026-11-20</span></li></ul></body></html>"#;

const ARTICLE: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>关于公布行政许可事项清单的通知-栗州市人民政府</title></head>
<body><h1>关于公布行政许可事项清单的通知</h1><p>发布时间：2026-11-20 来源：市政府办公室</p>
<p>各有关单位：现将修订后的行政许可事项清单予以公布，请遵照执行，并做好事项办理和信息公开工作。</p></body></html>"#;
