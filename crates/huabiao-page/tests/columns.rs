//! Columns that are blank, filled by scripts, or written in less usual elements.
#![allow(missing_docs)]

use huabiao_facts::{ColumnKind, Page, PageKind};
use huabiao_page::{Input, read};
use url::Url;

fn page_at(address: &str, body: &str) -> Page {
    let url = Url::parse(address).expect("an address");
    read(&Input {
        url: &url,
        hosts: &[],
        content_type: Some("text/html; charset=utf-8"),
        status: 200,
        body: body.as_bytes(),
    })
}

fn page(content: &str, foot: &str) -> Page {
    let body = format!(
        "<html><head><title>招考招聘-某市教育局</title></head><body>\
         <div class=trail>当前位置：<a href=/>首页</a> &gt; <a href=/zk/>招考招聘</a></div>\
         <div class=content>{content}</div>\
         <div class=footer>主办单位：某市教育局 版权所有 {foot}</div></body></html>"
    );
    page_at("http://www.example.gov.cn/zk/", &body)
}

#[test]
fn a_column_that_says_it_has_nothing_is_blank() {
    for notice in [
        "内容更新中，敬请期待",
        "栏目建设中",
        "暂无招聘信息",
        "暂无相关信息",
        "暂无招考公告。",
    ] {
        for content in [
            format!("<p>{notice}</p>"),
            format!("<ul class=list><li>{notice}</li></ul>"),
            format!("<h2>招考招聘</h2><div class=list>{notice}</div>"),
        ] {
            let page = page(&content, "");
            assert_eq!(page.kind, PageKind::Column, "{content}");
            let column = page.column.expect("a column");
            assert_eq!(column.blank, Some(true), "{content}: {}", column.why);
            assert!(column.why.starts_with("says-empty: "), "{}", column.why);
        }
    }
}

#[test]
fn what_has_anything_is_not_blank() {
    for content in [
        "<p>我局在校园建设中取得新成绩，三所学校完成改造。</p>",
        "<p>暂无招聘信息</p><ul><li><a href=1.html>某市教育局招聘教师公告</a> 2024-01-02</li></ul>",
        "<p>暂无招聘信息</p><p>报名请到某市教育局人事科现场办理，带好身份证和学历证书。</p>",
        "<p>暂无招聘信息</p><p><img src=1.jpg width=600 height=400></p>",
        "<p>暂无评论</p>",
        "<p>数据加载中</p>",
    ] {
        let page = page(content, "");
        let blank = page.column.and_then(|column| column.blank);
        assert_ne!(blank, Some(true), "{content}");
    }
}

#[test]
fn a_list_that_a_script_fills_is_a_column_nobody_saw() {
    for content in [
        "<div id=list></div><script>$.get('/api/list?c=3',function(d){$('#list').html(d)})</script>",
        "<ul id=app><li v-for='i in items'><a :href='i.url'>{{i.title}}</a><span>{{i.date}}</span></li></ul>\
         <script>new Vue({el:'#app'})</script>",
        "<p>暂无招聘信息</p><div id=list></div>\
         <script>fetch('/api').then(r=>r.json()).then(d=>{list.innerHTML=d.html})</script>",
    ] {
        let page = page(content, "");
        assert_eq!(page.kind, PageKind::Column, "{content}");
        let column = page.column.expect("a column");
        assert!(column.filled_by_script, "{content}");
        assert_eq!(column.blank, None, "{content}");
        assert!(column.items.is_empty(), "{:?}", column.items);
    }
}

#[test]
fn a_description_list_is_a_list() {
    for content in [
        "<dl><dt><a href=1.html>某市教育局招聘教师公告</a></dt><dd>2024-01-02</dd>\
         <dt><a href=2.html>某市教育局招聘成绩公示</a></dt><dd>2024-03-04</dd>\
         <dt><a href=3.html>某市教育局体检安排通知</a></dt><dd>2024-02-03</dd></dl>",
        "<dl><dt>2024-01-02</dt><dd><a href=1.html>某市教育局招聘教师公告</a></dd>\
         <dt>2024-03-04</dt><dd><a href=2.html>某市教育局招聘成绩公示</a></dd>\
         <dt>2024-02-03</dt><dd><a href=3.html>某市教育局体检安排通知</a></dd></dl>",
    ] {
        let column = page(content, "").column.expect("a column");
        let dates: Vec<String> = column
            .items
            .iter()
            .map(|item| format!("{} {:?}", item.title, item.date.map(|d| d.to_string())))
            .collect();
        assert_eq!(
            dates,
            [
                "某市教育局招聘教师公告 Some(\"2024-01-02\")",
                "某市教育局招聘成绩公示 Some(\"2024-03-04\")",
                "某市教育局体检安排通知 Some(\"2024-02-03\")",
            ],
            "{content}"
        );
        assert_eq!(
            column.newest.map(|d| d.to_string()).as_deref(),
            Some("2024-03-04")
        );
    }
}

