//! Dead links and assets.

use super::{Fault, expected, fault};
use crate::demo::answer::Answer;
use crate::demo::draft::{Draft, Manner, Place};
use crate::demo::elsewhere;
use crate::demo::planted::Expected;
use crate::demo::render::escape;

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "case-path",
        case_path,
        "链接路径大小写与实际文件不符",
        "a path in the wrong case",
    ),
    fault(
        "chinese-path",
        chinese_path,
        "中文路径的链接失效",
        "a dead link with a Chinese path",
    ),
    fault(
        "dead-attachment",
        dead_attachment,
        "附件无法下载",
        "a dead attachment",
    ),
    fault(
        "dead-background",
        dead_background,
        "页面背景图片失效",
        "a dead background picture",
    ),
    fault("dead-frame", dead_frame, "内嵌框架页失效", "a dead frame"),
    fault("dead-image", dead_image, "图片无法显示", "a dead picture"),
    fault("dead-script", dead_script, "脚本文件失效", "a dead script"),
    fault(
        "dead-style",
        dead_style,
        "样式文件失效",
        "a dead style sheet",
    ),
    fault(
        "error-500",
        error_500,
        "链接返回服务器错误",
        "a link that ends in a server error",
    ),
    fault(
        "external-404",
        external_404,
        "文章中的站外链接失效",
        "a dead external link in a document",
    ),
    fault(
        "external-404-home",
        external_404_home,
        "首页站外链接失效",
        "a dead external link on the home page",
    ),
    fault(
        "external-refused",
        external_refused,
        "站外链接的服务器已停用",
        "an external link to a host that is switched off",
    ),
    fault(
        "external-soft",
        external_soft,
        "站外链接指向“页面不存在”提示",
        "an external link to an error page with status 200",
    ),
    fault(
        "gbk-query",
        gbk_query,
        "GBK编码查询参数的链接失效",
        "a dead link with a query in GBK",
    ),
    fault(
        "gone-410",
        gone_410,
        "链接内容已删除（410）",
        "a link to something that is gone (410)",
    ),
    fault(
        "home-404",
        home_404,
        "首页站内链接失效",
        "a dead link on the home page",
    ),
    fault(
        "meta-refresh",
        meta_refresh,
        "链接页面自动跳转到不存在的页面",
        "a meta refresh to a dead page",
    ),
    fault(
        "real-404",
        real_404,
        "文章中的站内链接失效",
        "a dead link in a document",
    ),
    fault(
        "redirect-loop",
        redirect_loop,
        "链接循环跳转",
        "a redirect loop",
    ),
    fault(
        "script-redirect",
        script_redirect,
        "链接页面由脚本跳转到错误页",
        "a script redirect to an error page",
    ),
    fault(
        "soft-404",
        soft_404,
        "链接打开为“页面不存在”提示（状态码200）",
        "an error page with status 200",
    ),
    fault(
        "soft-404-host",
        soft_404_host,
        "网站对任何不存在的地址都返回200",
        "a host that answers 200 for everything that is missing",
    ),
];

/// An error page as sites serve it with status 200.
pub(in crate::demo) const SOFT: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>页面不存在</title></head>\
<body><div><h1>404</h1><p>抱歉，您访问的页面不存在或已被删除！</p><p><a href=\"/\">返回首页</a></p></div></body></html>";

/// Links from a place to a path and owes a dead link.
fn dead(draft: &mut Draft, place: Place, path: &str, text: &str) -> Vec<Expected> {
    let from = draft.path(place);
    let href = escape(&draft.href(&from, path));
    draft.put(
        place,
        &format!("<p>相关链接：<a href=\"{href}\">{text}</a></p>"),
    );
    vec![owed(draft, "link-dead", place, &draft.site.url(path))]
}

fn owed(draft: &Draft, rule: &'static str, place: Place, target: &str) -> Expected {
    let group = if place == Place::Home {
        "home"
    } else {
        "other"
    };
    let target = url::Url::parse(target).map_or_else(|_| target.to_owned(), String::from);
    Expected {
        target: Some(target),
        ..expected(rule, draft.url(place), group)
    }
}

fn real_404(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    dead(draft, place, "/zwgk/2018/zxgh/index.html", "专项规划全文")
}

fn home_404(draft: &mut Draft) -> Vec<Expected> {
    dead(
        draft,
        Place::Home,
        "/zhuanti/zuofengjianshe/index.html",
        "作风建设专题",
    )
}

fn gone_410(draft: &mut Draft) -> Vec<Expected> {
    draft.answer(
        "/archive/2017/0412.html",
        Answer::page(410, "<title>Gone</title><h1>410 Gone</h1>"),
    );
    let place = draft.spot();
    dead(draft, place, "/archive/2017/0412.html", "往期工作简报")
}

fn error_500(draft: &mut Draft) -> Vec<Expected> {
    let error = "<html lang=\"zh-CN\"><head><title>运行时错误</title></head><body><h1>“/”应用程序中的服务器错误。</h1></body></html>";
    draft.answer("/query/result.aspx?type=3", Answer::page(500, error));
    let place = draft.spot();
    dead(draft, place, "/query/result.aspx?type=3", "查询结果明细")
}

fn soft_404(draft: &mut Draft) -> Vec<Expected> {
    draft.answer("/content/2019/12/old.html", Answer::page(200, SOFT));
    let place = draft.spot();
    dead(draft, place, "/content/2019/12/old.html", "原文链接地址")
}

