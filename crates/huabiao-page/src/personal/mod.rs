mod card;
mod credit;
mod evidence;
mod identity;
mod people;
mod scan;
mod table;

use huabiao_facts::{PersonalBeside, PersonalKind, PersonalNumber};

use self::card::{Card, card};
use self::evidence::Around;
pub(crate) use self::evidence::{after, before};
use self::scan::{Number, Shape, figures, numbers};
use crate::regions::Regions;
use crate::sink::fold;
use crate::skeleton::Skeleton;

/// A number of a person, found and already masked in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    kind: PersonalKind,
    beside: Option<PersonalBeside>,
    start: usize,
    end: usize,
}

/// Finds the numbers of persons in the text and masks them, there and in title, meta
/// elements and descriptions of pictures: whatever is read off the page afterwards holds
/// none of them.
///
/// Masked numbers stay what they are. The numbers of bodies, such as social credit
/// codes, accounts of offices and telephones of those who may be called, are none.
pub(crate) fn find(skeleton: &mut Skeleton) -> Vec<Found> {
    let mut found = Vec::new();
    let mut waiting = Vec::new();
    let mut looked = 0;
    let text = &skeleton.text;
    numbers(text, |number| {
        if found.len() >= MOST {
            return;
        }
        match number.kind {
            Shape::Mobile if waiting.len() < MOST => waiting.push(number),
            Shape::Mobile => {}
            _ if looked < LOOKS && is_sound(text, number) => {
                looked += 1;
                found.extend(sure(skeleton, number));
            }
            _ => {}
        }
    });
    // A mobile number is a person's own by what stands around it.
    let mobiles = waiting.into_iter().filter_map(|number| {
        let beside = Around::of(skeleton, number.start, number.end)?.mobile(&found)?;
        Some(Found {
            kind: PersonalKind::Mobile,
            beside: Some(beside),
            start: number.start,
            end: number.end,
        })
    });
    let mobiles: Vec<Found> = mobiles.collect();
    found.extend(mobiles);
    found.sort_by_key(|found| found.start);
    mask_elsewhere(skeleton, &found);
    if !found.is_empty() {
        let mut bytes = core::mem::take(&mut skeleton.text).into_bytes();
        for found in &found {
            if let Some(number) = bytes.get_mut(found.start..found.end) {
                mask(found.kind, number);
            }
        }
        // Only figures became stars, so it is a text still.
        skeleton.text = String::from_utf8(bytes).unwrap_or_default();
    }
    found
}

/// What was found, as facts; the text is masked by now.
pub(crate) fn facts(
    found: &[Found],
    skeleton: &Skeleton,
    regions: &Regions,
) -> Vec<PersonalNumber> {
    let numbers = found.iter().filter_map(|found| {
        let at = u32::try_from(found.start).ok()?;
        let line = skeleton.line_at(at)?;
        let node = skeleton.nodes.get(line.node as usize)?;
        let lead = evidence::before(&skeleton.text, found.start, 24);
        let tail = evidence::after(&skeleton.text, found.end, 12);
        let number = skeleton.text.get(found.start..found.end)?;
        Some(PersonalNumber {
            kind: found.kind,
            masked: number.to_owned(),
            beside: found.beside,
            context: fold(&format!("{lead}{number}{tail}"), 60),
            line: node.line.max(1),
            region: regions.of(line.node, at),
            hidden: line.hidden,
        })
    });
    numbers.collect()
}

/// Whether the figures alone make an identity number or a card.
fn is_sound(text: &str, number: Number) -> bool {
    let figures = figures(text.get(number.start..number.end).unwrap_or_default());
    identity::is_identity(&figures) || card(&figures).is_some()
}

/// An identity number or a bank card, told by itself and its label.
fn sure(skeleton: &Skeleton, number: Number) -> Option<Found> {
    let raw = skeleton.text.get(number.start..number.end)?;
    let figures = figures(raw);
    let around = Around::of(skeleton, number.start, number.end)?;
    let kind = match number.kind {
        Shape::Identity if identity::is_identity(&figures) => {
            let named = around.names_identity();
            let other = around.names_other_number() || identity::is_also_credit_code(&figures);
            (named || !other).then_some(PersonalKind::IdNumber)
        }
        Shape::Card => match card(&figures)? {
            _ if around.is_account_of_a_body() => None,
            Card::Sure => (around.names_card() || !around.names_other_number())
                .then_some(PersonalKind::BankCard),
            Card::Maybe => around.names_card().then_some(PersonalKind::BankCard),
        },
        _ => None,
    }?;
    Some(Found {
        kind,
        beside: None,
        start: number.start,
        end: number.end,
    })
}

