use huabiao_facts::{Link, LinkKind, LinkPlace};
use url::Url;

use crate::input::Input;
use crate::regions::Regions;
use crate::resolve::{Resolved, Resolver, same_page};
use crate::sink::{Pass, fold, refresh};
use crate::skeleton::{RawLink, Role, Skeleton};

/// The links of a page, and the index of each raw link among them.
pub(crate) struct Links {
    pub(crate) links: Vec<Link>,
    /// For each raw link its place in `links`.
    pub(crate) index: Vec<Option<u32>>,
}

/// Resolves everything that holds an address.
pub(crate) fn collect(
    input: &Input<'_>,
    pass: &Pass,
    resolver: &Resolver,
    regions: &Regions,
) -> Links {
    let skeleton = &pass.skeleton;
    let mut out = Links {
        links: Vec::with_capacity(skeleton.links.len()),
        index: Vec::with_capacity(skeleton.links.len()),
    };
    let own = same_site(input, resolver.base());
    for raw in &skeleton.links {
        let link = link(input, skeleton, raw, resolver, own, regions);
        out.index.push(
            link.as_ref()
                .and_then(|_| u32::try_from(out.links.len()).ok()),
        );
        out.links.extend(link);
    }
    if let Some((target, _, line)) = &pass.redirect {
        let (url, kind) = match resolver.resolve(target) {
            Resolved::Address(url) => {
                let kind = kind(input, &url, Role::Refresh);
                (Some(url.into()), kind)
            }
            Resolved::Invalid => (None, LinkKind::Page),
            Resolved::Local | Resolved::NoLink => return out,
        };
        out.links.push(Link {
            href: target.clone(),
            url,
            kind,
            place: LinkPlace::ScriptRedirect,
            text: String::new(),
            line: *line,
            region: huabiao_facts::Region::Header,
            hidden: false,
            noscript: false,
        });
    }
    out
}

fn link(
    input: &Input<'_>,
    skeleton: &Skeleton,
    raw: &RawLink,
    resolver: &Resolver,
    own: bool,
    regions: &Regions,
) -> Option<Link> {
    if raw.role == Role::Bare {
        return None;
    }
    if raw.role == Role::Related && !raw.alt.as_deref().is_some_and(is_relation) {
        return None;
    }
    let local = own.then(|| resolver.local(&raw.href)).flatten();
    let (url, kind) = match local {
        Some(url) => {
            let kind = own_kind(&url, raw.role);
            (Some(url), kind)
        }
        None => resolved(input, raw, resolver)?,
    };
    let text = match raw.role {
        Role::Anchor => text(skeleton, raw),
        Role::Related | Role::Refresh | Role::Style => String::new(),
        _ => raw
            .alt
            .as_deref()
            .map(|alt| fold(alt, 200))
            .unwrap_or_default(),
    };
    let region = match raw {
        raw if raw.head => huabiao_facts::Region::Header,
        raw if text.is_empty() => regions.of(raw.node, raw.start),
        raw => regions.of_titled(raw.node, raw.start),
    };
    Some(Link {
        href: raw.href.to_string(),
        url,
        kind,
        place: place(raw.role),
        text,
        line: raw.line,
        region,
        hidden: raw.hidden,
        noscript: raw.noscript,
    })
}

/// Whether a link element names another form of the page or one that belongs to it. What
/// a browser may fetch beforehand, or never does, is no link.
fn is_relation(rel: &str) -> bool {
    let has = |wanted: &str| {
        let mut words = rel.split_ascii_whitespace();
        words.any(|word| word.eq_ignore_ascii_case(wanted))
    };
    !has("stylesheet") && RELATIONS.iter().any(|word| has(word))
}

