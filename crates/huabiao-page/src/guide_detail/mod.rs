mod columns;
mod short;
mod unknown;
mod unlabelled;

use huabiao_facts::{GuideDetail, GuideElement, GuideSection};

use self::columns::in_columns;
use self::unknown::unknown_labels;
use self::unlabelled::unlabelled;
use crate::guide::{self, Label};
use crate::regions::Area;
use crate::skeleton::{Line, Role};
use crate::view::View;

/// The parts of a service guide: what stands below each label, and what the content
/// gives without one. `from` is where the content begins.
pub(crate) fn read(view: &View<'_>, labels: &[Label], from: u32) -> GuideDetail {
    let end = end(view, from);
    let mut sections = Vec::new();
    for (index, label) in labels.iter().enumerate().take(SECTIONS) {
        let until = labels.get(index + 1).map_or(end, |next| next.start);
        sections.push(section(view, label, until.max(label.end)));
    }
    let lines: Vec<&str> = content(view, from, end)
        .map(|line| view.skeleton.slice(line.start, line.end).trim())
        .collect();
    let mut unlabelled = unlabelled(&view.skeleton.title, &lines);
    unlabelled.extend(in_columns(view, from, end));
    unlabelled.sort_unstable();
    unlabelled.dedup();
    let labelled = |element: &GuideElement| labels.iter().any(|label| label.element == *element);
    unlabelled.retain(|element| !labelled(element));
    // A name that stands in the guide and was not read as a label may be one.
    let named = guide::named(view.skeleton, view.regions, view.terms, from)
        .into_iter()
        .filter(|element| !labelled(element) && !unlabelled.contains(element))
        .count();
    let unknown_labels =
        unknown_labels(view, labels, from, end) + u32::try_from(named).unwrap_or(u32::MAX);
    GuideDetail {
        sections,
        unlabelled,
        unknown_labels,
    }
}

fn section(view: &View<'_>, label: &Label, until: u32) -> GuideSection {
    let skeleton = view.skeleton;
    let mut text = String::new();
    let first = skeleton.slice(
        label.end,
        skeleton.line_at(label.start).map_or(0, |l| l.end),
    );
    let first_end = label.end + u32::try_from(first.len()).unwrap_or(0);
    let beside = skeleton.slice(label.end, first_end.min(until));
    push(&mut text, beside.trim_start_matches(LEAD));
    for line in content(view, label.end, until) {
        push(&mut text, skeleton.slice(line.start, line.end.min(until)));
    }
    // The number of the next label is no part of this section.
    let text = text.trim_end_matches(TRAIL).to_owned();
    let within = || {
        skeleton
            .links
            .iter()
            .zip(view.addresses)
            .filter(|(link, _)| {
                link.start >= label.end && link.start < until && !link.head && !link.hidden
            })
    };
    let links = within()
        .filter(|(link, _)| link.role == Role::Anchor)
        .filter_map(|(_, address)| (*address).map(str::to_owned))
        .take(LINKS)
        .collect();
    let media =
        within().any(|(link, _)| matches!(link.role, Role::Frame | Role::Image | Role::Media));
    GuideSection {
        element: label.element,
        label: skeleton.slice(label.start, label.end).to_owned(),
        text,
        links,
        media,
        line: line_number(view, label.start),
    }
}

/// Lines of the content that begin between two places.
fn content<'a>(view: &'a View<'_>, from: u32, until: u32) -> impl Iterator<Item = &'a Line> {
    let lines = &view.skeleton.lines;
    let first = lines.partition_point(|line| line.start < from);
    lines
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(move |line| line.start < until)
        .filter(|line| {
            !line.hidden && !line.control && view.regions.area(line.node, line.start) == Area::Main
        })
}

/// Where the content of a guide ends: at the foot, or at the links to its neighbours.
fn end(view: &View<'_>, from: u32) -> u32 {
    content(view, from, view.regions.foot)
        .find(|line| {
            let text = view.skeleton.slice(line.start, line.end).trim_start();
            text.chars().count() < 80 && NEIGHBOURS.iter().any(|word| text.starts_with(word))
        })
        .map_or(view.regions.foot, |line| line.start)
}

/// The line of the source of the element that holds a place.
pub(crate) fn line_number(view: &View<'_>, at: u32) -> u32 {
    view.skeleton
        .line_at(at)
        .and_then(|line| view.skeleton.nodes.get(line.node as usize))
        .map_or(1, |node| node.line)
}

fn push(text: &mut String, more: &str) {
    let left = SECTION.saturating_sub(text.chars().count());
    let more = more.trim();
    if left == 0 || more.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.extend(more.chars().take(left));
}

/// What may stand between a label and its text.
const LEAD: [char; 14] = [
    '：', ':', '】', '］', ']', '）', ')', ' ', '　', '\u{a0}', '及', '要', '求', '》',
];

/// What may stand at the end of a section and belongs to the next label.
const TRAIL: &[char] = &[
    ' ', '　', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '、', '（', '(', '【',
    '[', '第', '*', '●', '■', '◆', '•', '·',
];

