use huabiao_facts::Marks;

use crate::script::fetches;
use crate::sink::fold;
use crate::skeleton::{RawLink, Role, ScriptKind, Skeleton};
use crate::terms::{Hit, Term};

/// The identity marks, wherever in the page they stand; where one occurs several
/// times, the last counts, for it is the one in the foot.
///
/// `hints` says that the source names one of the hosts that give marks.
pub(crate) fn read(skeleton: &Skeleton, terms: &[Hit], hints: bool) -> Marks {
    let mut marks = Marks::default();
    for hit in terms {
        let Some(line) = skeleton.line_at(hit.start) else {
            continue;
        };
        if line.hidden && line.chars > 400 {
            continue;
        }
        let after = skeleton.slice(hit.end, line.end.max(hit.end));
        let before = skeleton.slice(line.start, hit.start);
        // A value may stand in the next element.
        let next = skeleton.slice(hit.end, (hit.end + 160).min(skeleton.total.text));
        let next = if next.is_empty() { after } else { next };
        match hit.term {
            Term::SiteCode => {
                if let Some(code) = site_code(next) {
                    marks.site_code = Some(code);
                }
            }
            Term::Icp => {
                if let Some(number) = icp(skeleton, before, hit, after) {
                    marks.icp = Some(number);
                }
            }
            Term::Police => {
                if let Some(number) = police(skeleton, before, hit, next) {
                    marks.police = Some(number);
                }
            }
            Term::Sponsor => {
                if let Some(name) = value(next) {
                    marks.sponsor = Some(name);
                }
            }
            Term::Contact | Term::Guide(huabiao_facts::GuideElement::Telephone) => {
                let in_link = skeleton.links.iter().any(|link| {
                    link.role == Role::Anchor && link.start <= hit.start && hit.end <= link.end + 1
                });
                let number = after.chars().take(24).filter(char::is_ascii_digit).count() >= 7
                    || after.chars().take(60).any(|c| c == '@');
                if number || (in_link && marks.contact.is_none()) {
                    let text = skeleton.slice(hit.start, line.end);
                    marks.contact = Some(fold(text, 60));
                }
            }
            Term::FaultReport => marks.fault_report = true,
            Term::Sitemap => marks.sitemap = true,
            _ => {}
        }
    }
    marks.by_script = by_script(skeleton);
    if !hints {
        return marks;
    }
    marks.party_mark = skeleton.links.iter().any(party_mark)
        || ["bszs.conac.cn", "dcs.conac.cn", "_ideConac"]
            .iter()
            .any(|word| memchr::memmem::find(skeleton.code.as_bytes(), word.as_bytes()).is_some());
    marks.fault_report |= skeleton.links.iter().any(|link| {
        ["pucha.kaipuyun.cn", "jiucuo", "zfwzgl.www.gov.cn/exposure"]
            .iter()
            .any(|word| link.href.contains(word))
    }) || skeleton.code.contains("pucha.kaipuyun.cn")
        || skeleton.code.contains("zfwzgl.www.gov.cn/exposure");
    marks
}

/// Whether a script brings in the foot: a file called so, or code that fetches or
/// writes and names it.
fn by_script(skeleton: &Skeleton) -> bool {
    let named = |text: &str| FOOTS.iter().any(|word| text.contains(word));
    let file = skeleton.links.iter().any(|link| {
        link.role == Role::Script && {
            let path = link.href.split(['?', '#']).next().unwrap_or_default();
            named(
                &path
                    .rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .to_ascii_lowercase(),
            )
        }
    });
    file || skeleton.scripts.iter().any(|script| {
        script.kind == ScriptKind::Inline
            && skeleton
                .code
                .get(script.start as usize..script.end as usize)
                .is_some_and(|code| {
                    named(code) && (fetches(code) || WRITES.iter().any(|word| code.contains(word)))
                })
    })
}

/// Whether the source of a page names a host or file of a mark at all.
pub(crate) fn hinted(source: &str) -> bool {
    [
        "conac",
        "kaipuyun",
        "jiucuo",
        "exposure",
        "/red.png",
        "党政机关",
    ]
    .iter()
    .any(|word| memchr::memmem::find(source.as_bytes(), word.as_bytes()).is_some())
}

/// The centre that issues the party-and-government mark (党政机关网站标识) gives each
/// site a script or a link to its own host, or a picture with a fixed name.
fn party_mark(link: &RawLink) -> bool {
    let href = link.href.as_ref();
    href.contains("bszs.conac.cn")
        || href.contains("dcs.conac.cn")
        || href.ends_with("/red.png") && link.role == Role::Image
        || href.ends_with("/blue.png") && link.role == Role::Image && href.contains("conac")
        || link
            .alt
            .as_deref()
            .is_some_and(|alt| alt.contains("党政机关"))
}

