//! Dates of events, deadlines and terms are no dates of publication.
#![allow(missing_docs)]

use huabiao_facts::{PageKind, Published};
use huabiao_page::{Input, read};
use url::Url;

fn published(content: &str) -> (PageKind, Option<Published>) {
    let body = format!(
        "<html><head><title>在线征集</title></head><body>\
         <div class=trail>当前位置：<a href=/>首页</a> &gt; <a href=/zj/>民意征集</a></div>\
         <h1>关于城市公园名称的意见征集</h1>{content}<p>主办单位：某市人民政府</p></body></html>"
    );
    let url = Url::parse("http://www.example.gov.cn/zj/show.jsp?id=7").expect("an address");
    let page = read(&Input {
        url: &url,
        hosts: &[],
        content_type: Some("text/html; charset=utf-8"),
        status: 200,
        body: body.as_bytes(),
    });
    (page.kind, page.published)
}

#[test]
fn days_of_events_are_no_days_of_publication() {
    for content in [
        "<p>征集时间：2024-01-01 至 2024-02-01</p>",
        "<div><span>活动时间：</span><span>2024-01-01</span><span>至</span><span>2024-02-01</span></div>",
        "<p>报名时间：2024年1月1日9:00—2024年2月1日17:00</p>",
        "<table><tr><td>有效期至</td><td>2024-12-31</td></tr></table>",
        "<p class=time>截止时间：2024-02-01 17:00</p>",
        "<p>施行日期：2024-03-01</p>",
        "<p class=date>2024-01-01 至 2024-02-01</p>",
        "<p>活动时间：<time datetime='2024-01-01'>1月1日</time></p>",
        "<p>本办法自2024年3月1日起施行。</p>",
        "<p>放榜时间：2024-03-01</p>",
    ] {
        let (kind, published) = published(content);
        assert_eq!(published, None, "{kind:?} {content}");
    }
}

#[test]
fn the_day_of_publication_beside_them_stays() {
    for content in [
        "<p>发布时间：2023-12-28</p><p>征集时间：2024-01-01 至 2024-02-01</p>",
        "<p>征集时间：2024-01-01 至 2024-02-01</p><p>发布日期：2023-12-28 10:20</p>",
        "<p>来源：某某局 2023-12-28 浏览：5</p><p>有效期至：2024-12-31</p>",
    ] {
        let (_, published) = published(content);
        let date = published.map(|published| published.date.to_string());
        assert_eq!(date.as_deref(), Some("2023-12-28"), "{content}");
    }
}