#[test]
fn every_form_of_an_identification_code_is_read() {
    for code in [
        "3301000001",
        "12BM010001",
        "65BM060002",
        "BT01000008",
        "bm29030010",
    ] {
        for foot in [
            format!("网站标识码：{code}"),
            format!("<span>网站标识码:</span><span>{code}</span>"),
            format!("政府网站标识码 {code} | 网站地图"),
        ] {
            let marks = page("<p>正文</p>", &foot).marks;
            assert_eq!(marks.site_code.as_deref(), Some(code), "{foot}");
        }
    }
}

#[test]
fn names_of_what_is_closed_have_no_duty() {
    let kind = |name: &str| {
        let body = format!(
            "<title>{name}-某市教育局</title><div class=trail>当前位置：<a href=/>首页</a> &gt; \
             <a href=/lm/>{name}</a></div><ul class=list>\
             <li><a href=1.html>某市教育局召开工作会议</a><span>2021-03-04</span></li>\
             <li><a href=2.html>某市教育局开展安全检查</a><span>2021-03-02</span></li>\
             <li><a href=3.html>某市教育局举办培训讲座</a><span>2021-02-01</span></li></ul>"
        );
        let page = page_at("http://www.example.gov.cn/lm/", &body);
        page.column.expect("a column").kind
    };
    for name in [
        "往届动态",
        "历史公告",
        "原卫计委工作动态（归档）",
        "春节活动",
        "历史公报",
        "法规库",
    ] {
        assert_eq!(kind(name), ColumnKind::Archive, "{name}");
    }
    assert_eq!(kind("工作动态"), ColumnKind::News);
    // Past interviews and surveys stay what they are: somebody counts them.
    assert_eq!(kind("往期访谈"), ColumnKind::Interview);
}

/// A system that calls every column 工作动态 does not make news of a list of telephones.
#[test]
fn the_type_of_a_system_makes_no_news_of_another_name() {
    let kind = |name: &str, of: &str| {
        let items: String = (1..=5)
            .map(|n| {
                format!(
                    "<li><a href={n}.html>市教育局{name}第{n}期</a><span>2025-05-0{n}</span></li>"
                )
            })
            .collect();
        let body = format!(
            "<title>{name}-某市教育局</title><meta name=ColumnName content={name}>\
             <meta name=ColumnType content={of}>\
             <div class=trail>当前位置：<a href=/>首页</a> &gt; <a href=/lm/>{name}</a></div><ul>{items}</ul>"
        );
        let page = page_at("http://www.example.gov.cn/lm/", &body);
        page.column.expect("a column").kind
    };
    for name in ["部门电话", "权责清单", "政府工作报告", "行政处罚"] {
        assert_eq!(kind(name, "工作动态"), ColumnKind::Other, "{name}");
    }
    assert_eq!(kind("工作动态", "工作动态"), ColumnKind::News);
    assert_eq!(kind("权责清单", "政策文件"), ColumnKind::Policy);
}

const OLD: &str = "<ul><li><a href=1.html>某市教育局招聘教师公告</a><span>2020-01-02</span></li>\
    <li><a href=2.html>某市教育局招聘成绩公示</a><span>2020-01-03</span></li>\
    <li><a href=3.html>某市教育局体检安排通知</a><span>2020-01-04</span></li></ul>";

#[test]
fn the_other_tabs_of_a_column_count() {
    let new = OLD.replace("2020", "2026");
    let tabs = format!("<div>{OLD}</div><div style='display:none'>{new}</div>");
    let column = page(&tabs, "").column.expect("a column");
    assert_eq!(column.items.len(), 3);
    assert_eq!(
        column.newest.map(|day| day.to_string()).as_deref(),
        Some("2026-01-04")
    );
    // A hidden word of the template is no entry.
    let note = format!(
        "{OLD}<div><div><div><p style='display:none'>模板 2026-01-04</p></div></div></div>"
    );
    let column = page(&note, "").column.expect("a column");
    assert_eq!(
        column.newest.map(|day| day.to_string()).as_deref(),
        Some("2020-01-04")
    );
}