/// The address of a link by the whole algorithm; `None` for what is no link.
fn resolved(
    input: &Input<'_>,
    raw: &RawLink,
    resolver: &Resolver,
) -> Option<(Option<String>, LinkKind)> {
    if is_template(&raw.href) {
        return None;
    }
    match resolver.resolve(&raw.href) {
        // A browser refuses it on any page of the web; only people click it.
        Resolved::Local if raw.role == Role::Anchor => Some((None, LinkKind::External)),
        Resolved::Local | Resolved::NoLink => None,
        Resolved::Invalid => Some((None, LinkKind::Page)),
        Resolved::Address(url) => {
            // A fragment of the page itself, or a form sent to it.
            if matches!(raw.role, Role::Anchor | Role::Form)
                && raw.href.contains('#')
                && same_page(&url, input.url)
            {
                return None;
            }
            let kind = kind(input, &url, raw.role);
            Some((Some(url.into()), kind))
        }
    }
}

/// Whether a script or a server would still put the address in: {{x.url}}, ${url}.
fn is_template(href: &str) -> bool {
    ["{{", "}}", "${", "<%", "{%"]
        .iter()
        .any(|mark| memchr::memmem::find(href.as_bytes(), mark.as_bytes()).is_some())
}

/// The text of an anchor, or of its picture, or its title.
pub(crate) fn text(skeleton: &Skeleton, raw: &RawLink) -> String {
    let text = skeleton
        .text
        .get(raw.start as usize..raw.end as usize)
        .unwrap_or_default();
    let text = fold(text, 200);
    if text.is_empty() {
        return raw
            .alt
            .as_deref()
            .map(|alt| fold(alt, 200))
            .unwrap_or_default();
    }
    text
}

const fn place(role: Role) -> LinkPlace {
    match role {
        Role::Anchor | Role::Bare => LinkPlace::Anchor,
        Role::Form => LinkPlace::Form,
        Role::Frame => LinkPlace::Frame,
        Role::Image => LinkPlace::Image,
        Role::Media => LinkPlace::Media,
        Role::Related | Role::Style => LinkPlace::Style,
        Role::Refresh => LinkPlace::MetaRefresh,
        Role::Script => LinkPlace::Script,
    }
}

fn kind(input: &Input<'_>, url: &Url, role: Role) -> LinkKind {
    if !same_site(input, url) {
        return LinkKind::External;
    }
    own_kind(url.path(), role)
}

/// What a link to the own site leads to.
fn own_kind(path: &str, role: Role) -> LinkKind {
    match role {
        Role::Anchor | Role::Bare => {
            if is_attachment(path) {
                LinkKind::Attachment
            } else {
                LinkKind::Page
            }
        }
        Role::Form | Role::Refresh | Role::Related => LinkKind::Page,
        Role::Frame | Role::Image | Role::Media | Role::Script | Role::Style => LinkKind::Asset,
    }
}

/// Whether an address belongs to the site of the page.
pub(crate) fn same_site(input: &Input<'_>, url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    if input.url.host_str() == Some(host) && input.url.port() == url.port() {
        return true;
    }
    input.hosts.iter().any(|known| match url.port() {
        None => known == host,
        Some(port) => {
            known
                .strip_prefix(host)
                .and_then(|rest| rest.strip_prefix(':'))
                .and_then(|text| text.parse::<u16>().ok())
                == Some(port)
        }
    })
}

