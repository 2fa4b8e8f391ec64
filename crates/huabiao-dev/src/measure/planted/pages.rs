use std::path::Path;

use anyhow::Context;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::place::{Place, content_start};
use super::plant::Plant;
use crate::measure::labels::{Labels, LinkLabel, lines};

#[derive(Deserialize)]
struct Removal {
    remove: String,
    links: Vec<RemovedLink>,
}

#[derive(Deserialize)]
struct RemovedLink {
    page: String,
}

/// Pages taken away, as the file of plants of the labels has it.
pub(super) fn removed(
    place: &mut Place<'_>,
    data: &Path,
    name: &str,
) -> anyhow::Result<Vec<Plant>> {
    let removals: Vec<Removal> = lines(&data.join("labels").join(name).join("plant.jsonl"))?;
    let mut plants = Vec::new();
    for removal in removals.iter().take(REMOVED) {
        if !place.read.contains(&removal.remove) {
            continue;
        }
        place.remove(&removal.remove)?;
        place.take(&removal.remove);
        let mut pages: Vec<&String> = removal.links.iter().map(|link| &link.page).collect();
        pages.sort();
        pages.dedup();
        for page in pages.into_iter().filter(|page| place.read.contains(*page)) {
            plants.push(
                Plant::new("page taken away", "link-dead")
                    .on(page)
                    .to(&removal.remove),
            );
        }
    }
    // A page that went with its links may have held the only way to the page named.
    plants.retain(|plant| {
        !removals
            .iter()
            .take(REMOVED)
            .any(|r| Some(&r.remove) == plant.page.as_ref())
    });
    Ok(plants)
}

/// Addresses written wrongly: one link of each kind, on a page of its own.
pub(super) fn addresses(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    let labels = place.labels;
    let mut plants = Vec::new();
    let wrong: [(_, _, _, _, Change); 5] = [
        ("address mistyped", "link-dead", "a", "column", |href| {
            format!("{href}x")
        }),
        (
            "case of an address changed",
            "link-dead",
            "a",
            "article",
            case_changed,
        ),
        ("picture missing", "asset-dead", "img", "article", |href| {
            format!("{href}x")
        }),
        ("style missing", "asset-dead", "link", "article", |href| {
            format!("{href}x")
        }),
        (
            "script missing",
            "asset-dead",
            "script",
            "article",
            |href| format!("{href}x"),
        ),
    ];
    for (kind, rule, tag, page_kind, change) in wrong {
        let page = place.next(page_kind, |file, text| {
            link(links_of(labels, file), tag, text, change).is_some()
        })?;
        let text = place.text(&page)?;
        let (href, target) = link(links_of(labels, &page), tag, &text, change)
            .context("the page was chosen for its link")?;
        let wrong = change(&href);
        let mut text = text;
        for quote in ['"', '\''] {
            text = text.replace(
                &format!("{quote}{href}{quote}"),
                &format!("{quote}{wrong}{quote}"),
            );
        }
        place.write(&page, &text)?;
        let target = target.trim_start_matches('/').to_owned();
        let target = target
            .strip_suffix(&href)
            .map_or_else(|| change(&target), |start| format!("{start}{wrong}"));
        // A picture under another address is another picture without a text.
        let plant = Plant::new(kind, rule).on(&page).to(target);
        plants.push(plant.here(&["page-inaccessible"]));
    }
    let page = place.next("article", has_content)?;
    place.insert(
        &page,
        "<p><a href=\"/planted/attachment.doc\">附件：登记表.doc</a></p>",
    )?;
    plants.push(
        Plant::new("attachment missing", "link-dead")
            .on(&page)
            .to("planted/attachment.doc"),
    );
    let page = place.next("article", has_content)?;
    place.insert(
        &page,
        "<p><a href=\"http://www.planted .cn:x/\">有关网站</a></p>",
    )?;
    plants.push(Plant::new("address that is none", "link-dead").on(&page));
    Ok(plants)
}

/// What is done to an address.
type Change = fn(&str) -> String;

fn links_of<'l>(labels: &'l Labels, file: &'l str) -> impl Iterator<Item = &'l LinkLabel> {
    labels.links.iter().filter(move |link| link.page == file)
}

/// The first link of a page that is alive, leads to one file and stands in the text so
/// that it can be changed.
fn link<'l>(
    links: impl Iterator<Item = &'l LinkLabel>,
    tag: &str,
    text: &str,
    change: Change,
) -> Option<(String, String)> {
    let fits = links.filter(|link| {
        link.tag == tag
            && link.exists
            && !link.left_out
            && !link.itself
            && link.query.is_none()
            && link.n == 1
            && link.host.is_none()
            && link
                .href
                .rsplit('/')
                .next()
                .is_some_and(|last| last.contains('.'))
            && change(&link.href) != link.href
            && [format!("\"{}\"", link.href), format!("'{}'", link.href)]
                .iter()
                .any(|quoted| text.contains(quoted.as_str()))
    });
    // The last one stands in the content or the footer, not in the menu.
    let found = fits.last()?;
    Some((found.href.clone(), found.target.clone()))
}

