mod card;
mod credit;
mod elsewhere;
mod evidence;
mod identity;
mod people;
mod scan;
mod table;
mod trace;

use std::collections::{BTreeSet, HashSet};

use huabiao_facts::{PersonalBeside, PersonalKind, PersonalNumber, Traces};

use self::card::{Card, card};
use self::elsewhere::Elsewhere;
use self::evidence::Around;
pub(crate) use self::evidence::{after, before};
use self::scan::{Number, Shape, figures, numbers};
use crate::regions::Regions;
use crate::sink::fold;
use crate::skeleton::Skeleton;

/// What is private on a page, already masked in everything that is read off it.
#[derive(Debug, Default)]
pub(crate) struct Private {
    found: Vec<Found>,
    elsewhere: Vec<Elsewhere>,
    /// The figures of every number that was masked.
    known: HashSet<Vec<u8>>,
    /// Every number that could be a person's, masked.
    traces: BTreeSet<String>,
}

/// A number of a person in the text.
#[derive(Clone, Copy, Debug)]
struct Found {
    kind: PersonalKind,
    beside: Option<PersonalBeside>,
    start: usize,
    end: usize,
}

/// Finds the numbers of persons in the text and masks them, there and in all that the
/// pass keeps but addresses: whatever is read off the page afterwards holds none of them.
///
/// Masked numbers stay what they are. The numbers of bodies, such as social credit
/// codes, accounts of offices and telephones of those who may be called, are none.
/// Addresses stay as they are, for they must be asked for.
pub(crate) fn find(skeleton: &mut Skeleton, source: &str) -> Private {
    let (mut sound, mut waiting) = (Vec::new(), Vec::new());
    let text = &skeleton.text;
    numbers(text, |number| match number.kind {
        Shape::Mobile => waiting.push(number),
        _ if is_sound(text, number) => sound.push(number),
        _ => {}
    });
    let mut private = Private::default();
    for text in [text.as_str(), source] {
        trace::numbers(text, &mut private.traces);
    }
    let mut masks = Vec::new();
    let mut others = Vec::new();
    for (index, number) in sound.into_iter().enumerate() {
        if index >= LOOKS {
            // Too many to read the label of each: rather too many stars than a leak.
            masks.push((number.person(), number.start, number.end));
            continue;
        }
        match sure(skeleton, number) {
            Some(found) => private.found.push(found),
            None => others.push(number),
        }
    }
    // A mobile number is a person's own by what stands around it.
    let mut mobiles = Vec::new();
    for (index, number) in waiting.into_iter().enumerate() {
        if index >= MOBILE_LOOKS {
            masks.push((number.person(), number.start, number.end));
            continue;
        }
        let around = Around::of(skeleton, number.start);
        match around.and_then(|around| around.mobile(&private.found)) {
            Some(beside) => mobiles.push(Found {
                kind: PersonalKind::Mobile,
                beside: Some(beside),
                start: number.start,
                end: number.end,
            }),
            None => others.push(number),
        }
    }
    private.found.extend(mobiles);
    private.found.sort_by_key(|found| found.start);
    let found = private.found.iter();
    masks.extend(found.map(|found| (found.kind, found.start, found.end)));
    let of = |start, end| figures(skeleton.text.get(start..end).unwrap_or_default());
    private.known = masks
        .iter()
        .map(|&(_, start, end)| of(start, end))
        .collect();
    // The same number under another label is still the person's.
    if !private.known.is_empty() {
        let again = others
            .into_iter()
            .filter(|number| private.known.contains(&of(number.start, number.end)));
        masks.extend(again.map(|number| (number.person(), number.start, number.end)));
    }
    elsewhere::mask(skeleton, source, &mut private);
    if !masks.is_empty() {
        let mut bytes = core::mem::take(&mut skeleton.text).into_bytes();
        for (kind, start, end) in masks {
            if let Some(number) = bytes.get_mut(start..end) {
                mask(kind, number);
            }
        }
        // Figures became stars of their width, so it is a text still.
        skeleton.text = String::from_utf8(bytes).unwrap_or_default();
    }
    private
}

