use huabiao_facts::Text;

use crate::gone::{ends_well, is_document, says_gone, says_leaving, serves};
use crate::regions::Regions;
use crate::sink::Pass;
use crate::skeleton::Skeleton;

/// The words for which a page looks like an error page although its status does not
/// say so.
///
/// The title must say so, or the page must say nothing else: an article about
/// error pages is none. `dated` says that the page shows its own day of publication.
pub(crate) fn soft_error(
    skeleton: &Skeleton,
    regions: &Regions,
    addresses: &[Option<&str>],
    content: &Text,
    headline: &str,
    dated: bool,
) -> Option<String> {
    let chars = content.chars;
    let title = skeleton.title.trim();
    let short = chars <= 600;
    for (text, limit) in [(title, 40), (headline.trim(), 40)] {
        let length = text.chars().count();
        if length == 0 || length > limit {
            continue;
        }
        let bare = text.bytes().all(|byte| byte.is_ascii_digit());
        if (short || bare && chars <= EXPLAINED)
            && let Some(word) = says_error(text)
            && !is_about(text, word)
        {
            return Some((*word).to_owned());
        }
    }
    if chars <= 200
        && let Some(message) = sent_back(&skeleton.code)
    {
        return Some(message);
    }
    // An article of a few words: it has a headline that is no notice, and a day.
    if chars > 400 || dated && !headline.trim().is_empty() {
        return None;
    }
    let named = [headline, title].map(|text| text.split(['-', '_', '|', '—']).next());
    if named
        .into_iter()
        .flatten()
        .any(|name| is_document(name.trim()))
    {
        return None;
    }
    let mut said = None;
    for line in skeleton.lines.iter().take(40) {
        if line.hidden || line.chars > 80 || line.link_chars * 2 > line.chars {
            continue;
        }
        let text = skeleton.slice(line.start, line.end);
        if let Some(word) = says_gone(text)
            && !is_quoted(text, word)
            && !LETTERS.iter().any(|letter| text.contains(letter))
        {
            said = Some(word);
            break;
        }
    }
    // The notice is all there is.
    said.filter(|_| {
        content.main_chars <= 200
            && !says_leaving(skeleton)
            && !serves(skeleton, regions, addresses)
    })
    .map(str::to_owned)
}

/// The words of a script that says at once that there is nothing, and goes back:
/// `alert("该文章不存在！");history.back()`.
fn sent_back(code: &str) -> Option<String> {
    let at = code.find("alert(")?;
    let (before, rest) = (code.get(..at)?, code.get(at + "alert(".len()..)?);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (message, after) = rest.get(1..)?.split_once(quote)?;
    let after = after.trim_start_matches([')', ';', ' ', '\r', '\n', '\t']);
    let after = after.strip_prefix("window.").unwrap_or(after);
    // Neither in a function nor behind a condition.
    let at_once = !before.contains(['{', '?', '&'])
        && !before.contains("if")
        && BACK.iter().any(|word| after.starts_with(word));
    let gone = message.chars().count() <= 40 && GONE.iter().any(|word| message.contains(word));
    (at_once && gone).then(|| message.to_owned())
}

fn says_error(text: &str) -> Option<&'static str> {
    if let Some(word) = TITLES.iter().find(|word| {
        let rest = text.split_once(**word).map(|(_, rest)| rest);
        contains(text, word) && (!word.ends_with("存在") || rest.is_none_or(ends_well))
    }) {
        return Some(word);
    }
    // A bare status, or one at the beginning.
    for code in ["400", "403", "404", "410", "500", "502", "503", "504"] {
        let rest = match text.strip_prefix(code) {
            Some(rest) => rest,
            None => continue,
        };
        let rest = rest.trim_start_matches([' ', '-', '_', ':', '|', '—']);
        let lower = rest.to_ascii_lowercase();
        if rest.is_empty()
            || [
                "error",
                "not found",
                "bad gateway",
                "forbidden",
                "internal",
                "service",
                "gateway",
                "page",
                "页面",
                "错误",
                "找不到",
                "未找到",
                "您",
                "出错",
                "无法",
            ]
            .iter()
            .any(|word| lower.starts_with(word))
        {
            return Some(code);
        }
    }
    None
}