fn case_changed(href: &str) -> String {
    let start = href.rfind('/').map_or(0, |at| at + 1);
    let (folder, name) = href.split_at(start);
    format!("{folder}{}", name.to_ascii_uppercase())
}

/// Things put into the content of articles.
pub(super) fn inserted(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    let logo = LOGOS
        .into_iter()
        .find(|logo| place.root.join(logo.trim_start_matches('/')).is_file())
        .context("the logo is not there")?;
    let mut plants = Vec::new();
    for (kind, rule, group, html) in INSERTED {
        let page = place.next("article", has_content)?;
        place.insert(&page, &html.replace("LOGO", logo))?;
        // The card beside the mobile number is the second fault of that page.
        if group == "mobile" {
            let plant = Plant::new("bank card in a table", rule).on(&page);
            plants.push(plant.group("bank-card"));
        }
        let mut plant = Plant::new(kind, rule).on(&page).group(group);
        if rule == "outlink-wrong" {
            // What cannot be requested is dead too.
            plant = plant.here(&["link-dead", "external-link-dead"]);
        }
        plants.push(plant);
    }
    // Nothing may be found on these.
    for html in QUIET {
        let page = place.next("article", has_content)?;
        place.insert(&page, &html.replace("LOGO", logo))?;
    }
    Ok(plants)
}

/// Dates of publication moved past the day of the run.
pub(super) fn future(place: &mut Place<'_>, today: NaiveDate) -> anyhow::Result<Vec<Plant>> {
    let ahead = today
        .checked_add_days(Days::new(200))
        .context("no such day")?;
    let mut plants = Vec::new();
    let labels = place.labels;
    let shown = |file: &str| {
        let label = &labels.pages[file];
        label
            .published
            .filter(|_| label.date_from.as_deref() == Some("visible"))
    };
    for _ in 0..2 {
        let found = place.next("article", |file, text| {
            shown(file).is_some_and(|day| text.contains(&format!("发布时间：{day}")))
        });
        let Ok(page) = found else {
            break;
        };
        let day = shown(&page).context("chosen for its day")?;
        let text = place.text(&page)?;
        let text = text
            .replace(&format!("发布时间：{day}"), &format!("发布时间：{ahead}"))
            .replace(&format!("content=\"{day}"), &format!("content=\"{ahead}"));
        place.write(&page, &text)?;
        plants.push(
            Plant::new("article dated ahead", "date-future")
                .on(&page)
                .group("article"),
        );
    }
    Ok(plants)
}

/// A list that shows a day ahead of its article's.
pub(super) fn future_entry(
    place: &mut Place<'_>,
    file: &str,
    today: NaiveDate,
) -> anyhow::Result<Vec<Plant>> {
    let ahead = today
        .checked_add_days(Days::new(300))
        .context("no such day")?;
    let text = place.text(file)?;
    let at = text.find(ENTRY_DAY).context("the list shows no day")? + ENTRY_DAY.len();
    let after = text.get(at + 10..).context("the list shows no day")?;
    place.write(file, &format!("{}{ahead}{after}", &text[..at]))?;
    place.take(file);
    let plant = Plant::new("entry dated ahead", "date-future").on(file);
    Ok(vec![plant.group("list")])
}

/// The entrance for reports of faults taken away from one page.
pub(super) fn no_entrance(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    let page = place.next("article", |_, text| text.contains("pucha.kaipuyun.cn"))?;
    place.replace(&page, "pucha.kaipuyun.cn", "www.planted.example")?;
    let text = place.text(&page)?.replace("jiucuo", "planted");
    place.write(&page, &text)?;
    let plant = Plant::new("no entrance for reports", "fault-entrance-missing").on(&page);
    Ok(vec![plant.group("other")])
}

/// An article called an interpretation that leads to no document.
pub(super) fn interpretation(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    let page = place.next("article", |file, text| {
        let after = |mark: &str| text.split(mark).nth(1).unwrap_or_default();
        let headline = after("<h1>").split("</h1>").next().unwrap_or_default();
        file.starts_with("scedu/c100503/") && headline.contains("新闻发布会")
    })?;
    let text = place.text(&page)?;
    let start = content_start(&text).context("an article without content")?;
    let (before, content) = text.split_at(start);
    let before = before.replace("<h1>", "<h1>《教育督导办法》政策解读：");
    place.write(
        &page,
        &format!("{before}{}", content.replacen("<a ", "<i ", 1)),
    )?;
    let plant = Plant::new(
        "interpretation without its document",
        "interpretation-unlinked",
    );
    Ok(vec![plant.on(&page)])
}

/// Columns whose pages lost their tags.
pub(super) fn untagged(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    let mut plants = Vec::new();
    for tag in ["ColumnKeywords", "SiteName"] {
        let name = format!("<meta name=\"{tag}\"");
        let page = place.next("column", |_, text| text.contains(&name))?;
        place.replace(&page, &name, "<meta name=\"planted\"")?;
        plants.push(Plant::new("tags of a column taken away", "meta-missing").on(&page));
    }
    Ok(plants)
}

pub(super) fn has_content(_: &str, text: &str) -> bool {
    content_start(text).is_some()
}

