//! What looks like a fault to a hasty program and is none.

use huabiao::types::Words;

use super::answer::Answer;
use super::draft::{Draft, Manner, Place, Shape};
use super::elsewhere;
use super::faults::SOFT;
use super::names::CITY;
use super::render::{self, escape};

/// One kind of decoy.
pub(super) struct Bait {
    pub(super) kind: &'static str,
    pub(super) what: Words,
    /// Puts it in and says under which address it is found.
    pub(super) put: fn(&mut Draft) -> String,
}

/// The kind of decoy with that name.
pub(super) fn named(kind: &str) -> Option<&'static Bait> {
    ALL.iter().find(|bait| bait.kind == kind)
}

const fn bait(
    kind: &'static str,
    put: fn(&mut Draft) -> String,
    zh: &'static str,
    en: &'static str,
) -> Bait {
    Bait {
        kind,
        what: Words { zh, en },
        put,
    }
}

/// Every kind.
pub(super) const ALL: [Bait; 28] = [
    bait(
        "almost-unreachable",
        home,
        "一周访问失败比例低于5%",
        "fewer than five per cent of the visits failed",
    ),
    bait(
        "broken-tls",
        home,
        "证书无效：只能说未知",
        "a certificate that nobody knows says nothing of the site",
    ),
    bait(
        "calendar",
        calendar,
        "无穷尽的日历翻页",
        "a calendar without end",
    ),
    bait(
        "challenge-page",
        challenge_page,
        "页面要求浏览器执行脚本验证",
        "a page that tests for a browser",
    ),
    bait(
        "commented-out",
        commented_out,
        "注释中的失效链接",
        "a dead link in a comment",
    ),
    bait(
        "cookie-check",
        cookie_check,
        "先写入Cookie再显示页面",
        "pages that want a cookie first",
    ),
    bait(
        "error-word-in-title",
        error_word_in_title,
        "标题含“404”的正常稿件",
        "a document about bus line 404",
    ),
    bait(
        "flapping",
        flapping,
        "首次请求失败、再次请求正常",
        "pages that fail once and then work",
    ),
    bait(
        "footer-year",
        home,
        "页脚版权年份不是发布日期",
        "the year of copyright is no date of publication",
    ),
    bait(
        "forbidden-host",
        forbidden_host,
        "整站拒绝程序访问（403）",
        "a host that turns programs away",
    ),
    bait(
        "forbidden-page",
        forbidden_page,
        "页面拒绝程序访问（403）",
        "a page that turns programs away",
    ),
    bait(
        "framed-list",
        framed_list,
        "栏目列表在内嵌框架中",
        "a column whose list stands in a frame",
    ),
    bait(
        "gambling-news",
        gambling_news,
        "打击网络赌博的正常稿件",
        "news about the fight against gambling",
    ),
    bait(
        "gbk-link",
        gbk_link,
        "GBK编码的查询链接，编码正确才能打开",
        "links with queries in GBK that answer only the right bytes",
    ),
    bait(
        "gzip-bomb",
        gzip_bomb,
        "解压后极大的页面",
        "a page that unpacks without end",
    ),
    bait(
        "login-bounce",
        login_bounce,
        "链接跳转到登录页",
        "a link that asks to sign in",
    ),
    bait(
        "noscript",
        noscript,
        "noscript中的图片",
        "a picture inside noscript",
    ),
    bait(
        "old-topic",
        old_topic,
        "历史专题不要求更新",
        "an old topic need not be updated",
    ),
    bait(
        "other-schemes",
        other_schemes,
        "javascript、mailto、tel链接",
        "links that are no addresses of pages",
    ),
    bait(
        "robots",
        robots,
        "robots.txt禁止访问的目录",
        "a folder that robots.txt excludes",
    ),
    bait(
        "script-host",
        script_host,
        "整站要求浏览器执行脚本验证",
        "a host that tests for a browser",
    ),
    bait(
        "session-ids",
        session_ids,
        "链接带会话标识，实为同一页面",
        "session ids in links to the same page",
    ),
    bait(
        "sign-in-elsewhere",
        sign_in_elsewhere,
        "链接到统一身份认证",
        "a link to the sign-in of another host",
    ),
    bait(
        "silent-host",
        silent_host,
        "整站长时间无响应：只能说未知",
        "a host that does not answer in time",
    ),
    bait(
        "silent-page",
        silent_page,
        "单个页面长时间无响应",
        "a page that does not answer in time",
    ),
    bait(
        "masked-numbers",
        |d| put(d, MASKED),
        "号码已遮蔽；统一社会信用代码不是个人信息",
        "masked numbers, and the credit code of a body",
    ),
    bait(
        "picture-for-show",
        picture_for_show,
        "装饰图片的替代文本为空，符合规范",
        "an empty text alternative marks a picture as decoration",
    ),
    bait(
        "quoted-error",
        |d| put(d, QUOTED),
        "更正说明中引用的错误表述",
        "a wrong word quoted to be corrected",
    ),
];

