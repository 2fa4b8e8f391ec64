use crate::sink::Pass;
use crate::skeleton::Skeleton;

/// The words for which a page looks like an error page although its status does not
/// say so.
///
/// The title must say so, or the page must say nothing else: an article about
/// error pages is none.
pub(crate) fn soft_error(skeleton: &Skeleton, headline: &str, chars: u32) -> Option<String> {
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
        {
            return Some((*word).to_owned());
        }
    }
    if chars > 400 {
        return None;
    }
    for line in skeleton.lines.iter().take(40) {
        let text = skeleton.slice(line.start, line.end);
        if line.hidden || line.chars > 80 {
            continue;
        }
        if let Some(word) = BODY.iter().find(|word| contains(text, word)) {
            return Some((*word).to_owned());
        }
    }
    None
}

fn says_error(text: &str) -> Option<&'static str> {
    if let Some(word) = TITLES.iter().find(|word| contains(text, word)) {
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

const BODY: [&str; 34] = [
    "页面不存在",
    "网页不存在",
    "页面未找到",
    "找不到页面",
    "找不到网页",
    "您访问的页面不",
    "您查找的页面不",
    "您要访问的页面",
    "您访问的网页",
    "您浏览的页面",
    "您要查看的网页",
    "页面已被删除",
    "页面已删除",
    "已被删除或",
    "内容已被删除",
    "内容不存在",
    "文章不存在",
    "信息不存在",
    "该信息已删除",
    "文件不存在",
    "栏目不存在",
    "参数错误",
    "非法参数",
    "系统错误",
    "系统异常",
    "数据库连接",
    "404 not found",
    "404 - ",
    "http status 404",
    "http status 500",
    "the page cannot be found",
    "page not found",
    "the requested url",
    "server error in",
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
}