#[test]
fn what_a_script_or_a_choice_of_years_holds_is_no_part_of_the_list() {
    let data = "[{title:'某市教育局招聘会',url:'/n/5.html',date:'2026-11-15'}]";
    for (rest, unseen) in [
        (format!("<script>var d={data};render('s',d)</script>"), true),
        (
            "<script>$('.news').prepend(fresh[0].html)</script>".to_owned(),
            true,
        ),
        (
            "<select onchange=go(this)><option>2026<option selected>2020</select>".to_owned(),
            true,
        ),
        (
            format!(
                "<script>var d={};render('s',d)</script>",
                data.replace("2026", "2019")
            ),
            false,
        ),
        (
            "<script>if(new Date()>new Date('2026-04-04'))gray()</script>".to_owned(),
            false,
        ),
        (
            "<select onchange=go(this)><option>2020<option>2019</select>".to_owned(),
            false,
        ),
        (
            "<form action=/s><select name=y><option>2026<option>2025</select></form>".to_owned(),
            false,
        ),
    ] {
        let column = page(&format!("{OLD}{rest}"), "").column.expect("a column");
        assert_eq!(column.items.len(), 3, "{rest}");
        assert_eq!(column.filled_by_script, unseen, "{rest}");
    }
}

#[test]
fn a_column_that_says_it_is_closed_is_kept_for_the_record() {
    for (notice, kind) in [
        (
            "<p>说明：本栏目自2020年6月起并入<a href=/b/>人事信息</a>，不再更新。</p>",
            ColumnKind::Archive,
        ),
        ("<p>该栏目已停止更新</p>", ColumnKind::Archive),
        ("<p>某厂停止更新设备。</p>", ColumnKind::Personnel),
        (
            "<p><a href=/b/4.html>关于本栏目停止更新的公告</a></p>",
            ColumnKind::Personnel,
        ),
    ] {
        let column = page(&format!("{OLD}{notice}"), "")
            .column
            .expect("a column");
        assert_eq!(column.kind, kind, "{notice}");
    }
}

#[test]
fn a_column_of_a_topic_is_kept_for_the_record() {
    for (above, kind) in [
        ("专题专栏", ColumnKind::Archive),
        ("政府信息公开专栏", ColumnKind::Personnel),
    ] {
        let body = format!(
            "<html><head><title>招考招聘-某市教育局</title></head><body><div class=trail>\
             当前位置：<a href=/>首页</a> &gt; <a href=/z/>{above}</a> &gt; <a href=/z/k/>招考招聘</a></div>\
             <div class=content>{OLD}</div><div class=footer>主办单位：某市教育局</div></body></html>"
        );
        let url = Url::parse("http://www.example.gov.cn/z/k/").expect("an address");
        let column = read(&Input {
            url: &url,
            hosts: &[],
            content_type: Some("text/html; charset=utf-8"),
            status: 200,
            body: body.as_bytes(),
        })
        .column
        .expect("a column");
        assert_eq!(column.kind, kind, "{above}");
    }
}

#[test]
fn a_list_beside_the_content_is_not_the_column() {
    let side = format!("<div class=side><h3>推荐阅读</h3>{OLD}</div>");
    for (content, unseen) in [
        (
            format!("{side}<div class=main><iframe src=/l.html></iframe></div>"),
            true,
        ),
        (
            format!(
                "<div class=main><div id=newslist></div></div>{side}<script src=/l.js></script>"
            ),
            true,
        ),
        (
            format!("<h3>今日</h3><div class=main>{OLD}</div>{side}"),
            false,
        ),
    ] {
        let body =
            format!("<title>工作动态</title>{content}<div class=footer>主办单位：某市教育局</div>");
        let url = Url::parse("http://www.example.gov.cn/gzdt/").expect("an address");
        let column = read(&Input {
            url: &url,
            hosts: &[],
            content_type: Some("text/html; charset=utf-8"),
            status: 200,
            body: body.as_bytes(),
        })
        .column
        .expect("a column");
        if unseen {
            assert_eq!(column.name, "工作动态", "{content}");
            assert_eq!(column.kind, ColumnKind::News, "{content}");
        }
        assert_eq!(column.filled_by_script, unseen, "{content}");
    }
}