/// Puts a link on some page of a document.
fn link(draft: &mut Draft, path: &str, text: &str) -> String {
    let place = draft.spot();
    let href = escape(&draft.href(&draft.path(place), path));
    draft.put(
        place,
        &format!("<p>相关链接：<a href=\"{href}\">{text}</a></p>"),
    );
    draft.site.url(path)
}

fn home(draft: &mut Draft) -> String {
    draft.site.url("/")
}

fn host(draft: &mut Draft, manner: Manner) -> String {
    draft.manner = manner;
    draft.site.url("/")
}

fn cookie_check(draft: &mut Draft) -> String {
    host(draft, Manner::Cookie)
}

fn flapping(draft: &mut Draft) -> String {
    host(draft, Manner::Flapping)
}

fn forbidden_host(draft: &mut Draft) -> String {
    host(draft, Manner::Forbidden)
}

fn script_host(draft: &mut Draft) -> String {
    host(draft, Manner::Challenge)
}

fn silent_host(draft: &mut Draft) -> String {
    host(draft, Manner::Silent)
}

fn calendar(draft: &mut Draft) -> String {
    let month = draft.today.format("/rcap.asp?y=%Y&m=%-m").to_string();
    link(draft, &month, "公务活动日程安排")
}

fn challenge_page(draft: &mut Draft) -> String {
    draft.answer("/data/open.html", Answer::page(200, CHALLENGE));
    link(draft, "/data/open.html", "数据开放平台入口页面")
}

fn commented_out(draft: &mut Draft) -> String {
    let place = Place::Home;
    draft.put(
        place,
        "<!-- <a href=\"/zhuanti/2015/index.html\">往年专题</a> <img src=\"/images/2015.jpg\"> -->",
    );
    draft.site.url("/zhuanti/2015/index.html")
}

fn error_word_in_title(draft: &mut Draft) -> String {
    if let Some(entry) = draft.column("tzgg").entries.first_mut() {
        entry.title = format!("关于{CITY}404路公交线路临时调整的公告");
        entry
            .paragraphs
            .push("原站点页面不存在停靠信息的，以现场公示为准。".to_owned());
    }
    draft.url(Place::Entry("tzgg", 0))
}

fn forbidden_page(draft: &mut Draft) -> String {
    draft.answer(
        "/stat/table.jsp",
        Answer::page(403, "<title>403 Forbidden</title><h1>访问被拦截</h1>"),
    );
    link(draft, "/stat/table.jsp", "统计报表查询页面")
}

fn framed_list(draft: &mut Draft) -> String {
    assert!(draft.site.has_frames(), "{} has no frames", draft.site.host);
    draft.column("zcjd").shape = Shape::Framed;
    draft.url(Place::Column("zcjd"))
}

fn gambling_news(draft: &mut Draft) -> String {
    if let Some(entry) = draft.column("xwdt").entries.first_mut() {
        entry.title = format!("{CITY}部署开展打击整治网络赌博专项行动");
        entry
            .paragraphs
            .push("行动重点打击百家乐、老虎机等网络赌博活动，依法查处开设赌场案件。".to_owned());
    }
    draft.url(Place::Entry("xwdt", 0))
}

fn gbk_link(draft: &mut Draft) -> String {
    assert!(
        draft.site.charset.is_gbk(),
        "{} is not in GBK",
        draft.site.host
    );
    // 澄江大道 in GBK; in UTF-8 the host has nothing.
    let asked = "/search.asp?key=%B3%CE%BD%AD%B4%F3%B5%C0";
    let page = render::extra_page(
        draft,
        asked,
        "检索结果",
        "<p>澄江大道改造工程进展情况见工作动态栏目。</p>",
    );
    let body = render::encode(draft.site.charset, &page);
    let kind = render::content_type(draft.site.charset);
    draft.answer(
        asked,
        Answer::Body {
            status: 200,
            kind,
            body,
        },
    );
    link(draft, "/search.asp?key=澄江大道", "检索“澄江大道”有关信息");
    draft.site.url(asked)
}

