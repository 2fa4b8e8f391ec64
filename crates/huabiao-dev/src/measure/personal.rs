use std::cell::OnceCell;
use std::path::Path;

use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::facts::PersonalKind;
use huabiao::page::read;

use super::mirror::{File, files, input};

/// Every number of a person that is found on the real pages, masked; then the same on
/// copies into which numbers were planted, beside masked ones and numbers of bodies.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    if !super::present(&data.join("sites")) {
        return Ok(());
    }
    let mut files = files(data)?;
    let mut hits = 0;
    for file in &files {
        for number in read(&input(file)).personal {
            hits += 1;
            println!(
                "{}:{}: {} {} ({})",
                file.name,
                number.line,
                number.kind.as_str(),
                number.masked,
                number.context
            );
        }
    }
    println!("{} pages as they are: {hits} numbers", files.len());
    let mut counts = [[0_usize; 5]; 3];
    let mut baits = 0;
    let mut seed = Seed(1);
    for file in &mut files {
        let plant = Plant::new(&mut seed);
        baits += plant.baits;
        insert(file, &plant.html);
        let page = read(&input(file));
        let untitled = OnceCell::new();
        let shown = format!("{page:?}");
        for (index, kind) in KINDS.iter().enumerate() {
            let mut left: Vec<_> = page
                .personal
                .iter()
                .filter(|number| number.kind == *kind)
                .collect();
            let [planted, found, office, open, wrong] = &mut counts[index];
            for (_, number) in plant.numbers.iter().filter(|(of, _)| of == kind) {
                *planted += 1;
                let at = left.iter().position(|one| is_mask(&one.masked, number));
                if let Some(at) = at {
                    left.remove(at);
                    *found += 1;
                } else if plant.bare.contains(number)
                    && untitled
                        .get_or_init(|| read(&input(&without_title(file))).personal)
                        .iter()
                        .any(|one| is_mask(&one.masked, number))
                {
                    *office += 1;
                    println!("office's contact: {} ({})", file.name, page.title);
                    continue;
                } else {
                    println!("missed: {} {}", file.name, kind.as_str());
                }
                // The page is kept without the number, wherever it stood.
                if shown.contains(number.as_str()) {
                    *open += 1;
                    println!("left open: {} {}", file.name, kind.as_str());
                }
            }
            for number in left {
                *wrong += 1;
                println!(
                    "wrong: {}: {} ({})",
                    file.name,
                    kind.as_str(),
                    number.context
                );
            }
        }
    }
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "kind",
        "planted",
        "found",
        "kept as an office's contact",
        "left open in the facts",
        "wrong",
    ]);
    for (kind, [planted, found, office, open, wrong]) in KINDS.iter().zip(counts) {
        table.add_row([
            kind.as_str().to_owned(),
            planted.to_string(),
            found.to_string(),
            office.to_string(),
            open.to_string(),
            wrong.to_string(),
        ]);
    }
    println!("{table}");
    println!(
        "{baits} masked numbers, credit codes, contacts, lists of office holders and accounts of bodies planted beside them; each one found would be counted as wrong"
    );
    println!(
        "kept as an office's contact: in a list of names and mobiles without a caption, on a page whose title names an office (the line says which); without that title the same copy has them found. Everything is planted in visible text, before the first part of the page that browsers do not show and that is not closed"
    );
    Ok(())
}

/// What is put into a copy of a page.
struct Plant {
    html: String,
    numbers: Vec<(PersonalKind, String)>,
    /// Those of `numbers` that stand in a list without a caption.
    bare: Vec<String>,
    baits: usize,
}