fn soft_404_host(draft: &mut Draft) -> Vec<Expected> {
    draft.manner = Manner::SoftMissing;
    let place = draft.spot();
    dead(draft, place, "/fujian/2020/detail_88.html", "附表明细内容")
}

fn script_redirect(draft: &mut Draft) -> Vec<Expected> {
    let page = "<html lang=\"zh-CN\"><head><script type=\"text/javascript\">window.location.href=\"/error/404.html\";</script></head><body></body></html>";
    draft.answer("/jump/old_notice.html", Answer::page(200, page));
    let place = draft.spot();
    dead(draft, place, "/jump/old_notice.html", "原公告全文")
}

fn meta_refresh(draft: &mut Draft) -> Vec<Expected> {
    let page = "<html lang=\"zh-CN\"><head><meta http-equiv=\"refresh\" content=\"0;url=/new/system/index.html\"></head><body></body></html>";
    draft.answer("/system/", Answer::page(200, page));
    let place = draft.spot();
    dead(draft, place, "/system/", "业务系统入口页面")
}

fn redirect_loop(draft: &mut Draft) -> Vec<Expected> {
    draft.answer("/login/check", Answer::redirect("/login/back"));
    draft.answer("/login/back", Answer::redirect("/login/check"));
    let place = draft.spot();
    dead(draft, place, "/login/check", "业务办理情况公示页面")
}

fn chinese_path(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    dead(draft, place, "/附件/年度工作要点.html", "年度工作要点")
}

fn case_path(draft: &mut Draft) -> Vec<Expected> {
    let page = "<html lang=\"zh-CN\"><head><title>普法宣传专题</title></head><body><p>普法宣传专题内容。</p></body></html>";
    draft.answer("/zt/pufa/index.html", Answer::page(200, page));
    let place = draft.spot();
    dead(draft, place, "/ZT/PuFa/Index.html", "普法宣传专题")
}

fn gbk_query(draft: &mut Draft) -> Vec<Expected> {
    assert!(
        draft.site.charset.is_gbk(),
        "{} is not in GBK",
        draft.site.host
    );
    let place = draft.spot();
    let mut owed = dead(draft, place, "/search.asp?dept=综合科", "综合科公开信息");
    if let Some(owed) = owed.first_mut() {
        owed.target = Some(draft.site.url("/search.asp?dept=%D7%DB%BA%CF%BF%C6"));
    }
    owed
}

fn dead_attachment(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    dead(
        draft,
        place,
        "/upload/2024/fujian1.docx",
        "附件：申报表.docx",
    )
}

/// Puts markup with an address in it on a page and owes a dead asset.
fn asset(draft: &mut Draft, path: &str, markup: &str) -> Vec<Expected> {
    let place = draft.spot();
    let from = draft.path(place);
    let href = escape(&draft.href(&from, path));
    draft.put(place, &markup.replace("{}", &href));
    vec![owed(draft, "asset-dead", place, &draft.site.url(path))]
}

fn dead_image(draft: &mut Draft) -> Vec<Expected> {
    asset(
        draft,
        "/upload/images/2023/p001.jpg",
        "<p align=\"center\"><img src=\"{}\" width=\"600\" alt=\"活动现场\"></p>",
    )
}

fn dead_background(draft: &mut Draft) -> Vec<Expected> {
    asset(
        draft,
        "/images/old/bg_01.gif",
        "<table background=\"{}\"><tr><td>温馨提示：以上内容以正式文件为准。</td></tr></table>",
    )
}

fn dead_style(draft: &mut Draft) -> Vec<Expected> {
    asset(
        draft,
        "/css/print_v2.css",
        "<link rel=\"stylesheet\" type=\"text/css\" href=\"{}\">",
    )
}

fn dead_script(draft: &mut Draft) -> Vec<Expected> {
    asset(
        draft,
        "/js/share/bdshare.js",
        "<script type=\"text/javascript\" src=\"{}\"></script>",
    )
}

fn dead_frame(draft: &mut Draft) -> Vec<Expected> {
    asset(
        draft,
        "/frame/hits.html",
        "<iframe src=\"{}\" width=\"1\" height=\"1\" title=\"统计\"></iframe>",
    )
}

/// Links to another host and owes a dead external link.
fn external(draft: &mut Draft, place: Place, url: &str, text: &str) -> Vec<Expected> {
    draft.put(
        place,
        &format!(
            "<p>友情链接：<a href=\"{}\" target=\"_blank\">{text}</a></p>",
            escape(url)
        ),
    );
    vec![owed(draft, "external-link-dead", place, url)]
}

fn external_404(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    external(
        draft,
        place,
        &format!("http://{}/2021/news.html", elsewhere::GONE),
        "博览会网站报道",
    )
}

fn external_404_home(draft: &mut Draft) -> Vec<Expected> {
    external(
        draft,
        Place::Home,
        &format!("http://{}/", elsewhere::GONE),
        "澄岚博览会",
    )
}

fn external_refused(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    external(
        draft,
        place,
        &format!("http://{}/index.html", elsewhere::REFUSED),
        "港务集团网站",
    )
}

fn external_soft(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    external(
        draft,
        place,
        &format!("http://{}/a/1.html", elsewhere::SOFT_GONE),
        "澄岚日报报道全文",
    )
}