/// Whether a title speaks of a notice and is none: 关于“页面不存在”问题的整改报告.
fn is_about(title: &str, word: &str) -> bool {
    let part = title
        .split(['-', '_', '|', '—'])
        .find(|part| contains(part, word))
        .unwrap_or(title);
    is_quoted(part, word) || is_document(part) || ABOUT.iter().any(|about| part.contains(about))
}

/// Whether a word stands within quotes.
fn is_quoted(text: &str, word: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let Some(before) = lower.find(word).and_then(|at| lower.get(..at)) else {
        return false;
    };
    let count = |mark: char| before.matches(mark).count();
    [
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
    ]
    .iter()
    .any(|&(open, close)| count(open) > count(close))
        || count('"') % 2 == 1
}

fn contains(text: &str, word: &str) -> bool {
    if word.is_ascii() {
        let lower = text.to_ascii_lowercase();
        lower.contains(word)
    } else {
        text.contains(word)
    }
}

/// The words or the script for which a page looks like a test for a browser or a
/// person.
pub(crate) fn challenge(pass: &Pass, chars: u32) -> Option<String> {
    if chars > 300 {
        return None;
    }
    let skeleton = &pass.skeleton;
    let title = skeleton.title.trim();
    if let Some(word) = CHALLENGE_TITLES.iter().find(|word| contains(title, word)) {
        return Some((*word).to_owned());
    }
    if let Some(word) = CHALLENGE_SCRIPTS
        .iter()
        .find(|word| skeleton.code.contains(**word))
        && chars < 120
    {
        return Some((*word).to_owned());
    }
    if let Some(link) = skeleton.links.iter().find(|link| {
        CHALLENGE_SOURCES
            .iter()
            .any(|word| link.href.contains(*word))
    }) && chars < 120
    {
        return Some(crate::sink::fold(&link.href, 80));
    }
    // A page of nothing but a script that sets a cookie and loads itself again.
    if chars < 10
        && skeleton.code.contains("document.cookie")
        && (skeleton.code.contains("location.reload")
            || skeleton.code.contains("location.href")
            || skeleton.code.contains("location="))
        && skeleton.links.len() < 5
    {
        return Some("document.cookie, location".to_owned());
    }
    for line in skeleton.lines.iter().take(20) {
        let text = skeleton.slice(line.start, line.end);
        if let Some(word) = CHALLENGE_TEXTS.iter().find(|word| contains(text, word)) {
            return Some((*word).to_owned());
        }
    }
    None
}

/// Whether the purpose of a page is to sign in.
pub(crate) fn login(skeleton: &Skeleton, chars: u32) -> bool {
    let password = skeleton.forms.iter().any(|form| form.password);
    if !password {
        return false;
    }
    let title = skeleton.title.trim();
    chars <= 400 || LOGIN.iter().any(|word| contains(title, word)) && chars <= 1500
}

/// A page that has a bare status for a title may explain itself at this length.
const EXPLAINED: u32 = 3_000;

/// Words of titles that speak of notices.
const ABOUT: [&str; 23] = [
    "关于", "公告", "反馈", "咨询", "回复", "如何", "帮助", "建议", "怎么", "怎样", "投诉", "报告",
    "排查", "整改", "答复", "自查", "问题", "通报", "通知", "？", "网传", "谣", "传言",
];

/// Words of lines in which somebody tells of a notice, or denies a rumour.
const LETTERS: [&str; 11] = [
    "回复",
    "市民",
    "来信",
    "答复",
    "网民",
    "群众",
    "网传",
    "网上流传",
    "谣",
    "传言",
    "不实",
];

const TITLES: [&str; 34] = [
    "404 not found",
    "not found",
    "页面不存在",
    "网页不存在",
    "页面未找到",
    "找不到页面",
    "找不到网页",
    "找不到该页",
    "无法找到",
    "找不到文件",
    "文件不存在",
    "内容不存在",
    "信息不存在",
    "文章不存在",
    "栏目不存在",
    "页面出错",
    "页面错误",
    "出错了",
    "错误页面",
    "错误提示",
    "系统错误",
    "服务器错误",
    "运行时错误",
    "访问出错",
    "页面丢失",
    "error page",
    "http error",
    "server error",
    "runtime error",
    "bad gateway",
    "service unavailable",
    "error 404",
    "error 500",
    "http status",
];