impl Plant {
    fn new(seed: &mut Seed) -> Self {
        let mut numbers = Vec::new();
        let ids: Vec<String> = (0..4).map(|_| identity(seed)).collect();
        let cards: Vec<String> = (0..2).map(|_| card(seed)).collect();
        let mobiles: Vec<String> = (0..8).map(|_| mobile(seed)).collect();
        let bait: Vec<String> = (0..7).map(|_| mobile(seed)).collect();
        let (other, account) = (identity(seed), card(seed));
        let masked = identity(seed);
        let html = format!(
            "<table><tr><th>序号<th>姓名<th>身份证号码<th>手机\
             <tr><td>1<td>张某<td>{}<td>{}<tr><td>2<td>李某<td>{}<td>{}</table>\
             <p>申请人王某（{}），银行卡号{}。</p><p>{}</p>\
             <h4>临时救助名单</h4><table><tr><td>姓名<td>住址<td>电话\
             <tr><td>张一<td>某村<td>{}<tr><td>李二<td>某村<td>{}<tr><td>王三<td>某村<td>{}</table>\
             <p>以上名单已经核实。</p><table><tr><td>姓名<td>住址<td>电话\
             <tr><td>张五<td>某村<td>{}<tr><td>李六<td>某村<td>{}<tr><td>王七<td>某村<td>{}</table>\
             <p>开户行：某某银行 户名：赵四 账号：{}</p>\
             <p>身份证号：{}***********{}</p><p>电话：138****0000</p>\
             <p>联系人：陈某 {}、周某 {}</p><p>受理编号：{other}</p>\
             <p>统一社会信用代码：91350100M000100Y43</p><p>911101066976941872</p>\
             <p>户名：某某县民政局 账号：{account}</p>\
             <table><tr><th>姓名<th>职务<th>电话<tr><td>刘某<td>河长<td>{}<tr><td>吴某<td>河长<td>{}</table>\
             <p>各村网格员名单</p><table><tr><td>姓名<td>电话\
             <tr><td>张八<td>{}<tr><td>李九<td>{}<tr><td>王十<td>{}</table>",
            ids[0],
            mobiles[0],
            ids[1],
            mobiles[1],
            ids[2],
            cards[0],
            ids[3],
            mobiles[2],
            mobiles[3],
            mobiles[4],
            mobiles[5],
            mobiles[6],
            mobiles[7],
            cards[1],
            &masked[..3],
            &masked[14..],
            bait[0],
            bait[1],
            bait[2],
            bait[3],
            bait[4],
            bait[5],
            bait[6]
        );
        let bare = mobiles[5..].to_vec();
        numbers.extend(ids.into_iter().map(|id| (PersonalKind::IdNumber, id)));
        numbers.extend(cards.into_iter().map(|card| (PersonalKind::BankCard, card)));
        numbers.extend(
            mobiles
                .into_iter()
                .map(|mobile| (PersonalKind::Mobile, mobile)),
        );
        Self {
            html,
            numbers,
            bare,
            baits: 13,
        }
    }
}

/// Puts markup before the end of the body, or at the end; in any case before a
/// `noscript` that never ends, for browsers that run scripts show nothing behind it.
fn insert(file: &mut File, html: &str) {
    // Copies are UTF-8 whatever they were, so that every label can be written.
    let name = read(&input(file)).charset.name;
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    let (text, _, _) = encoding.decode(&file.body);
    let lower = text.to_ascii_lowercase();
    let end = lower.rfind("</body>").unwrap_or(lower.len());
    let closed = lower[..end].rfind("</noscript").unwrap_or(0);
    let open = lower[closed..end].find("<noscript");
    let at = open.map_or(end, |open| closed + open);
    let (before, after) = text.split_at(at);
    file.body = format!("\u{feff}{before}{html}{after}").into_bytes();
}

/// The copy with an empty title.
fn without_title(file: &File) -> File {
    let text = String::from_utf8_lossy(&file.body);
    let lower = text.to_ascii_lowercase();
    let from = lower
        .find("<title")
        .and_then(|at| Some(at + lower[at..].find('>')? + 1));
    let body = match from.and_then(|from| Some((from, from + lower[from..].find("</title")?))) {
        Some((from, to)) => format!("{}{}", &text[..from], &text[to..]).into_bytes(),
        None => file.body.clone(),
    };
    File {
        name: file.name.clone(),
        url: file.url.clone(),
        body,
    }
}

/// Whether a masked number is this one masked.
fn is_mask(masked: &str, number: &str) -> bool {
    let masked: Vec<u8> = masked
        .bytes()
        .filter(|byte| *byte != b' ' && *byte != b'-')
        .collect();
    masked.len() == number.len()
        && masked
            .iter()
            .zip(number.bytes())
            .all(|(of, figure)| *of == b'*' || *of == figure)
}

/// A row of numbers that is the same in every run.
struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn identity(seed: &mut Seed) -> String {
    let provinces = [11, 31, 33, 44, 51, 62];
    let province = provinces[usize::try_from(seed.below(6)).unwrap_or(0)];
    let body = format!(
        "{province}01{:02}{}{:02}{:02}{:03}",
        1 + seed.below(20),
        1940 + seed.below(75),
        1 + seed.below(12),
        1 + seed.below(28),
        seed.below(1000)
    );
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body
        .bytes()
        .zip(weights)
        .map(|(figure, weight)| u32::from(figure - b'0') * weight)
        .sum();
    let check = b"10X98765432"[sum as usize % 11];
    format!("{body}{}", char::from(check))
}

fn mobile(seed: &mut Seed) -> String {
    format!("1{}{:09}", 3 + seed.below(7), seed.below(1_000_000_000))
}

fn card(seed: &mut Seed) -> String {
    let prefixes = ["622202", "621700", "622848", "621661", "621098", "623668"];
    let prefix = prefixes[usize::try_from(seed.below(6)).unwrap_or(0)];
    let body = format!("{prefix}{:012}", seed.below(1_000_000_000_000));
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, figure)| {
            let figure = u32::from(figure - b'0');
            match (place % 2, figure) {
                (0, 5..) => figure * 2 - 9,
                (0, _) => figure * 2,
                _ => figure,
            }
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

const KINDS: [PersonalKind; 3] = [
    PersonalKind::IdNumber,
    PersonalKind::BankCard,
    PersonalKind::Mobile,
];
