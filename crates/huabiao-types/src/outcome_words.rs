use crate::Lang;

/// How a request ended, in words for people, from its code (`dead.404`,
/// `unknown.timeout`); the code itself when it is none of the closed list.
///
/// The list is that of `Outcome` in `huabiao-facts`.
///
/// ```
/// use huabiao_types::{Lang, outcome_words};
///
/// assert_eq!(outcome_words("dead.404", Lang::Zh), "404（页面不存在）");
/// assert_eq!(outcome_words("unknown.timeout", Lang::En), "timed out");
/// ```
pub fn outcome_words(code: &str, lang: Lang) -> String {
    let known = WORDS.iter().find(|(known, _, _)| *known == code);
    if let Some((_, zh, en)) = known {
        let words = match lang {
            Lang::En => en,
            Lang::Zh => zh,
        };
        return (*words).to_owned();
    }
    let number = code
        .strip_prefix("unknown.status-")
        .or_else(|| code.split_once('.').map(|(_, number)| number))
        .filter(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(number) = number else {
        return code.to_owned();
    };
    let (zh, en) = match number.as_bytes() {
        [b'2', ..] => ("正常", "answered"),
        b"404" => ("页面不存在", "not found"),
        b"410" => ("页面已删除", "gone"),
        b"503" => ("服务暂不可用", "service unavailable"),
        [b'5', ..] => ("服务器错误", "server error"),
        _ => ("不能说明页面是否存在", "does not tell whether it is there"),
    };
    match lang {
        Lang::En => format!("{number}, {en}"),
        Lang::Zh => format!("{number}（{zh}）"),
    }
}

/// Code, Chinese, English.
const WORDS: [(&str, &str, &str); 23] = [
    ("dead.dns", "域名不存在", "the name does not exist"),
    ("dead.invalid", "网址无效", "no valid address"),
    ("dead.redirect-loop", "循环跳转", "redirects in a loop"),
    ("dead.refused", "服务器拒绝连接", "connection refused"),
    (
        "dead.script-redirect",
        "脚本跳转到错误页面",
        "a script leads to an error page",
    ),
    (
        "dead.soft",
        "页面提示内容不存在",
        "the page says that there is nothing",
    ),
    (
        "skipped.budget",
        "超出本次检查额度",
        "over the budget of the run",
    ),
    ("skipped.private", "内部网络地址", "private address"),
    (
        "skipped.robots",
        "robots.txt 禁止读取",
        "excluded by robots.txt",
    ),
    ("skipped.scheme", "不是网页地址", "neither http nor https"),
    (
        "skipped.trap",
        "无穷无尽的系列页面",
        "one more of an endless series",
    ),
    ("unknown.blocked", "访问被拒绝", "turned away"),
    (
        "unknown.challenge",
        "须通过访问验证",
        "a test for a browser",
    ),
    (
        "unknown.dns",
        "域名解析无应答",
        "the resolver did not answer",
    ),
    ("unknown.empty", "应答没有内容", "an empty answer"),
    ("unknown.login", "须登录", "only after signing in"),
    ("unknown.network", "网络连接失败", "network failure"),
    ("unknown.protocol", "应答无法识别", "not an answer in HTTP"),
    (
        "unknown.redirect-limit",
        "跳转次数过多",
        "too many redirects",
    ),
    ("unknown.timeout", "访问超时", "timed out"),
    (
        "unknown.tls-certificate",
        "安全证书有误",
        "faulty certificate",
    ),
    (
        "unknown.tls-legacy",
        "加密协议版本不受支持",
        "encryption not supported here",
    ),
    ("unknown.too-large", "页面过大", "too large"),
];