/// How a script leaves a page.
const BACK: [&str; 4] = ["close(", "history.back(", "history.go(", "location"];

/// Words of what is not there, in the message of a script.
const GONE: [&str; 8] = [
    "不存在",
    "已下线",
    "已删除",
    "已过期",
    "被删除",
    "找不到",
    "未找到",
    "没有找到",
];

const CHALLENGE_TITLES: [&str; 10] = [
    "just a moment",
    "attention required",
    "安全验证",
    "人机验证",
    "访问验证",
    "滑动验证",
    "请稍候",
    "正在验证",
    "安全检查",
    "ddos protection",
];

const CHALLENGE_SCRIPTS: [&str; 7] = [
    "__jsl_clearance",
    "acw_sc__v2",
    "_$_ts",
    "$_ts=",
    "__cf_chl",
    "yunsuo_session",
    "aliyunCaptcha",
];

const CHALLENGE_SOURCES: [&str; 5] = [
    "/cdn-cgi/challenge-platform",
    "captcha",
    "geetest",
    "challenges.cloudflare.com",
    "/_guard/",
];

const CHALLENGE_TEXTS: [&str; 8] = [
    "请完成安全验证",
    "请输入验证码",
    "请拖动滑块",
    "正在进行安全检测",
    "checking your browser",
    "enable javascript and cookies",
    "请开启javascript",
    "您的访问过于频繁",
];

