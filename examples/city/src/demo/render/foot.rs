//! The foot of every page, with the marks.

use super::escape;
use crate::demo::draft::Draft;
use crate::demo::names::SIGN;
use crate::demo::prose;

/// The lines of the foot on the page `from`.
pub(super) fn lines(draft: &Draft, from: &str) -> Vec<String> {
    let site = &draft.site;
    let marks = &draft.marks;
    let mut lines = Vec::new();
    let mut about = Vec::new();
    if marks.sponsor {
        about.push(format!("主办单位：{}", escape(&site.unit_name)));
    }
    if marks.contact {
        about.push(format!("联系电话：0700-8{:06}", 200_000 + site.index * 137));
    }
    if let Some(map) = draft.columns.iter().find(|column| column.slug == "wzdt") {
        let href = draft.href(from, &draft.column_path(map));
        about.push(format!("<a href=\"{}\">网站地图</a>", escape(&href)));
    }
    lines.push(about.join(" &nbsp; "));
    let mut filings = Vec::new();
    if let Some(code) = &marks.code {
        filings.push(format!("网站标识码：{}", escape(code)));
    }
    if marks.icp {
        filings.push(format!(
            "<a href=\"http://beian.miit.gov.cn/\" target=\"_blank\">{}-1</a>",
            site.icp()
        ));
    }
    if marks.police {
        let number = site.police();
        filings.push(format!(
            "<a href=\"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={number}\">\
             <img src=\"{}\" alt=\"\">{SIGN}公网安备 {number}号</a>",
            escape(&draft.href(from, "/images/beian.png"))
        ));
    }
    lines.push(filings.join(" &nbsp; "));
    let mut pictures = Vec::new();
    if marks.party {
        pictures.push(format!(
            "<a href=\"http://bszs.conac.cn/sitename?method=show&amp;id={:016X}\">\
             <img src=\"{}\" alt=\"党政机关\" width=\"60\" height=\"70\"></a>",
            prose::mix(site.index as u64),
            escape(&draft.href(from, "/images/dzjg.png"))
        ));
    }
    if marks.fault_report {
        pictures.push(format!(
            "<a href=\"http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={}\">\
             <img src=\"{}\" alt=\"我为政府网站找错\" width=\"120\" height=\"60\"></a>",
            site.code,
            escape(&draft.href(from, "/images/jiucuo.png"))
        ));
    }
    lines.push(pictures.join(" "));
    // A year that is no date of publication.
    lines.push(format!(
        "版权所有 &copy; 2019 {} 建议使用1366×768及以上分辨率浏览",
        escape(&site.name)
    ));
    lines
}

/// The menu: the home page and the columns that it names, each with its address.
pub(super) fn menu(draft: &Draft, from: &str) -> Vec<(String, String)> {
    let mut menu = vec![("首页".to_owned(), draft.href(from, "/"))];
    for column in draft.columns.iter().filter(|column| column.in_menu) {
        menu.push((
            column.name.clone(),
            draft.href(from, &draft.column_path(column)),
        ));
    }
    menu
}
