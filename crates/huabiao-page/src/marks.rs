use huabiao_facts::Marks;

use crate::foot_text::{FootText, plain};
use crate::script::Signs;
use crate::sink::fold;
use crate::skeleton::{RawLink, Role, Skeleton};
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
                if let Some(number) = icp(before, skeleton.slice(hit.start, hit.end), after) {
                    marks.icp = Some(number);
                }
            }
            Term::Police => {
                if let Some(number) = police(before, skeleton.slice(hit.start, hit.end), next) {
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
    marks.fault_report |= skeleton.reports;
    marks.by_script = by_script(skeleton);
    complete(&mut marks, skeleton);
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

/// Looks again at the foot for marks in other forms of characters and labels.
fn complete(marks: &mut Marks, skeleton: &Skeleton) {
    let whole = marks.site_code.is_some()
        && marks.icp.is_some()
        && marks.police.is_some()
        && marks.sponsor.is_some()
        && marks.contact.is_some()
        && marks.fault_report;
    if whole {
        return;
    }
    let foot = FootText::of(skeleton);
    if marks.site_code.is_none() {
        marks.site_code = foot
            .around(&["标识码", "标识编码"])
            .find_map(|(_, after)| site_code(after));
    }
    if marks.icp.is_none() {
        marks.icp = foot
            .around(&["ICP备", "ICP证"])
            .find_map(|(before, after)| icp(before, "ICP备", after));
    }
    if marks.police.is_none() {
        marks.police = foot
            .around(&["公网安备", "公安备"])
            .find_map(|(before, after)| police(before, "公网安备", after));
    }
    if marks.police.is_none() {
        marks.police = skeleton.links.iter().find_map(|link| record(&link.href));
    }
    if marks.sponsor.is_none() {
        marks.sponsor = foot
            .around(&["主办单位", "主管单位", "主办:"])
            .find_map(|(_, after)| value(after));
    }
    if marks.contact.is_none() {
        marks.contact = foot
            .around(&PHONES)
            .find(|(_, after)| is_number(after))
            .or_else(|| foot.around(&MAILS).find(|(_, after)| is_mail(after)))
            .map(|(_, after)| fold(after.trim_start_matches([' ', ':']), 40));
    }
    marks.fault_report |= foot.around(&["网站找错", "网站纠错"]).next().is_some();
}

/// Whether a number at which people answer follows: 12345 is the shortest.
fn is_number(after: &str) -> bool {
    let lead = |c: &char| !is_digit(*c) && !"备案识证".contains(*c);
    let skip = after.chars().take_while(lead).count();
    if skip > 8 {
        return false;
    }
    let number = after.chars().skip(skip);
    let run = number.take_while(|c| is_digit(*c) || " ()-—–+/转".contains(*c));
    run.filter(|c| is_digit(*c)).count() >= 5
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九*".contains(c)
}

fn is_mail(after: &str) -> bool {
    let head: String = after.chars().take(40).collect();
    [".cn", ".com", ".net", "@"]
        .iter()
        .any(|word| head.contains(word))
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
    let writes = Signs::FETCHES
        .or(Signs::LOAD)
        .or(Signs::PUTS)
        .or(Signs::AROUND)
        .or(Signs::WRITES);
    let mut scripts = skeleton.scripts.iter().map(|script| script.signs);
    file || scripts.any(|signs| signs.any(Signs::FOOT) && signs.any(writes))
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
    let mut code: String = rest
        .chars()
        .map(plain)
        .take_while(char::is_ascii_alphanumeric)
        .take(20)
        .collect();
    // A code of ten places in groups.
    if code.len() < CODE {
        let spaced: String = rest
            .chars()
            .map(plain)
            .take_while(|c| c.is_ascii_alphanumeric() || *c == ' ')
            .filter(|c| *c != ' ')
            .take(CODE)
            .collect();
        let digits = spaced.get(2..).unwrap_or_default();
        if spaced.len() == CODE && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            code = spaced;
        }
    }
    (code.len() >= 6 && code.chars().any(|c| c.is_ascii_digit())).then_some(code)
}

/// The number around the letters ICP: 京ICP备05008494号-1.
fn icp(before: &str, label: &str, after: &str) -> Option<String> {
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
        format!("{lead}{}{}", label, tail.get(..end).unwrap_or(tail))
    })
}