/// Words with which the links below a guide begin.
const NEIGHBOURS: [&str; 12] = [
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "分享到",
    "扫一扫",
    "相关信息",
    "相关链接",
    "相关新闻",
    "责任编辑",
    "打印本页",
    "关闭窗口",
];

/// Characters kept of one section.
const SECTION: usize = 2_000;

/// Sections kept of one guide.
const SECTIONS: usize = 40;

/// Links kept of one section.
const LINKS: usize = 50;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::{GuideElement, Page, PageKind};

    use super::short::short_labels;
    use super::*;
    use crate::testing;

    fn page(body: &str) -> Page {
        let url = "http://www.example.gov.cn/bszn/t1.html";
        let html = format!(
            "<title>营业执照遗失补办办事指南</title><div>当前位置：<a href=/>首页</a> &gt; \
             <a href=/bszn/>办事指南</a></div><h1>营业执照遗失补办办事指南</h1>{body}<p>打印本页</p><p>{}</p>",
            "本指南由登记机关负责解释，如有变化以现场公布的为准。".repeat(6)
        );
        testing::page(url, &html)
    }

    #[test]
    fn a_section_ends_where_the_next_label_stands() {
        let page = page(
            "<p>一、设定依据</p><p>《登记条例》第三条。<a href=/zcwj/1.html>全文</a></p>\
             <p>二、申请材料：申请表一份</p><p>身份证复印件一份</p><p>三、办理流程</p><p>申请、受理、发照。</p>\
             <p>四、收费标准：不收费</p><p>五、联系电话：0700-8200001</p><p>上一篇：无</p>",
        );
        let detail = page.guide_detail.unwrap();
        let of = |element| detail.of(element).next().unwrap();
        let basis = of(GuideElement::Basis);
        assert_eq!(basis.text, "《登记条例》第三条。 全文");
        assert_eq!(basis.links, ["http://www.example.gov.cn/zcwj/1.html"]);
        assert_eq!(
            of(GuideElement::Materials).text,
            "申请表一份 身份证复印件一份"
        );
        assert_eq!(of(GuideElement::Telephone).text, "0700-8200001");
        assert_eq!(of(GuideElement::Fees).text, "不收费");
    }

    #[test]
    fn cells_beside_each_other_belong_together() {
        let page = page(
            "<table><tr><td>事项名称</td><td>遗失补办</td></tr><tr><td>设定依据</td><td>《登记条例》</td></tr>\
             <tr><td>办理材料</td><td>申请表（原件1份）</td></tr><tr><td>办理地点</td><td>大厅</td></tr>\
             <tr><td>收费标准</td><td>无</td></tr></table>",
        );
        let detail = page.guide_detail.unwrap();
        let texts: Vec<&str> = detail.sections.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "遗失补办",
                "《登记条例》",
                "申请表（原件1份）",
                "大厅",
                "无"
            ]
        );
    }

    #[test]
    fn a_head_row_names_what_stands_below() {
        let table = |values: &str| {
            let heads = "事项|依据|对象及条件|材料|地点|承办科室|收费|时限|电话|流程";
            let row =
                |cells: &str| format!("<tr><td>{}</td></tr>", cells.replace('|', "</td><td>"));
            let labels = "<p>办理依据：《条例》</p><p>申请材料：身份证</p><p>办理流程：申请</p>";
            page(&format!(
                "{labels}<table>{}{}</table>",
                row(heads),
                row(values)
            ))
            .guide
        };
        assert_eq!(
            table("户外广告|《广告法》|企业|申请表|大厅|审批一科|无|3日|8012345|申请"),
            GuideElement::ALL
        );
        let lacks = table("户外广告|《广告法》|企业|申请表|大厅|审批一科||3日||申请");
        for element in [GuideElement::Fees, GuideElement::Telephone] {
            assert!(!lacks.contains(&element), "{element:?}");
        }
        // Cells in no order that could be told speak for the guide.
        assert_eq!(table("户外广告|《广告法》"), GuideElement::ALL);
    }

    #[test]
    fn what_needs_no_label_is_seen() {
        let lines = [
            "1、申请人提交资料后领取凭证。",
            "2、自受理之日起15个工作日内答复。",
            "3、凭证应妥善保管。",
            "地 址：示例路1号",
            "电话：0700-8200001",
        ];
        assert_eq!(
            unlabelled("登记须知", &lines),
            [
                GuideElement::Place,
                GuideElement::Hours,
                GuideElement::Telephone,
                GuideElement::Procedure,
            ]
        );
        assert!(unlabelled("登记须知", &["请按规定办理。"]).is_empty());
    }

    #[test]
    fn labels_on_a_page_of_no_certain_kind_are_kept() {
        for text in [
            "<p>办理依据：《条例》第三条</p><p>申请材料：身份证</p><p>联系电话：0700-8200001</p>",
            "<dl><dt>办理依据</dt><dd>《条例》</dd><dt>申请材料</dt><dd>身份证</dd>\
             <dt>联系电话</dt><dd>0700-8200001</dd></dl>",
            "<pre>办理依据：《条例》\n申请材料：身份证\n联系电话：0700-8200001</pre>",
        ] {
            let page = page(text);
            assert_eq!(page.kind, PageKind::Other, "{text}");
            for element in [
                GuideElement::Basis,
                GuideElement::Materials,
                GuideElement::Telephone,
            ] {
                assert!(page.guide.contains(&element), "{element:?} {text}");
            }
        }
        let page = page("<p>申请材料：身份证</p><p>联系电话：0700-8200001</p>");
        assert!(page.guide.is_empty());
    }

    #[test]
    fn short_labels_count_where_something_stands_beside_them() {
        let page = page(
            "<table><tr><th>事项名称</th><td>遗失补办</td></tr><tr><th>申请材料</th><td>申请表</td></tr>\
             <tr><th>受理条件</th><td>已登记</td></tr><tr><th>依据</th><td>《条例》第三条</td></tr>\
             <tr><th>主办部门</th><td>某县联合会</td></tr><tr><th>地点</th><td>政务大厅</td></tr>\
             <tr><th>流程</th><td>申请—审查—发照</td></tr><tr><th>电话</th><td>0700-8200001</td></tr>\
             <tr><th>收费标准</th><td>无</td></tr><tr><th>法定期限</th><td>5日</td></tr></table>",
        );
        assert_eq!(page.guide, GuideElement::ALL);
        assert_eq!(
            short_labels("4. 流程：", Some("申请")),
            [GuideElement::Procedure]
        );
        assert_eq!(
            short_labels("办公时间、地址", Some("政务大厅 9:00")),
            [GuideElement::Place]
        );
        assert_eq!(
            short_labels("材料", Some("证明材料")),
            [GuideElement::Materials]
        );
        for (line, next) in [
            ("更新时间：2026-01-02", None),
            ("时限", Some("费用")),
            ("电话", None),
            ("地址", Some(" ")),
            ("申请人应当符合下列条件", Some("年满十八周岁")),
        ] {
            assert!(short_labels(line, next).is_empty(), "{line}");
        }
    }

    #[test]
    fn labels_without_a_colon_in_elements_of_their_own() {
        for (before, between, after) in [
            ("<p><span>", "</span><span>", "</span></p>"),
            ("<li><span class=t>", "</span><em>", "</em></li>"),
            ("<div><label>", "</label><span>", "</span></div>"),
            ("<div><b>", "</b> ", "</div>"),
            ("<p>", "\u{3000}", "</p>"),
        ] {
            let body: String = GuideElement::ALL
                .iter()
                .map(|element| {
                    let text = "按照《登记条例》第三条规定的情形确定的内容";
                    format!("{before}{}{between}{text}{after}", element.official())
                })
                .collect();
            let page = page(&body);
            let sections = page.guide_detail.unwrap().sections;
            let stated: Vec<GuideElement> = sections.iter().map(|s| s.element).collect();
            assert_eq!(stated, GuideElement::ALL, "{before}");
            assert!(
                sections
                    .iter()
                    .all(|s| s.text == "按照《登记条例》第三条规定的情形确定的内容"),
                "{sections:?}"
            );
        }
    }

    #[test]
    fn a_name_that_stands_in_the_guide_may_be_its_label() {
        let stated = "<p>事项名称：补办</p><p>设定依据：《条例》</p><p>申请条件：已登记</p>";
        let unknown = |rest: &str| {
            let page = page(&format!("{stated}{rest}"));
            let stated = page.guide.contains(&GuideElement::Materials);
            page.guide_detail.unwrap().unknown_labels + u32::from(stated)
        };
        assert_eq!(unknown(""), 0);
        for rest in [
            "<p><button>办理材料</button></p>",
            "<div style='display:none'><p>办理材料：申请表</p></div>",
            "<p>（详见大厅公告）办理材料以现场公布的为准并由窗口负责解释</p>",
        ] {
            assert_eq!(unknown(rest), 1, "{rest}");
        }
        assert_eq!(unknown("<p>请备齐办理材料后到现场提交</p>"), 0);
    }

    #[test]
    fn labels_in_words_of_their_own() {
        let row = |label: &str, text: &str| format!("<tr><th>{label}</th><td>{text}</td></tr>");
        let rows: String = [
            ("事项名称", "营业执照遗失补办"),
            ("政策法规", "《登记条例》第三条"),
            ("服务对象", "企业法人"),
            ("申报资料", "申请表一份"),
            ("承办单位", "登记科"),
            ("收费标准", "不收费"),
            ("办理时间", "工作日"),
            ("办事类型", "即办件"),
        ]
        .map(|(label, text)| row(label, text))
        .concat();
        let page = page(&format!("<table>{rows}</table>"));
        let detail = page.guide_detail.unwrap();
        // 政策法规; 服务对象 and 申报资料 are known, 办事类型 is no element.
        assert_eq!(detail.unknown_labels, 1, "{detail:#?}");
        // 承办单位 begins no foot.
        assert!(
            page.guide.contains(&GuideElement::Hours),
            "{:?}",
            page.guide
        );
        assert!(
            page.guide.contains(&GuideElement::Office),
            "{:?}",
            page.guide
        );
    }
}