/// Masks what was found in the texts of the page that are not its visible text.
fn mask_elsewhere(skeleton: &mut Skeleton, found: &[Found]) {
    let known: Vec<Vec<u8>> = found
        .iter()
        .filter_map(|found| skeleton.text.get(found.start..found.end))
        .map(figures)
        .collect();
    if let Some(masked) = masked(&skeleton.title, &known) {
        skeleton.title = masked;
    }
    for meta in &mut skeleton.meta {
        if let Some(masked) = masked(&meta.content, &known) {
            meta.content = masked;
        }
    }
    for link in &mut skeleton.links {
        if let Some(alt) = &link.alt
            && let Some(masked) = masked(alt, &known)
        {
            link.alt = Some(masked.as_str().into());
        }
    }
}

/// A text with identity numbers, cards that are sure, and known numbers masked; `None`
/// where there are none.
fn masked(text: &str, known: &[Vec<u8>]) -> Option<String> {
    if text.len() < 11 {
        return None;
    }
    let mut places = Vec::new();
    numbers(text, |number| {
        let figures = figures(text.get(number.start..number.end).unwrap_or_default());
        let kind = match number.kind {
            Shape::Identity if identity::is_identity(&figures) => PersonalKind::IdNumber,
            Shape::Card if card(&figures) == Some(Card::Sure) => PersonalKind::BankCard,
            Shape::Mobile if known.contains(&figures) => PersonalKind::Mobile,
            _ if known.contains(&figures) => PersonalKind::BankCard,
            _ => return,
        };
        places.push((kind, number.start, number.end));
    });
    if places.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for (kind, start, end) in places {
        if let Some(number) = bytes.get_mut(start..end) {
            mask(kind, number);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Stars for all but the first and last figures.
fn mask(kind: PersonalKind, number: &mut [u8]) {
    let (first, last) = match kind {
        PersonalKind::BankCard => (4, 4),
        PersonalKind::IdNumber => (3, 2),
        PersonalKind::Mobile => (3, 4),
    };
    let length = number
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .count();
    let figures = number
        .iter_mut()
        .filter(|byte| byte.is_ascii_alphanumeric());
    for (place, figure) in figures.enumerate() {
        if place >= first && place + last < length {
            *figure = b'*';
        }
    }
}

/// Long numbers of one page whose labels are read.
const LOOKS: usize = 5_000;
/// Numbers kept of one page.
const MOST: usize = 200;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::Page;
    use url::Url;

    use crate::{Input, read};

    /// The check character of an identity number.
    fn identity(body: &str) -> String {
        let all = "0123456789X".chars().map(|last| format!("{body}{last}"));
        let mut right = all.filter(|number| super::identity::is_identity(number.as_bytes()));
        right.next().unwrap()
    }

    /// The check figure of a card.
    fn card(body: &str) -> String {
        let all = (0..10).map(|last| format!("{body}{last}"));
        let mut right = all.filter(|number| super::card::card(number.as_bytes()).is_some());
        right.next().unwrap()
    }

    fn page(body: &str) -> Page {
        let url = Url::parse("http://www.example.gov.cn/a/b.html").unwrap();
        read(&Input {
            url: &url,
            hosts: &[],
            content_type: None,
            status: 200,
            body: body.as_bytes(),
        })
    }

    fn found(body: &str) -> Vec<String> {
        let numbers = page(body).personal.into_iter();
        numbers
            .map(|number| format!("{} {}", number.kind.as_str(), number.masked))
            .collect()
    }

    #[test]
    fn nothing_of_the_page_holds_the_number() {
        let (id, card) = (identity("33010219900307123"), card("622202000000000001"));
        let body = format!(
            "<title>名单 {id}</title><meta name=description content='张三 {id} 13800000000'>\
             <h1>公示 {id}</h1><p>张三，身份证号{id}，手机 138 0000 0000，卡号 {card}。</p>\
             <ul><li><a href=/x title='{id}'>张三{id}</a> 2021-03-05<li><a href=/y>李四</a> 2021-03-04\
             <li><a href=/z>王五</a> 2021-03-03</ul><img src=a alt='{card}'>\
             <table><tr><td>{}</td><td>{}</td></tr></table>",
            &id[..6],
            &id[6..]
        );
        let page = page(&body);
        let shown = format!("{page:?}");
        for number in [&id, &card, "13800000000", "138 0000 0000"] {
            assert!(!shown.contains(number), "{number} in {shown}");
        }
        assert!(page.text.excerpt.contains("身份证号330"), "{shown}");
        assert_eq!(page.personal.len(), 5, "{:?}", page.personal);
    }

    #[test]
    fn labels_decide_where_the_figures_do_not() {
        let id = identity("33010219900307123");
        for text in [
            format!("身份证号：{id}"),
            format!("身份证号码</td><td>{id}"),
            format!("张三（{id}）"),
            format!("居民身份证/{id}"),
            format!("{} {} {}", &id[..6], &id[6..14], &id[14..]),
            format!("<p>公民身份号码</p><p>{id}</p>"),
            format!("<table><tr><th>编号<th>身份证号<tr><td>1<td>{id}</table>"),
        ] {
            assert_eq!(found(&text).len(), 1, "{text}");
        }
        for text in [
            format!("受理编号：{id}"),
            format!("许可证号 {id}"),
            format!("统一社会信用代码：{id}"),
            format!("<table><tr><th>姓名<th>案件编号<tr><td>张三<td>{id}</table>"),
            format!("http://x.cn/{id}"),
            format!("{}0", id),
            format!("{}*************{}", &id[..3], &id[16..]),
            "统一社会信用代码 91350100M000100Y43".to_owned(),
            "911101066976941872".to_owned(),
        ] {
            assert_eq!(found(&text), [""; 0], "{text}");
        }
    }

    #[test]
    fn cards_of_persons_and_accounts_of_bodies() {
        let card = card("622202000000000001");
        let groups = format!(
            "{} {} {} {} {}",
            &card[..4],
            &card[4..8],
            &card[8..12],
            &card[12..16],
            &card[16..]
        );
        for text in [
            format!("卡号：{card}"),
            format!("张三 {groups}"),
            format!("开户行：某银行 户名：张三 账号：{card}"),
            "信用卡 4111 1111 1111 1111".to_owned(),
        ] {
            assert_eq!(found(&text).len(), 1, "{text}");
        }
        for text in [
            format!("项目编号：{card}"),
            format!("户名：某某县财政局 开户行：某银行 账号：{card}"),
            format!("收款单位：某某县慈善总会<br>账号：{card}"),
            format!("卡号：{}***********{}", &card[..4], &card[15..]),
            "编码 4111111111111111".to_owned(),
            "帐号：7111111111111118".to_owned(),
        ] {
            assert_eq!(found(&text), [""; 0], "{text}");
        }
    }

    fn list(title: &str, headings: &str, people: &[&str]) -> String {
        let rows: String = people.iter().map(|row| format!("<tr><td>{row}")).collect();
        format!("<h1>{title}</h1><table><tr><td>{headings}{rows}</table>")
    }

    #[test]
    fn mobile_numbers_of_people_who_hold_no_office() {
        let people = [
            "1<td>张三<td>某村<td>13800000001",
            "2<td>李四<td>某村<td>13800000002",
            "3<td>王 五<td>某村<td>138-0000-0003",
        ];
        let headings = "序号<td>姓名<td>住址<td>电话";
        assert_eq!(found(&list("低保公示", headings, &people)).len(), 3);
        // Office holders, contacts, too few people, no names, masked ones.
        for page in [
            list("低保公示", "序号<td>姓名<td>职务<td>电话", &people),
            list("河长名单", headings, &people),
            list("低保公示", headings, &people[..2]),
            list("低保公示", "序号<td>场所<td>住址<td>电话", &people),
            "联系人：张三 13800000000，李四 13900000000，王五 13700000000".to_owned(),
            "<p>姓名：张三<p>电话：138****0000<p>身份证号：330***********1234".to_owned(),
        ] {
            assert_eq!(found(&page), [""; 0], "{page}");
        }
        let beside = "<p>姓名：张三<p>身份证号：330***********1234<p>手机：13800000000";
        assert_eq!(found(beside), ["mobile 138****0000"]);
    }
}