/// The number of the public-security filing: 京公网安备 11010102000001号.
fn police(before: &str, label: &str, after: &str) -> Option<String> {
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
        fold(&format!("{lead}{}{}", label, rest.trim_end()), 60)
    })
}

/// The number of the public-security filing in the address of its record, to which a
/// picture may lead.
fn record(href: &str) -> Option<String> {
    let (_, rest) = href
        .split_once("recordcode=")
        .or_else(|| href.split_once("recordCode="))?;
    let digits: String = rest
        .chars()
        .take_while(char::is_ascii_digit)
        .take(20)
        .collect();
    (digits.len() >= RECORD).then_some(digits)
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

/// Places of a number of the public-security filing, less those that may be cut off.
const RECORD: usize = 10;

/// Places of a site code.
const CODE: usize = 10;

/// Words before a telephone number.
const PHONES: [&str; 10] = [
    "☎", "☏", "传真", "总机", "热线", "电话", "联系", "phone", "tel", "值班",
];

/// Words before an address for mail.
const MAILS: [&str; 4] = ["email", "mail", "信箱", "邮箱"];

/// How files and elements of the foot are called.
const FOOTS: [&str; 6] = ["bottom.", "copyright", "dibu", "foot", "#bottom", "yejiao"];

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
    fn a_picture_that_leads_to_the_record_is_the_mark_of_the_police() {
        let police = |foot: &str| {
            let pass = crate::sink::pass(foot);
            read(
                &pass.skeleton,
                &crate::terms::of_page(&pass.skeleton),
                false,
            )
            .police
        };
        let href = "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=";
        let foot =
            format!("<p>主办单位：某局</p><a href='{href}13082602000001'><img src=ga.png></a>");
        assert_eq!(police(&foot).as_deref(), Some("13082602000001"));
        assert_eq!(
            police(&format!("<a href='{href}'><img src=ga.png></a>")),
            None
        );
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

    #[test]
    fn marks_in_other_forms() {
        let marks = |foot: &str| {
            let pass = crate::sink::pass(foot);
            read(&pass.skeleton, &crate::terms::of_page(&pass.skeleton), true)
        };
        for foot in [
            "联系电话：12345",
            "Tel: 010-12345678",
            "电话（010）12345678",
            "办公电话 12345678",
            "客服热线：400-123-4567",
            "☎ 010-12345678",
            "電　话：０１０－１２３４５６７８",
            "電　話：０１０－１２３４５６７８",
            "聯繫電話：010-12345678",
            "邮箱：a#b.gov.cn",
            "电话：〇一〇—一二三四五六七八",
        ] {
            assert!(marks(foot).contact.is_some(), "{foot}");
        }
        for foot in [
            "联系电话",
            "电话见各栏目",
            "联系 京ICP备05000001号",
            "hotel 12345678",
        ] {
            assert_eq!(marks(foot).contact, None, "{foot}");
        }
        for foot in [
            "网站标识码 : <b>4712 0000 13</b> 主 办：测试市政府",
            "网站标识码:４７１２００００13 京ＩＣＰ备05000001号",
            "政府網站標識碼：4712000013 主辦單位：某局",
        ] {
            assert_eq!(
                marks(foot).site_code.as_deref(),
                Some("4712000013"),
                "{foot}"
            );
        }
        let of = marks("网站标识码:４７１２００００13 京ＩＣＰ备05000001号");
        assert_eq!(of.icp.as_deref(), Some("京ICP备05000001号"));
        assert_eq!(marks("网站标识码：4712 2026").site_code, None);
        assert_eq!(marks("主辦單位：某局").sponsor.as_deref(), Some("某局"));
    }
}
