use chrono::NaiveDate;
use huabiao_facts::PageKind;

use crate::day::{Form, Found};
use crate::regions::Area;
use crate::view::View;

/// The latest day in a sentence or in numerals (二〇二六年) of a home page, such as news in a
/// moving line. Clocks are left out.
pub(crate) fn newest(view: &View<'_>, kind: PageKind, days: &[Found]) -> Option<NaiveDate> {
    if kind != PageKind::Home {
        return None;
    }
    let told = |found: &&Found| {
        let Ok(at) = u32::try_from(found.start) else {
            return false;
        };
        let skeleton = view.skeleton;
        skeleton.line_at(at).is_some_and(|line| {
            let text = skeleton.slice(line.start, line.end);
            !line.hidden
                && !line.control
                && (line.chars.saturating_sub(line.link_chars) >= SENTENCE
                    // No clock shows such numerals.
                    || found.form == Form::Numerals)
                && view.regions.area(line.node, line.start) == Area::Main
                && !CLOCKS.iter().any(|word| text.contains(word))
                && view
                    .lists
                    .iter()
                    .all(|list| at < list.start || at >= list.end)
        })
    };
    days.iter().filter(told).map(|found| found.date).max()
}

/// Characters of a short sentence with a day in it.
const SENTENCE: u32 = 20;

/// Words beside the day of today.
pub(crate) const CLOCKS: [&str; 4] = ["今天是", "农历", "星期", "现在是"];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::{Input, read};

    fn told(path: &str, body: &str) -> Option<String> {
        let url = format!("http://a.gov.cn{path}").parse().unwrap();
        let html = format!(
            "<title>某县民政局</title><body>{body}<ul>{}</ul>\
             <div class=footer>主办单位：某县民政局 备案日期2024年1月2日起施行的新编号以登记为准</div>",
            "<li><a href=/o/1.html>历年工作要点与总结文件</a><span>2020-05-10</span></li>"
                .repeat(3)
        );
        let page = read(&Input {
            url: &url,
            hosts: &[],
            content_type: Some("text/html; charset=utf-8"),
            status: 200,
            body: html.as_bytes(),
        });
        page.told_newest.map(|day| day.to_string())
    }

    #[test]
    fn sentences_of_a_home_page_tell_days() {
        let line =
            "<marquee>2026年11月24日：我局召开冬季用工形势分析会。11月23日：发布问答。</marquee>";
        assert_eq!(told("/", line).unwrap(), "2026-11-24");
        assert_eq!(told("/a/1.html", line), None);
        let line = "<table><tr><td>价格监测</td><td>二〇二六年十一月二十三日</td></tr></table>";
        assert_eq!(told("/", line).unwrap(), "2026-11-23");
        for line in [
            "",
            "<p>今天是2026年11月24日，欢迎访问某县民政局门户网站，祝您愉快</p>",
            "<p>2026年11月24日</p>",
            "<p style='display:none'>2026年11月24日：我局召开冬季用工形势分析会并部署。</p>",
        ] {
            assert_eq!(told("/", line), None, "{line}");
        }
    }
}