const LOGIN: [&str; 6] = ["登录", "登陆", "login", "sign in", "统一身份认证", "log in"];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn statuses_in_titles() {
        for title in [
            "404",
            "502 Bad Gateway",
            "404 - 页面不存在",
            "404错误",
            "Error 404",
            "页面不存在",
        ] {
            assert!(says_error(title).is_some(), "{title}");
        }
        for title in ["404号文件", "5000米跑", "500强企业名单公布", "通知公告", ""]
        {
            assert!(says_error(title).is_none(), "{title}");
        }
    }

    fn of(title: &str, body: &str) -> Option<String> {
        let url = "http://a.gov.cn/xwdt/1.html";
        let page = format!("<title>{title}</title>{body}");
        crate::testing::page(url, &page).soft_error
    }

    #[test]
    fn denials_without_a_day_are_no_notices() {
        for text in [
            "网传内容不存在，系谣言。",
            "近日网上流传的信息不存在，请勿转发。",
            "经核实，所述内容不存在，属不实信息。",
        ] {
            let body = format!("<h1>我县未发生地震</h1><p>{text}</p>");
            assert_eq!(of("某县地震台公告", &body), None, "{text}");
        }
        let notice = "<h1>提示</h1><p>您访问的内容不存在。</p>";
        assert!(of("某县地震台", notice).is_some());
    }

    #[test]
    fn what_only_speaks_of_it_is_no_notice() {
        for body in [
            "<h3>依申请公开</h3><ul><li><a href=1.html>政府信息不存在告知书</a></li></ul>",
            "<p>政府信息不存在告知书</p>",
            "<p>您要访问的页面不属于本网站，是否继续？</p><a href=http://b.gov.cn/>继续访问</a>",
            "<p>您访问的网页将离开本站，前往服务平台。</p>",
            "<p>文件不存在问题请联系0314-8012345。</p>",
            "<p>系统异常请致电值班室。</p>",
            "<p>三、信息不存在的，告知申请人该政府信息不存在。</p>",
            "<p>如该页面不存在，请使用站内搜索。</p>",
            "<p>申请文件不存在涂改、缺页等瑕疵的，予以受理。</p>",
            "<p>本页提供统计数据库连接说明。</p>",
        ] {
            assert_eq!(of("某县人民政府", body), None, "{body}");
        }
        assert_eq!(of("政府信息不存在告知书", "<p>样式</p>"), None);
        let moved = "<h1>注销公告</h1><p>该信息已删除或迁移，请到市场监管局网站查询。</p>";
        assert_eq!(of("注销公告-某县人民政府", moved), None);
        assert_eq!(of("404 页面提示语的情况说明", "<p>说明</p>"), None);
        assert_eq!(of("申请文件不存在瑕疵的审查标准", "<p>标准</p>"), None);
    }

    #[test]
    fn a_page_that_serves_something_is_no_notice() {
        let notice = "<p>您查看的文件不存在。</p>";
        assert!(of("某县人民政府", notice).is_some());
        let list = "<li><a href=/a/1.html>县政府召开常务会议研究工作</a>".repeat(3);
        for more in [
            list.as_str(),
            "<a href=/a.doc>申请表</a>",
            "<form method=post><textarea name=t></textarea><input type=submit></form>",
        ] {
            assert_eq!(
                of("某县人民政府", &format!("{notice}{more}")),
                None,
                "{more}"
            );
        }
    }

    #[test]
    fn notices_in_other_words() {
        for body in [
            "<p>该文章已下线</p>",
            "很抱歉，您要查看的内容不见了",
            "<p>您访问的页面可能已被删除或更改</p>",
            "<script>alert('文章已过期或被删除');window.location='/';</script>",
        ] {
            assert!(of("信息提示", body).is_some(), "{body}");
        }
    }

    #[test]
    fn articles_about_notices_are_none() {
        for (title, text) in [
            ("关于“404页面不存在”问题的整改报告", "我局逐条整改。"),
            ("页面不存在怎么办？网站使用帮助", "请刷新后重试。"),
            ("回复：打开办事指南提示页面不存在", "您好，已经修复。"),
            (
                "关于网站链接的咨询",
                "来信内容：网页显示“您访问的页面不存在”，请修复。",
            ),
            ("网站运维公告", "部分栏目曾提示页面不存在，现已恢复。"),
        ] {
            let body =
                format!("<h1>{title}</h1><p>发布时间：2026-03-01 来源：本站</p><p>{text}</p>");
            assert_eq!(of(title, &body), None, "{title}");
        }
        // Without a day the quotes tell.
        let body = "<h2>来信选登</h2><p>网页显示“您访问的页面不存在”，请修复。</p>";
        assert_eq!(of("来信选登", body), None);
    }

    #[test]
    fn a_script_that_says_so_and_goes_back_is_a_notice() {
        let foot = "<div class=footer>主办单位：某局 地址：某路1号</div>";
        for code in [
            r#"alert("该文章不存在！");history.back();"#,
            "alert('您访问的信息已被删除'); window.history.go(-1)",
            "alert('栏目不存在');\nwindow.close();",
            "alert('页面找不到了');location.href='/';",
        ] {
            let body = format!("<script>{code}</script>{foot}");
            assert!(of("某县人社局", &body).is_some(), "{code}");
        }
        for code in [
            r#"function f(){alert("该文章不存在！");history.back();}"#,
            r#"if(!ok)alert("该文章不存在！");history.back();"#,
            "alert('请输入关键字');history.back();",
            "alert('该文章不存在！');load();",
            "alert('该用户不存在！',x);",
        ] {
            let body = format!("<script>{code}</script>{foot}");
            assert_eq!(of("某县人社局", &body), None, "{code}");
        }
        let text = "本局负责全县就业工作，欢迎各界监督。".repeat(12);
        let body =
            format!("<script>alert('旧版栏目不存在！');history.back();</script><p>{text}</p>");
        assert_eq!(of("某县人社局", &body), None);
    }

    #[test]
    fn notices_stay_notices() {
        for (title, body) in [
            ("页面不存在-某市人民政府", "<h1>页面不存在</h1>"),
            (
                "某市人民政府",
                "<p>抱歉，您访问的页面不存在或已被删除，如有问题请联系我们。</p>",
            ),
            (
                "某市人民政府",
                "<h1>提示</h1><p>您访问的“/a.html”页面不存在</p>",
            ),
            (
                "404",
                "<p>今天是2026年3月1日</p><h1>404</h1><p>找不到页面</p>",
            ),
            (
                "页面不存在",
                "<h1>页面不存在</h1><p>发布时间：2026-03-01</p>",
            ),
        ] {
            assert!(of(title, body).is_some(), "{title} {body}");
        }
    }
}