/// Whether a path names a file to download rather than a page.
pub(crate) fn is_attachment(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((_, extension)) = name.rsplit_once('.') else {
        return false;
    };
    EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Where the page sends the browser at once.
pub(crate) fn redirect(pass: &Pass, resolver: &Resolver) -> Option<huabiao_facts::Redirect> {
    for raw in &pass.skeleton.links {
        if raw.role == Role::Refresh
            && !raw.noscript
            && let Some((delay, address)) = raw.alt.as_deref().and_then(refresh)
            && let Resolved::Address(url) = resolver.resolve(address)
        {
            return Some(huabiao_facts::Redirect {
                url: url.into(),
                script: false,
                delay,
            });
        }
    }
    let (target, delay, _) = pass.redirect.as_ref()?;
    match resolver.resolve(target) {
        Resolved::Address(url) => Some(huabiao_facts::Redirect {
            url: url.into(),
            script: true,
            delay: *delay,
        }),
        _ => None,
    }
}

/// Relations of a page to others.
const RELATIONS: [&str; 12] = [
    "alternate",
    "amphtml",
    "author",
    "canonical",
    "edituri",
    "help",
    "license",
    "next",
    "pingback",
    "prev",
    "search",
    "shortlink",
];

/// Files that a browser saves or hands to another program.
const EXTENSIONS: [&str; 32] = [
    "7z", "apk", "avi", "ceb", "csv", "doc", "docm", "docx", "dot", "dps", "et", "exe", "flv",
    "gd", "gz", "iso", "mp3", "mp4", "ofd", "pdf", "pps", "ppt", "pptx", "rar", "rtf", "tar",
    "txt", "wmv", "wps", "xls", "xlsx", "zip",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn attachments_by_extension() {
        assert!(is_attachment("/a/b.PDF"));
        assert!(is_attachment("/a/附件.docx"));
        assert!(!is_attachment("/a.pdf/b"));
        assert!(!is_attachment("/a/b.html"));
    }

    #[test]
    fn link_elements_that_show_something() {
        let places = |rel: &str| {
            let head = format!("<link rel='{rel}' href=/a.css><p>某市教育局");
            let page = crate::testing::page("http://www.example.gov.cn/", &head);
            let kinds = page.links.iter().map(|link| link.kind);
            kinds.collect::<Vec<_>>()
        };
        for rel in ["stylesheet", "StyleSheet", "shortcut icon", "icon"] {
            assert_eq!(places(rel), [LinkKind::Asset], "{rel}");
        }
        for rel in [
            "prefetch",
            "preload",
            "import",
            "dns-prefetch preconnect",
            "modulepreload",
            "alternate stylesheet",
            "apple-touch-icon",
            "manifest",
            "",
        ] {
            assert_eq!(places(rel), [], "{rel}");
        }
        for rel in ["canonical", "Alternate"] {
            assert_eq!(places(rel), [LinkKind::Page], "{rel}");
        }
    }

    #[test]
    fn a_picture_right_above_the_foot_is_none_of_it() {
        let foot = "<p><a href=/mark><img src=/mark.png></a></p>\
                    <div class=footer><a href=/gov><img src=/gov.png alt=党政机关></a>\
                    <p>主办：某县民政局 网站标识码：1308509021 冀ICP备05012345号</p></div>";
        let list = "<li><a href=/a.html>我县召开重点工作推进会议</a><span>2026-10-20</span>";
        let html = format!(
            "<body><div class=main><ul>{}</ul><div class=pic><a href=https://b.example/s>\
             <img src=/p.png alt=县领导到我局调研></a></div></div>{foot}",
            list.repeat(6)
        );
        let page = crate::testing::page("http://www.example.gov.cn/", &html);
        let region = |href: &str| {
            let mut links = page.links.iter();
            links.find(|link| link.href == href).unwrap().region
        };
        use huabiao_facts::Region::{Footer, Main};
        assert_eq!(region("https://b.example/s"), Main);
        assert_eq!(region("/p.png"), Main);
        // It may be the mark that the foot begins with.
        assert_eq!(region("/mark"), Footer);
        assert_eq!(region("/gov"), Footer);
        assert_eq!(region("/gov.png"), Footer);
    }

    #[test]
    fn addresses_of_templates_are_no_links() {
        let url = "http://www.example.gov.cn/";
        let page = crate::testing::page(
            url,
            "<div ng-app=a><a href='{{x.url}}'>{{x.title}}</a><img src='{{x.img}}'></div>\
                   <p hidden><a href='${url}'>${title}</a><a href='<%=url%>'>a</a></p>\
                   <a href='/a.html?b={c}'>要闻</a>",
        );
        let links: Vec<&str> = page.links.iter().map(|link| link.href.as_str()).collect();
        assert_eq!(links, ["/a.html?b={c}"]);
    }
}
