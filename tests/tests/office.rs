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
