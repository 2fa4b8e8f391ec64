//! Hosts outside the city that its pages lead to.

use super::answer::Answer;

/// What a foreign host does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Elsewhere {
    /// It shows a page with this title, whatever is asked for.
    Page(&'static str),
    /// It has nothing under any address.
    Missing,
    /// It says with status 200 that there is nothing.
    SoftMissing,
    /// It became a site of gambling.
    Gambling,
    /// It asks people to sign in.
    Login,
    /// Nothing listens.
    Refused,
}

impl Elsewhere {
    /// What it answers; `None` where nothing listens.
    pub(super) fn answer(self) -> Option<Answer> {
        let plain = |title: &str| {
            format!(
                "<!DOCTYPE html><html lang=\"zh-CN\"><head><title>{title}</title></head><body><h1>{title}</h1><p>{title}首页，欢迎访问。本网站提供有关信息的查询。</p></body></html>"
            )
        };
        Some(match self {
            Self::Page(title) => Answer::page(200, &plain(title)),
            Self::Missing => Answer::page(404, &plain("404 Not Found")),
            Self::SoftMissing => Answer::page(200, super::faults::SOFT),
            Self::Gambling => Answer::page(200, GAMBLING),
            Self::Login => Answer::page(200, LOGIN),
            Self::Refused => return None,
        })
    }
}

/// Every foreign host. The first four serve the marks in the footer and are named as
/// real pages name them; they are served here like the rest, nothing leaves the
/// machine.
pub(super) const HOSTS: [(&str, Elsewhere); 14] = [
    ("bszs.conac.cn", Elsewhere::Page("党政机关网站标识")),
    ("zfwzgl.www.gov.cn", Elsewhere::Page("我为政府网站找错")),
    ("beian.miit.gov.cn", Elsewhere::Page("备案管理系统")),
    (
        "www.beian.gov.cn",
        Elsewhere::Page("互联网站安全管理服务平台"),
    ),
    (
        "www.chenglan-library.example",
        Elsewhere::Page("澄岚数字图书馆"),
    ),
    (GONE, Elsewhere::Missing),
    (SOFT_GONE, Elsewhere::SoftMissing),
    (TAKEN, Elsewhere::Gambling),
    (PLANTED[0], Elsewhere::Gambling),
    (PLANTED[1], Elsewhere::Gambling),
    (PLANTED[2], Elsewhere::Gambling),
    (PLANTED[3], Elsewhere::Gambling),
    (SIGN_IN, Elsewhere::Login),
    (REFUSED, Elsewhere::Refused),
];

/// Has nothing any more.
pub(super) const GONE: &str = "www.chenglan-expo.example";

/// Has nothing any more and does not say so in its status.
pub(super) const SOFT_GONE: &str = "www.chenglan-press.example";

/// Was the site of an association until somebody else took the name.
pub(super) const TAKEN: &str = "www.chenglan-travel.example";

/// Hosts that planted links lead to.
pub(super) const PLANTED: [&str; 4] = [
    "www.jinbao-168.example",
    "www.jinbao-268.example",
    "www.jinbao-368.example",
    "www.jinbao-468.example",
];

/// Where people sign in.
pub(super) const SIGN_IN: &str = "sso.chenglan.gov.cn";

/// Switched off.
pub(super) const REFUSED: &str = "old.chenglan-port.example";

const GAMBLING: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
<title>澳门新葡京娱乐城_六合彩投注_百家乐真人赌场</title>\
<meta name=\"keywords\" content=\"澳门赌场,百家乐,六合彩,老虎机\">\
<meta name=\"description\" content=\"澳门新葡京网上赌场，百家乐、老虎机、六合彩投注平台\"></head>\
<body><h1>新葡京娱乐城</h1><p>百家乐 老虎机 六合彩 时时彩 真人荷官在线发牌，注册送彩金。</p></body></html>";

const LOGIN: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>统一身份认证 用户登录</title></head>\
<body><h1>用户登录</h1><form method=\"post\" action=\"/login\"><p>用户名：<input name=\"username\"></p>\
<p>密码：<input type=\"password\" name=\"password\"></p><input type=\"submit\" value=\"登录\"></form></body></html>";