impl Private {
    /// What was found, as facts; the text is masked by now.
    pub(crate) fn facts(&self, skeleton: &Skeleton, regions: &Regions) -> Vec<PersonalNumber> {
        let numbers = self.found.iter().take(MOST).filter_map(|found| {
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
        let mut numbers: Vec<PersonalNumber> = numbers.collect();
        let others = self.elsewhere.iter().map(|one| one.fact(skeleton, regions));
        numbers.extend(others.take(MOST - numbers.len().min(MOST)));
        numbers
    }

    /// Every number of the page that could be a person's, judged or not.
    pub(crate) fn traces(&self) -> Traces {
        Traces {
            numbers: self.traces.iter().take(TRACES).cloned().collect(),
            terms: Vec::new(),
            cut: self.traces.len() > TRACES,
        }
    }

    /// Masks what is private in a text that was read off a script or an address; what is
    /// asked for must not go through it.
    pub(crate) fn mask(&self, text: &mut String) {
        if let Some(masked) = elsewhere::masked(text, &self.known) {
            *text = masked;
        }
    }
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
    let around = Around::of(skeleton, number.start)?;
    if around.is_example(number.end) {
        return None;
    }
    let kind = match number.kind {
        Shape::Identity if identity::is_identity(&figures) => {
            let named = around.names_identity();
            if around.goes_on(number.end) && !around.names_disability() {
                return None;
            }
            let other = around.names_other_number() || identity::is_also_credit_code(&figures);
            (named || !other).then_some(PersonalKind::IdNumber)
        }
        Shape::Card => match card(&figures)? {
            _ if around.is_account_of_a_body() => None,
            _ if around.names_account_of_a_body() && !around.names_card() => None,
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

/// Stars for all but the first and last figures.
fn mask(kind: PersonalKind, number: &mut [u8]) {
    let (first, last) = match kind {
        PersonalKind::BankCard => (4, 4),
        PersonalKind::IdNumber => (3, 2),
        PersonalKind::Mobile => (3, 4),
    };
    // The last byte of each figure; those of a full-width one are three.
    let places: Vec<usize> = (0..number.len())
        .filter(|&at| match number.get(at) {
            Some(byte) if byte.is_ascii_alphanumeric() => true,
            Some(0x90..=0x99) => is_wide(number, at, 0xbc),
            _ => false,
        })
        .collect();
    for (place, at) in places.iter().enumerate() {
        if place >= first
            && place + last < places.len()
            && let Some(byte) = number.get_mut(*at)
        {
            *byte = if byte.is_ascii() { b'*' } else { WIDE_STAR };
        }
    }
}

/// Whether the last byte of a full-width character stands at a place.
fn is_wide(number: &[u8], at: usize, middle: u8) -> bool {
    at.checked_sub(2).and_then(|from| number.get(from..at)) == Some(&[0xef, middle])
}

/// The last byte of a full-width star (＊).
const WIDE_STAR: u8 = 0x8a;
/// Long numbers of one page whose labels are read.
const LOOKS: usize = 5_000;
/// Mobile numbers of one page whose surroundings are read.
const MOBILE_LOOKS: usize = 2_000;
/// Numbers kept of one page.
const MOST: usize = 200;
/// Numbers kept of one page that are judged or not.
const TRACES: usize = 1_000;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::Page;

    use crate::testing;

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
        let url = "http://www.example.gov.cn/a/b.html";
        testing::page(url, body)
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
    fn what_is_judged_otherwise_leaves_a_trace() {
        let (id, card) = (identity("33010219900307123"), card("622202000000000001"));
        for text in [
            format!("<p>编号：{id}</p>"),
            format!("<p>身份证号 {id}（示例）</p>"),
            format!("<p>{}</p>", id.replace('1', "１")),
            format!("<form><input name=sfz value='{id}'></form>"),
            format!("<p>{}<b>{}</b></p>", &id[..6], &id[6..]),
        ] {
            let mask = format!("330{}{}", "*".repeat(13), &id[16..]);
            let traces = page(&text).traces;
            assert!(traces.numbers.contains(&mask), "{text}: {traces:?}");
        }
        let text = format!("<p>项目编号 {card}、138-0000-0000</p>");
        let traces = page(&text).traces;
        let masked = format!("6222{}{}", "*".repeat(11), &card[15..]);
        assert_eq!(traces.numbers, ["138****0000".to_owned(), masked]);
        assert!(page("<p>2026-11-25 发布</p>").traces.is_empty());
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
            format!("案号{id}"),
            format!("合同号：{id}"),
            format!("机动车检验机构资质 {id}"),
            format!("工商注册号 {id}"),
            format!("身份证号栏填18位，样例：{id}，末位为校验码"),
            format!("例：{id}（示例）"),
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
            format!("收款人：某某县财政局，账号{card}"),
            format!("户名：某某县财政局 开户行：某银行 账号：{card}"),
            format!("收款单位：某某县慈善总会<br>账号：{card}"),
            format!("捐款账户：某县红十字会，{card}"),
            format!("履约保证金缴纳账户（某交易中心）{card}"),
            format!("国库账户 {card}"),
            format!("卡号：{}***********{}", &card[..4], &card[15..]),
            "编码 4111111111111111".to_owned(),
            "帐号：7111111111111118".to_owned(),
        ] {
            assert_eq!(found(&text), [""; 0], "{text}");
        }
    }

    #[test]
    fn full_width_figures_and_certificates_of_disability() {
        let id = identity("33010219900307123");
        let wide: String = id
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
            .collect();
        let page = page(&format!("<title>{wide}</title><p>张三 身份证：{wide}"));
        assert_eq!(page.personal.len(), 1, "{:?}", page.personal);
        assert!(!format!("{page:?}").contains(&wide));
        assert!(page.personal[0].masked.starts_with("３３０＊＊"));
        assert_eq!(found(&format!("残疾证号：{id}43")).len(), 1);
        assert_eq!(found(&format!("社保编码 {id}43")), [""; 0]);
        assert_eq!(found(&format!("{id}43")), [""; 0]);
    }

    #[test]
    fn holders_that_are_no_persons() {
        let card = card("622202000000000001");
        for text in [
            format!("户名：云泽市第一中学，开户行：农行云泽支行，账号：{card}"),
            format!("户名：云泽市总工会 账号：{card}"),
            format!("<p>账户名称：云泽市住房公积金管理处<p>银行账号：{card}"),
            format!("<p>收款单位：云泽市残疾人联合会<p>账号：{card}"),
            format!("<p>接收单位：云泽市慈善会<p>人民币账号：{card}"),
            format!("开户单位：云泽市自来水厂；开户银行：建行；帐号：{card}"),
            format!("收款账户：户名：云泽市公共资源交易服务部；卡号/账号：{card}"),
            format!("户名：总工会 账号：{card}"),
            format!("质保卡号：{card}"),
        ] {
            assert_eq!(found(&text), [""; 0], "{text}");
        }
        for text in [
            format!("户名：张办；开户行：农行；账号：{card}"),
            format!("户名：张 伟 账号：{card}"),
            format!("户名：阿依古丽 账号：{card}"),
            format!(
                "<table><tr><th>户名<th>开户银行名称<th>卡号<tr><td>张三<td>农行<td>{card}</table>"
            ),
        ] {
            assert_eq!(found(&text).len(), 1, "{text}");
        }
    }

    #[test]
    fn numbers_of_things_and_examples() {
        let id = identity("33010219900307123");
        for text in [
            format!("不动产单元号 {id}"),
            format!("宗地 {id}"),
            format!("设备出厂号：{id}"),
            format!("快递运单：{id}"),
            format!("包裹号：{id}"),
            format!("票据号码：{id}"),
            format!("身份证号请按 {id} 的格式填写"),
            format!("测试卡（模拟数据，非真实人员）：姓名：测试，身份证号：{id}"),
        ] {
            assert_eq!(found(&text), [""; 0], "{text}");
        }
        let text = format!("（样本户）张伟，身份证号{id}，领取补助500元。");
        assert_eq!(found(&text).len(), 1, "{text}");
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
            list("便民服务队员名单", headings, &people),
            list("村医签约服务团队", headings, &people),
            list("安全生产监督员公示", headings, &people),
            list("低保公示", "序号<td>姓名<td>服务区域<td>电话", &people),
            list("导游人员名单", headings, &people),
            list("志愿者", headings, &people),
            list("各村家庭医生", headings, &people),
            list("楼栋长信息公示", headings, &people),
            list("备案开锁从业人员", headings, &people),
            list("跨区作业农机手名单（可电话预约）", headings, &people),
            list(
                "民宿一览表",
                "序号<td>店主姓名<td>民宿<td>订房电话",
                &people,
            ),
            list("红白理事会成员", headings, &people),
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
