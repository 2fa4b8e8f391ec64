use std::path::Path;

use huabiao::types::Lang;

use super::record::{VerdictRecord, YearRecord};
use super::shelf::{Filed, Kind};
use crate::output::write_bytes;

/// The page that names every document, in Chinese; the English one is beside it.
pub(crate) const LANDING: &str = "index.html";

/// Whether a path below the results is that of a document of the year.
pub(crate) fn is_document(path: &str) -> bool {
    if path == LANDING || path == ENGLISH {
        return true;
    }
    let mut parts = path.split('/');
    let folder = parts.next().is_some_and(|name| FOLDERS.contains(&name));
    let is_name = |name: &str| {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c);
        let first = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        name.starts_with(first) && name.chars().all(plain)
    };
    let rest: Vec<&str> = parts.collect();
    let names = (1..=2).contains(&rest.len()) && rest.iter().all(|name| is_name(name));
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    folder && names && ending.is_some_and(|ending| ENDINGS.contains(&ending))
}

/// Writes both pages.
pub(crate) fn write(out: &Path, filed: &[Filed], record: &YearRecord) -> anyhow::Result<()> {
    for (lang, name) in [(Lang::Zh, LANDING), (Lang::En, ENGLISH)] {
        write_bytes(&out.join(name), page(lang, filed, record).as_bytes())?;
    }
    Ok(())
}

fn page(lang: Lang, filed: &[Filed], record: &YearRecord) -> String {
    let say = |zh: &'static str, en: &'static str| match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let year = record.year;
    let title = match lang {
        Lang::En => format!("A year of supervision, {year}: Chenglan (demonstration)"),
        Lang::Zh => format!("澄岚市{year}年政府网站监管（示范）"),
    };
    let mut body = format!(
        "<header><h1>{title}</h1><p><a href=\"{}\" lang=\"{}\">{}</a></p></header>\n<p>{}</p>\n",
        say(ENGLISH, LANDING),
        say("en", "zh-CN"),
        say("English", "中文"),
        say(
            "城市、网站、单位和缺陷均为虚构，日期为模拟；每次检查和复核都是真实的网页访问。",
            "City, sites, units and faults are made up and the days are simulated; every inspection \
             and re-check really read the pages.",
        )
    );
    body.push_str(&summary(lang, record));
    for (at, folder) in FOLDERS.iter().enumerate() {
        let mut own: Vec<&Filed> = filed
            .iter()
            .filter(|one| one.folder.split('/').next() == Some(folder))
            .collect();
        if own.is_empty() {
            continue;
        }
        own.sort_by_key(|one| one.kind);
        let heading = match (lang, folder.strip_prefix('q')) {
            (Lang::En, Some(n)) => format!("Quarter {n}"),
            (Lang::Zh, Some(n)) => {
                let n: usize = n.parse().unwrap_or(0);
                let words = ["一", "二", "三", "四"];
                format!("第{}季度", words.get(n.saturating_sub(1)).unwrap_or(&""))
            }
            (Lang::En, None) => "The year".to_owned(),
            (Lang::Zh, None) => "全年".to_owned(),
        };
        body.push_str(&format!(
            "<section aria-labelledby=\"s{at}\"><h2 id=\"s{at}\">{heading}</h2>\n<ul>\n"
        ));
        let (notices, others): (Vec<&Filed>, Vec<&Filed>) =
            own.into_iter().partition(|one| one.kind == Kind::Notice);
        for one in others {
            body.push_str(&item(lang, one));
        }
        if !notices.is_empty() {
            body.push_str(&format!(
                "<li><details><summary>{} {}</summary><ul>\n",
                say("整改通知书", "Notices of rectification:"),
                notices.len()
            ));
            for one in notices {
                body.push_str(&item(lang, one));
            }
            body.push_str("</ul></details></li>\n");
        }
        body.push_str("</ul></section>\n");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n{body}</main></body></html>\n",
        say("zh-CN", "en")
    )
}

fn summary(lang: Lang, record: &YearRecord) -> String {
    let heads = match lang {
        Lang::En => [
            "Quarter",
            "Day",
            "Seed of the draw",
            "Inspected",
            "Qualified",
            "Unqualified",
            "Undetermined",
            "Outside the reporting system",
            "Notices",
            "Re-checked",
        ],
        Lang::Zh => [
            "季度",
            "检查日",
            "抽查种子",
            "检查网站",
            "合格",
            "不合格",
            "未能判定",
            "未纳入报送系统",
            "通知书",
            "复核",
        ],
    };
    let head: String = heads
        .map(|head| format!("<th scope=\"col\">{head}</th>"))
        .concat();
    let rows: String = record
        .quarters
        .iter()
        .map(|quarter| {
            let rechecked: usize = quarter.rechecked.iter().map(|one| one.sites.len()).sum();
            let cells = [
                quarter.quarter.clone(),
                huabiao::finding::day_words(quarter.day, lang),
                escape(&quarter.seed),
                quarter.inspected.len().to_string(),
                quarter.verdicts.qualified.to_string(),
                quarter.verdicts.unqualified.to_string(),
                quarter.verdicts.undetermined.to_string(),
                quarter.outside.to_string(),
                quarter.notices.to_string(),
                rechecked.to_string(),
            ];
            let cells: String = cells.map(|cell| format!("<td>{cell}</td>")).concat();
            format!("<tr>{cells}</tr>\n")
        })
        .collect();
    // The record has both languages, for people who read it as data.
    let pdf = match (lang, record.pdf.split_once(" / ")) {
        (_, None) => &record.pdf,
        (Lang::En, Some((_, en))) => en,
        (Lang::Zh, Some((zh, _))) => zh,
    };
    let state = |name: &str| record.states.get(name).copied().unwrap_or(0);
    let text = match lang {
        Lang::En => format!(
            "Problems in the ledger: {}, of them closed {}, withdrawn on appeal {}, dismissed {}, open at \
             the end {}. Opened again: {}. Appeals: {} upheld, {} turned down. PDF: {}.",
            record.problems,
            state("closed"),
            state("withdrawn"),
            state("dismissed"),
            record.open.len(),
            record.reopened.len(),
            record.appeals.iter().filter(|appeal| appeal.upheld).count(),
            record
                .appeals
                .iter()
                .filter(|appeal| !appeal.upheld)
                .count(),
            escape(pdf),
        ),
        Lang::Zh => format!(
            "台账共有问题{}个，其中已销号{}个，申诉成立撤销{}个，不予认定{}个，年末未办结{}个；重新打开{}次。\
             申诉成立{}件，不成立{}件。PDF：{}。",
            record.problems,
            state("closed"),
            state("withdrawn"),
            state("dismissed"),
            record.open.len(),
            record.reopened.len(),
            record.appeals.iter().filter(|appeal| appeal.upheld).count(),
            record
                .appeals
                .iter()
                .filter(|appeal| !appeal.upheld)
                .count(),
            escape(pdf),
        ),
    };
    format!(
        "<div class=\"wide\"><table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table></div>\n<p>{}</p>\n<p>{text}</p>\n",
        reading(lang, record)
    )
}