fn gzip_bomb(draft: &mut Draft) -> String {
    draft.answer("/video/live.html", Answer::Bomb);
    link(draft, "/video/live.html", "会议现场图文实录全文")
}

fn login_bounce(draft: &mut Draft) -> String {
    draft.answer(
        "/user/center",
        Answer::redirect("/login.jsp?back=%2Fuser%2Fcenter"),
    );
    if let Some(page) = elsewhere::Elsewhere::Login.answer() {
        draft.answer("/login.jsp?back=%2Fuser%2Fcenter", page);
    }
    link(draft, "/user/center", "个人中心我的办件")
}

fn noscript(draft: &mut Draft) -> String {
    draft.put(
        Place::Home,
        "<noscript><img src=\"/stat/count.gif\" alt=\"\"></noscript>",
    );
    draft.site.url("/stat/count.gif")
}

fn old_topic(draft: &mut Draft) -> String {
    let unit = draft.site.short().to_owned();
    let entries = ["启动仪式", "集中宣传周", "总结大会"]
        .map(|title| {
            let mut entry =
                super::content::entry(draft, &unit, format!("{unit}主题教育{title}举行"), 900);
            entry.leads = super::draft::Leads::File("pdf");
            entry
        })
        .to_vec();
    let column = super::content::add(
        draft,
        "zt2023",
        "主题教育专题（已归档）",
        "其他",
        Shape::List,
        entries,
    );
    column.in_menu = false;
    let path = draft.path(Place::Column("zt2023"));
    link(draft, &path, "主题教育专题（已归档）")
}

fn other_schemes(draft: &mut Draft) -> String {
    draft.put(
        Place::Home,
        "<p><a href=\"javascript:void(0)\" onclick=\"window.print()\">打印本页</a> \
         <a href=\"mailto:office@chenglan.gov.cn\">电子邮件</a> <a href=\"tel:07008200000\">拨打电话</a> \
         <a href=\"#\">返回顶部</a></p>",
    );
    draft.site.url("/")
}

fn robots(draft: &mut Draft) -> String {
    draft.answer(
        "/robots.txt",
        Answer::Body {
            status: 200,
            kind: "text/plain".to_owned(),
            body: b"User-agent: *\nDisallow: /nbzl/\n".to_vec(),
        },
    );
    link(draft, "/nbzl/2020/index.html", "内部资料目录页面")
}

fn session_ids(draft: &mut Draft) -> String {
    let path = draft.path(Place::Column("tzgg"));
    let with_id = format!("{path};jsessionid=8F3A0C51D2E94B7790AB12CD34EF5678");
    link(draft, &with_id, "更多通知公告信息")
}

fn sign_in_elsewhere(draft: &mut Draft) -> String {
    let url = format!("http://{}/login?service=portal", elsewhere::SIGN_IN);
    draft.put(
        Place::Home,
        &format!("<p><a href=\"{url}\">统一身份认证登录</a></p>"),
    );
    url
}

fn silent_page(draft: &mut Draft) -> String {
    draft.answer("/report/annual.html", Answer::Silent);
    link(draft, "/report/annual.html", "年度报告在线阅读版")
}

/// A page that shows nothing until a script has set a cookie.
pub(super) const CHALLENGE: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title></title></head><body>\
<noscript>请开启JavaScript并刷新该页。</noscript><script>(function(){var k='hb'+(new Date()).getTime();\
document.cookie='__jsl_clearance='+k+';path=/';location.reload();})();</script></body></html>";

/// What a host says that turns programs away.
pub(super) const FORBIDDEN: &str = "<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>403 Forbidden</title></head>\
<body><p>您的访问可能对网站造成威胁，已被云防护拦截。</p></body></html>";

/// What a host says with status 200 where there is nothing.
pub(super) const SOFT_MISSING: &str = SOFT;

/// Puts markup on a page.
fn put(draft: &mut Draft, markup: &str) -> String {
    let place = draft.spot();
    draft.put(place, markup);
    draft.url(place)
}

fn picture_for_show(draft: &mut Draft) -> String {
    let place = draft.spot();
    let src = escape(&draft.href(&draft.path(place), "/images/logo.png"));
    put(draft, &format!("<p><img src=\"{src}\" alt=\"\"></p>"))
}

const MASKED: &str = "<p>姓名：张三</p><p>电话：138****0000</p><p>身份证号：110105********002X</p>\
<p>统一社会信用代码：91350211M000100Y43</p>";

const QUOTED: &str = "<p>更正：前文“国务院办公庭”应为“国务院办公厅”。</p>";
