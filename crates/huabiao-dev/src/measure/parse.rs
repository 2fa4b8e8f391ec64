use std::cell::Cell;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use anyhow::ensure;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use huabiao::page::{Input, read};
use scraper::{Html, Selector};
use url::Url;

/// A name and what it does with the bytes of a page.
type Tool<'a> = (&'static str, &'a dyn Fn(&[u8]));

/// Throughput of reading whole pages, as a ratio to the bare tokenizer and to scraper
/// on the same files: rounds in turn, the median of each, and the median of the ratios
/// within a round. Seconds are those that the processor worked for this thread, where the
/// system says so, because others may use the machine.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let folder = data.join("sites");
    if !super::present(&folder) {
        return Ok(());
    }
    let mut files = Vec::new();
    for site in fs::read_dir(&folder)? {
        let site = site?.path();
        // The re-encoded copy holds the same pages again.
        if !site.ends_with("gxpopss_gbk") {
            collect(&site, &mut files)?;
        }
    }
    ensure!(!files.is_empty(), "no page in {}", folder.display());
    files.sort_unstable();
    let bytes: usize = files.iter().map(Vec::len).sum();
    let url = Url::parse("http://www.example.gov.cn/a/b/c.html")?;
    let links = Selector::parse("a[href], img[src], link[href], script[src]")
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    let tools: [Tool<'_>; 4] = [
        ("html5ever tokenizer alone", &|body| tokenize(body)),
        ("huabiao-page, the whole page", &|body| {
            black_box(read(&Input {
                url: &url,
                hosts: &[],
                content_type: None,
                status: 200,
                body,
            }));
        }),
        ("scraper, parse alone", &|body| {
            let (text, _, _) = encoding_rs::UTF_8.decode(body);
            black_box(Html::parse_document(&text));
        }),
        ("scraper, parse and link selector", &|body| {
            let (text, _, _) = encoding_rs::UTF_8.decode(body);
            black_box(Html::parse_document(&text).select(&links).count());
        }),
    ];
    let mut seconds = vec![Vec::new(); tools.len()];
    // The first round pays for what is built on first use.
    for round in 0..=ROUNDS {
        for ((_, tool), seconds) in tools.iter().zip(&mut seconds) {
            let began = (Instant::now(), super::worked());
            for body in &files {
                tool(body);
            }
            let spent = match (began.1, super::worked()) {
                (Some(from), Some(to)) => to.saturating_sub(from),
                _ => began.0.elapsed(),
            };
            if round > 0 {
                seconds.push(spent.as_secs_f64());
            }
        }
    }
    let bare = seconds.first().cloned().unwrap_or_default();
    let ratios: Vec<f64> = seconds
        .iter()
        .map(|times| {
            let mut ratios: Vec<f64> = bare
                .iter()
                .zip(times)
                .map(|(bare, own)| bare / own)
                .collect();
            median(&mut ratios)
        })
        .collect();
    let medians: Vec<f64> = seconds.iter_mut().map(|times| median(times)).collect();
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "tool",
        "MB/s",
        "spread",
        "ms a page",
        "of the bare tokenizer",
    ]);
    #[expect(clippy::cast_precision_loss, reason = "figures to be shown")]
    for ((((name, _), times), median), ratio) in
        tools.iter().zip(&seconds).zip(&medians).zip(&ratios)
    {
        let megabytes = bytes as f64 / 1e6;
        let slowest = times.last().copied().unwrap_or(*median);
        let fastest = times.first().copied().unwrap_or(*median);
        table.add_row([
            (*name).to_owned(),
            format!("{:.0}", megabytes / median),
            format!("{:.0}–{:.0}", megabytes / slowest, megabytes / fastest),
            format!("{:.3}", median * 1000.0 / files.len() as f64),
            format!("{ratio:.2}"),
        ]);
    }
    println!(
        "{} pages, {bytes} bytes, {ROUNDS} rounds in turn, medians",
        files.len()
    );
    println!("{table}");
    Ok(())
}

/// The pages below a folder.
fn collect(folder: &Path, files: &mut Vec<Vec<u8>>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| {
            ["htm", "html", "shtml"]
                .iter()
                .any(|known| extension == *known)
        }) {
            files.push(fs::read(&path)?);
        }
    }
    Ok(())
}

/// Runs the tokenizer with a sink that does nothing but what it must.
fn tokenize(body: &[u8]) {
    let (text, _, _) = encoding_rs::UTF_8.decode(body);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&text));
    let tokenizer = Tokenizer::new(Nothing(Cell::new(0)), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    black_box(tokenizer.sink.0.get());
}

struct Nothing(Cell<u64>);

impl TokenSink for Nothing {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        self.0.set(self.0.get() + 1);
        if let Token::TagToken(tag) = &token
            && tag.kind == StartTag
        {
            return match &*tag.name {
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "style" | "iframe" | "xmp" | "noembed" | "noframes" => {
                    TokenSinkResult::RawData(RawKind::Rawtext)
                }
                "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                _ => TokenSinkResult::Continue,
            };
        }
        TokenSinkResult::Continue
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Rounds that count.
const ROUNDS: usize = 7;