/// How the numbers of the table add up, and why the results of the inspection itself have
/// others.
fn reading(lang: Lang, record: &YearRecord) -> String {
    let counts = |one: &VerdictRecord| (one.qualified, one.unqualified, one.undetermined);
    let other = record.quarters.iter().filter(|quarter| {
        quarter.outside > 0 || counts(&quarter.verdicts) != counts(&quarter.as_inspected)
    });
    let other: Vec<String> = other
        .map(|quarter| {
            let (good, bad, open) = counts(&quarter.as_inspected);
            let name = &quarter.quarter;
            match lang {
                Lang::En => {
                    format!("{name}: qualified {good}, unqualified {bad}, undetermined {open}")
                }
                Lang::Zh => format!("{name}合格{good}家、不合格{bad}家、未能判定{open}家"),
            }
        })
        .collect();
    let mut text = match lang {
        Lang::En => "Sites inspected are the qualified, the unqualified, the undetermined and those outside of the \
                     national reporting system; the bulletin names the last and counts them in no rate. The \
                     verdicts are those of the quarterly bulletin, after appeals and dismissals."
            .to_owned(),
        Lang::Zh => "“检查网站”等于合格、不合格、未能判定和未纳入全国政府网站信息报送系统的网站之和，后者在季度通报中\
                     单列，不计入合格率。判定以季度通报为准，已剔除申诉撤销和不予认定的问题。"
            .to_owned(),
    };
    if !other.is_empty() {
        text.push_str(&match lang {
            Lang::En => format!(
                " The results site by site are those of the day of the inspection, of all inspected sites and before \
                 appeals ({}).",
                other.join("; ")
            ),
            Lang::Zh => format!(
                "“检查结果（逐站逐项）”为检查当日全部受检网站的原始结果，未经申诉（{}）。",
                other.join("；")
            ),
        });
    }
    text
}

fn item(lang: Lang, filed: &Filed) -> String {
    let [zh, en] = &filed.title;
    let title = match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let links: Vec<String> = filed
        .files
        .iter()
        .map(|file| {
            let language = match (file.lang, lang) {
                (Some("en"), Lang::Zh) => "（英文）",
                (Some("zh"), Lang::En) => " (Chinese)",
                _ => "",
            };
            format!(
                "<a href=\"{}\">{}{language}</a>",
                escape(&file.path),
                file.form.to_ascii_uppercase()
            )
        })
        .collect();
    format!("<li>{}: {}</li>\n", escape(title), links.join(" · "))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

const ENGLISH: &str = "index.en.html";

/// The folders of the documents, in the order of the index.
const FOLDERS: [&str; 5] = ["q1", "q2", "q3", "q4", "year"];

const ENDINGS: [&str; 8] = ["csv", "docx", "html", "json", "jsonl", "md", "pdf", "xlsx"];

const STYLE: &str = "body{margin:0;font:16px/1.7 system-ui,sans-serif;color:#1a1a1a;background:#fff}\
main{max-width:64rem;margin:0 auto;padding:1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}\
.wide{overflow-x:auto}table{border-collapse:collapse}th,td{border:1px solid #bbb;padding:.2rem .6rem;\
text-align:left;white-space:nowrap}a{color:#0b4f9e}li{margin:.2rem 0}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_documents_are_documents() {
        for path in [
            "index.html",
            "index.en.html",
            "q1/bulletin.zh.pdf",
            "q3/notices/mzj-chenglan.en.docx",
            "year/year.json",
            "q2/findings.jsonl",
        ] {
            assert!(is_document(path), "{path}");
        }
        for path in [
            "huabiao.db",
            "q1/huabiao.db",
            "q1/../huabiao.db",
            "q1/.hidden.html",
            "q1//bulletin.html",
            "q5/bulletin.html",
            "q1/a/b/c.html",
            "q1/bulletin.html.part",
            "q1/Bulletin.html",
            "year/",
            "year",
            "/q1/bulletin.html",
            "q1/%2e%2e/x.html",
            "q1\\x.html",
        ] {
            assert!(!is_document(path), "{path}");
        }
    }

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(
            escape("<a href=\"x\">&"),
            "&lt;a href=&quot;x&quot;&gt;&amp;"
        );
    }
}