const REMOVED: usize = 6;

/// Stands before the day of an entry.
const ENTRY_DAY: &str = "<li><span class=\"fr\">";

/// Kind, rule, group, HTML. The numbers are made up; their check figures hold.
const INSERTED: [(&str, &str, &str, &str); 19] = [
    (
        "identity number",
        "personal-data",
        "id-number",
        "<p>申请人：李某，身份证号码：110101199003074610。</p>",
    ),
    (
        "identity number in a table",
        "personal-data",
        "id-number",
        "<table><tr><th>序号</th><th>姓名</th><th>身份证号</th></tr>\
         <tr><td>1</td><td>王某</td><td>522229198511203613</td></tr></table>",
    ),
    (
        "bank card",
        "personal-data",
        "bank-card",
        "<p>收款人张某，银行卡号：6222021234567890128。</p>",
    ),
    (
        "mobile number beside a card",
        "personal-data",
        "mobile",
        "<table><tr><th>姓名</th><th>银行卡号</th><th>手机号码</th></tr>\
         <tr><td>赵某</td><td>6222021234567890128</td><td>13800001234</td></tr></table>",
    ),
    (
        "gambling link, hidden",
        "link-hijacked",
        "other",
        "<div style=\"display:none\"><a href=\"http://www.planted-one.example/\">澳门赌场在线开户</a></div>",
    ),
    (
        "gambling links, off the screen",
        "link-hijacked",
        "other",
        "<div style=\"position:absolute;left:-9999px\">\
         <a href=\"http://www.planted-two.example/\">时时彩平台</a>\
         <a href=\"http://www.planted-three.example/\">六合彩开奖</a></div>",
    ),
    (
        "hidden block of links",
        "link-hidden",
        "other",
        "<div style=\"display:none\"><a href=\"http://www.planted-a.example/\">甲公司</a>\
         <a href=\"http://www.planted-b.example/\">乙公司</a>\
         <a href=\"http://www.planted-c.example/\">丙公司</a>\
         <a href=\"http://www.planted-d.example/\">丁公司</a></div>",
    ),
    (
        "hidden block, no size",
        "link-hidden",
        "other",
        "<marquee width=\"1\" height=\"1\"><a href=\"http://www.planted-e.example/\">甲商城</a>\
         <a href=\"http://www.planted-f.example/\">乙商城</a>\
         <a href=\"http://www.planted-g.example/\">丙商城</a>\
         <a href=\"http://www.planted-h.example/\">丁商城</a></marquee>",
    ),
    (
        "name of the country miswritten",
        "wording-fault",
        "organisation",
        "<p>根据中华人民共合国有关法律制定本办法。</p>",
    ),
    (
        "title miswritten",
        "wording-fault",
        "title",
        "<p>县委书计主持会议并讲话。</p>",
    ),
    (
        "link to the editor's disk",
        "outlink-wrong",
        "other",
        "<p><a href=\"file:///C:/Users/a/登记表.doc\">登记表</a></p>",
    ),
    (
        "link into the office network",
        "outlink-wrong",
        "other",
        "<p><a href=\"http://192.168.1.8/oa/\">办公系统</a></p>",
    ),
    (
        "scheme written twice",
        "outlink-wrong",
        "other",
        "<p><a href=\"http://http://www.planted-t.example/\">有关网站</a></p>",
    ),
    (
        "link to a bare address",
        "outlink-wrong",
        "ip",
        "<p><a href=\"http://198.51.100.7/list.html\">有关平台</a></p>",
    ),
    (
        "link without a name",
        "page-inaccessible",
        "empty-link",
        "<p><a href=\"#planted\"></a></p>",
    ),
    (
        "button without a name",
        "page-inaccessible",
        "empty-button",
        "<p><button id=\"planted-button\"></button></p>",
    ),
    (
        "field without a name",
        "page-inaccessible",
        "label",
        "<p><input type=\"text\" name=\"planted-field\"></p>",
    ),
    (
        "frame without a title",
        "page-inaccessible",
        "frame-title",
        "<iframe src=\"about:blank\" name=\"planted-frame\"></iframe>",
    ),
    (
        "picture without a text",
        "page-inaccessible",
        "alt",
        "<p><img src=\"LOGO?planted\"></p>",
    ),
];

const QUIET: [&str; 5] = [
    "<p>申请人：李某，身份证号码：110101********4610，手机号码：138****1234。</p>",
    "<p>统一社会信用代码：91110000100000000A，档案编号：110101199003074610。</p>",
    "<div style=\"display:none\"><a href=\"http://www.gov.cn/\">中国政府网</a>\
     <a href=\"http://www.moe.gov.cn/\">教育部</a>\
     <a href=\"http://www.planted-q.example/\">某大学</a></div>",
    "<p>文中“中华人民共合国”为错别字，应为“中华人民共和国”。</p>",
    "<p><img src=\"LOGO?quiet\" alt=\"\"><a href=\"http://www.gov.cn/\">中国政府网</a></p>",
];

/// A picture of each site.
const LOGOS: [&str; 2] = ["/images/sous.png", "/scedu/xhtml/images/bm.png"];