/// The code after its label: up to 12 letters and digits.
fn site_code(after: &str) -> Option<String> {
    let rest = after.trim_start_matches(|c: char| c.is_whitespace() || "：:号为（(".contains(c));
    let code: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .take(20)
        .collect();
    (code.len() >= 6 && code.chars().any(|c| c.is_ascii_digit())).then_some(code)
}

/// The number around the letters ICP: 京ICP备05008494号-1.
fn icp(skeleton: &Skeleton, before: &str, hit: &Hit, after: &str) -> Option<String> {
    let lead: String = before
        .chars()
        .rev()
        .take_while(|c| !c.is_whitespace() && !"：:|（(©".contains(*c))
        .take(2)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let tail: String = after
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "- 号备：:".contains(*c))
        .take(24)
        .collect();
    let tail = tail.trim();
    tail.chars().any(|c| c.is_ascii_digit()).then(|| {
        let end = tail
            .rfind(|c: char| c.is_ascii_digit() || c == '号')
            .map_or(tail.len(), |at| {
                at + tail
                    .get(at..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8)
            });
        let lead: String = lead
            .chars()
            .rfind(|c| !c.is_ascii())
            .map(String::from)
            .unwrap_or_default();
        format!(
            "{lead}{}{}",
            skeleton.slice(hit.start, hit.end),
            tail.get(..end).unwrap_or(tail)
        )
    })
}

/// The number of the public-security filing: 京公网安备 11010102000001号.
fn police(skeleton: &Skeleton, before: &str, hit: &Hit, after: &str) -> Option<String> {
    let rest: String = after
        .chars()
        .take_while(|c| c.is_ascii_digit() || c.is_whitespace() || "号：:案".contains(*c))
        .take(30)
        .collect();
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    (digits >= 6).then(|| {
        let lead: String = before
            .chars()
            .next_back()
            .filter(|c| !c.is_ascii() && !c.is_whitespace() && *c != '：')
            .map(String::from)
            .unwrap_or_default();
        fold(
            &format!(
                "{lead}{}{}",
                skeleton.slice(hit.start, hit.end),
                rest.trim_end()
            ),
            60,
        )
    })
}

/// What stands after a label, up to the next gap.
fn value(after: &str) -> Option<String> {
    let rest = after.trim_start_matches(|c: char| c.is_whitespace() || "：:".contains(c));
    let name: String = rest
        .chars()
        .take_while(|c| !c.is_whitespace() && !"|｜；;，,。".contains(*c))
        .take(60)
        .collect();
    (name.chars().count() >= 2).then_some(name)
}

/// How files and elements of the foot are called.
const FOOTS: [&str; 6] = ["bottom.", "copyright", "dibu", "foot", "#bottom", "yejiao"];

const WRITES: [&str; 6] = [
    ".append(",
    ".html(",
    "appendChild",
    "document.write",
    "innerHTML",
    "outerHTML",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn marks_of_a_foot() {
        let page = "<div>主办单位：某市人民政府办公室 | 联系电话：0123-4567890 \
                    <p>网站标识码：3301000001 <a>浙ICP备05000001号-1</a> <a>浙公网安备 33010602000001号</a></p>\
                    <a href='/map.html'>网站地图</a><script src='//dcs.conac.cn/js/1.js'></script></div>";
        let pass = crate::sink::pass(page);
        let marks = read(&pass.skeleton, &crate::terms::of_page(&pass.skeleton), true);
        assert_eq!(marks.site_code.as_deref(), Some("3301000001"));
        assert_eq!(marks.icp.as_deref(), Some("浙ICP备05000001号-1"));
        assert_eq!(marks.police.as_deref(), Some("浙公网安备 33010602000001号"));
        assert_eq!(marks.sponsor.as_deref(), Some("某市人民政府办公室"));
        assert_eq!(marks.contact.as_deref(), Some("联系电话：0123-4567890"));
        assert!(marks.party_mark && marks.sitemap && !marks.fault_report);
    }

    #[test]
    fn feet_that_scripts_bring() {
        let by_script = |page: &str| super::by_script(&crate::sink::pass(page).skeleton);
        for page in [
            "<p>正文<script src='/js/footer.js?v=1'></script>",
            "<div id=foot></div><script>$('#foot').load('/footer.html')</script>",
            "<script>document.write(footer())</script>",
        ] {
            assert!(by_script(page), "{page}");
        }
        for page in [
            "<script src='/js/jquery.js'></script>",
            "<script src='/foot/jquery.js'></script>",
            "<script>var foot = 1</script><script>document.write(x)</script>",
        ] {
            assert!(!by_script(page), "{page}");
        }
    }
}
