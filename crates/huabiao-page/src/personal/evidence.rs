use huabiao_facts::PersonalBeside;

use super::table::{self, Row};
use super::{Found, people};
use crate::skeleton::{Line, Skeleton};

/// What stands around a number: its line, its row, the words that name it.
pub(super) struct Around<'a> {
    skeleton: &'a Skeleton,
    line: &'a Line,
    start: usize,
    /// The nearest words before it: its label.
    label: &'a str,
    row: Option<Row>,
    /// The heading of its column, or empty.
    heading: &'a str,
}

impl<'a> Around<'a> {
    pub(super) fn of(skeleton: &'a Skeleton, start: usize) -> Option<Self> {
        let line = skeleton.line_at(u32::try_from(start).ok()?)?;
        let row = table::row_of(skeleton, line.node);
        let heading = row
            .and_then(|row| {
                let heading = table::heading(skeleton, row)?;
                table::cell_texts(skeleton, heading).nth(row.column)
            })
            .unwrap_or_default();
        let own = skeleton
            .text
            .get(line.start as usize..start)
            .unwrap_or_default();
        // A label of its own line, else the line before: 身份证号 / 440…
        let label = if own.trim().is_empty() && heading.is_empty() {
            before(&skeleton.text, start, LABEL)
        } else {
            before(own, own.len(), LABEL)
        };
        Some(Self {
            skeleton,
            line,
            start,
            label,
            row,
            heading,
        })
    }

    pub(super) fn names_identity(&self) -> bool {
        self.any(is_identity_label)
    }

    /// Whether the label says that the number is one of a file, a permit, a code.
    pub(super) fn names_other_number(&self) -> bool {
        self.any(is_other_label)
    }

    pub(super) fn names_card(&self) -> bool {
        self.any(is_card_label)
    }

    /// Whether it is said to be an example of a number (样例), before it or in brackets
    /// right after it.
    pub(super) fn is_example(&self, end: usize) -> bool {
        let behind = after(&self.skeleton.text, end, 6);
        let line = self.skeleton.text.get(self.line.start as usize..self.start);
        let line = line.map_or("", |line| before(line, line.len(), LINE));
        self.any(is_example)
            || behind.starts_with(['（', '(']) && is_example(behind)
            || behind.contains("格式")
            || TESTS.iter().any(|word| line.contains(word))
    }

    /// Whether figures follow: it is the beginning of a longer number.
    pub(super) fn goes_on(&self, end: usize) -> bool {
        goes_on(&self.skeleton.text, end)
    }

    pub(super) fn names_disability(&self) -> bool {
        self.any(|label| label.contains(DISABILITY))
    }

    /// Whether its line says that it is an account that only a body has: 国库账户.
    pub(super) fn names_account_of_a_body(&self) -> bool {
        let line = self.skeleton.text.get(self.line.start as usize..self.start);
        let line = line.map_or("", |line| before(line, line.len(), LINE));
        let says = |text: &str| ACCOUNTS.iter().any(|word| text.contains(word));
        says(line) || says(self.label) || says(self.heading)
    }

    /// Whether the account belongs to an office or a company, which publishes it to be
    /// paid.
    pub(super) fn is_account_of_a_body(&self) -> bool {
        let around = [
            before(&self.skeleton.text, self.start, NEAR),
            after(&self.skeleton.text, self.start, NEAR),
        ];
        // Below a heading the label names the column, not what follows it.
        let in_line = self.heading.is_empty();
        around.iter().any(|text| {
            HOLDERS.iter().any(|label| {
                text.match_indices(label).any(|(at, _)| {
                    let behind = after(text, at + label.len(), 40);
                    let colon = behind.trim_start().starts_with(['：', ':']);
                    let holder = holder(behind);
                    let is_body = BODIES.iter().any(|end| holder.ends_with(end));
                    let body = is_body || label.ends_with("单位") && colon;
                    let long = holder.chars().count() > 1 && (colon || in_line);
                    (body || long) && !people::may_be_person(holder)
                })
            })
        })
    }

    /// What shows that a mobile number is a person's own, if anything does.
    pub(super) fn mobile(&self, found: &[Found]) -> Option<PersonalBeside> {
        let line = self.skeleton.text.get(self.line.start as usize..self.start);
        let own = line.map_or("", |line| before(line, line.len(), LINE));
        if people::is_about_body(own) || people::is_about_body(self.heading) {
            return None;
        }
        if self.beside_number(found) {
            return Some(PersonalBeside::Number);
        }
        self.in_list().then_some(PersonalBeside::List)
    }

    /// Whether the same row, or the same few short lines, holds an identity number or a
    /// card, open or masked.
    fn beside_number(&self, found: &[Found]) -> bool {
        let (from, to) = match self.row {
            Some(row) => match self.skeleton.nodes.get(row.row as usize) {
                Some(node) => (node.range().start, node.range().end),
                None => return false,
            },
            None => self.near(),
        };
        found
            .iter()
            .any(|other| from <= other.start && other.end <= to)
            || holds_masked(self.skeleton.text.get(from..to).unwrap_or_default())
    }

    /// The line, and the short ones just before and after it.
    fn near(&self) -> (usize, usize) {
        let lines = &self.skeleton.lines;
        let index = lines.partition_point(|line| line.start < self.line.start);
        let short = |index: usize| lines.get(index).filter(|line| line.chars <= 40);
        let mut from = self.line.start;
        let mut to = self.line.end;
        for back in 1..=2 {
            match index.checked_sub(back).and_then(short) {
                Some(line) => from = line.start,
                None => break,
            }
        }
        for ahead in 1..=2 {
            match short(index + ahead) {
                Some(line) => to = line.end,
                None => break,
            }
        }
        (from as usize, to as usize)
    }

    /// Whether it stands in a list of people who hold no office: a table with a column
    /// of names and several rows, no word of office in its headings, above it, or in the
    /// row.
    fn in_list(&self) -> bool {
        let Some(row) = self.row else { return false };
        let Some(heading) = table::heading(self.skeleton, row) else {
            return false;
        };
        let Some(column) =
            table::cell_texts(self.skeleton, heading).position(people::asks_for_names)
        else {
            return false;
        };
        let headings = table::text(self.skeleton, heading);
        // What stands right above the table says more of it than the title of the page.
        let served = table::cell_texts(self.skeleton, heading)
            .nth(column)
            .is_some_and(people::holds_no_office);
        let above = self
            .skeleton
            .nodes
            .get(row.table as usize)
            .map_or("", |node| {
                before(&self.skeleton.text, node.range().start, ABOVE)
            });
        let caption = above.lines().rev().find(|line| !line.trim().is_empty());
        let served = served || caption.is_some_and(people::lists_the_served);
        if people::is_about_body(headings)
            || people::is_about_office(above)
            || !served && people::is_about_office(&self.skeleton.title)
            || people::is_about_body(table::text(self.skeleton, row.row))
        {
            return false;
        }
        let named = |index: u32| {
            table::cell_texts(self.skeleton, index)
                .nth(column)
                .is_some_and(people::is_name)
        };
        named(row.row)
            && table::rows(self.skeleton, row.table)
                .filter(|&index| index != heading && named(index))
                .take(MIN_PEOPLE)
                .count()
                == MIN_PEOPLE
    }

    fn any(&self, says: impl Fn(&str) -> bool) -> bool {
        says(self.label) || says(self.heading)
    }
}

pub(super) fn is_identity_label(label: &str) -> bool {
    IDENTITY.iter().any(|word| label.contains(word))
}

/// Whether a label is that of a file, a permit, a code.
pub(super) fn is_other_label(label: &str) -> bool {
    OTHER.iter().any(|word| label.contains(word))
}

/// Whether a text says that a number is an example.
pub(super) fn is_example(text: &str) -> bool {
    // 样本户 are households that were drawn.
    let is_household = |word: &str| word == "样本" && text.contains("样本户");
    let mut examples = EXAMPLES.iter();
    examples.any(|word| text.contains(word) && !is_household(word))
}

pub(super) fn is_card_label(label: &str) -> bool {
    CARDS.iter().any(|word| label.contains(word)) && !label.contains("质保")
}

/// Whether figures follow a place.
pub(super) fn goes_on(text: &str, end: usize) -> bool {
    let next = text.as_bytes().get(end);
    next.is_some_and(u8::is_ascii_digit)
}

/// The holder of an account in the text behind the label.
fn holder(behind: &str) -> &str {
    let lead = |c: char| c.is_whitespace() || "：:（()）".contains(c);
    let behind = behind.trim_start_matches(lead);
    let stop = |c: char| c.is_whitespace() || "，；,;。、（(）)".contains(c);
    let end = behind.find(stop).unwrap_or(behind.len());
    let holder = behind.get(..end).unwrap_or_default();
    // 张 伟.
    let rest = behind.get(end..).unwrap_or_default();
    match rest.strip_prefix(' ') {
        Some(rest) if holder.chars().count() == 1 => {
            let more = rest.find(stop).unwrap_or(rest.len());
            behind.get(..end + 1 + more).unwrap_or_default()
        }
        _ => holder,
    }
}

/// Whether a text holds a masked identity number or card: 15 to 19 figures and stars, at
/// least four of them stars.
fn holds_masked(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('*') {
        let lead = rest.get(..at).unwrap_or_default();
        let figures = lead.bytes().rev().take_while(u8::is_ascii_digit).count();
        let tail = rest.get(at..).unwrap_or_default();
        let length = tail
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'X' | b'x'))
            .count();
        let stars = tail
            .bytes()
            .take(length)
            .filter(|byte| *byte == b'*')
            .count();
        if figures >= 3 && stars >= 4 && (15..=19).contains(&(figures + length)) {
            return true;
        }
        rest = tail.get(length.max(1)..).unwrap_or_default();
    }
    false
}

/// The last `chars` characters before a place.
pub(crate) fn before(text: &str, at: usize, chars: usize) -> &str {
    let lead = text.get(..at).unwrap_or_default();
    let from = lead
        .char_indices()
        .rev()
        .take(chars)
        .last()
        .map_or(lead.len(), |(at, _)| at);
    lead.get(from..).unwrap_or_default()
}

/// The first `chars` characters from a place on.
pub(crate) fn after(text: &str, at: usize, chars: usize) -> &str {
    let tail = text.get(at..).unwrap_or_default();
    let to = tail
        .char_indices()
        .nth(chars)
        .map_or(tail.len(), |(at, _)| at);
    tail.get(..to).unwrap_or_default()
}

/// Characters of a label.
pub(super) const LABEL: usize = 14;
/// Characters of a line before a number.
const LINE: usize = 60;
/// Characters in which the holder of an account is named.
const NEAR: usize = 80;
/// Characters above a table that say what it lists.
const ABOVE: usize = 60;
/// Rows with names that make a list of people.
const MIN_PEOPLE: usize = 3;

/// Labels of identity numbers.
const IDENTITY: [&str; 4] = ["身份证", "公民身份", "证件号", "身份号"];

/// Labels of bank cards.
const CARDS: [&str; 10] = [
    "银行卡",
    "卡号",
    "储蓄卡",
    "存折",
    "一卡通",
    "社保卡",
    "信用卡",
    "打卡",
    "银行账",
    "银行帐",
];

/// Words of examples of how to fill in a form.
const EXAMPLES: [&str; 5] = ["样例", "示例", "范例", "样本", "举例"];

/// Words of what is no number of anybody.
const TESTS: [&str; 6] = ["测试卡", "测试数据", "模拟数据", "虚构", "样卡", "非真实"];

/// The word before numbers of certificates of disability.
pub(super) const DISABILITY: &str = "残疾";

/// Labels of accounts that only bodies have.
const ACCOUNTS: [&str; 9] = [
    "捐款账",
    "捐赠账",
    "缴纳账",
    "缴款账",
    "国库账",
    "对公账",
    "专户",
    "专用账",
    "保证金账",
];

/// Labels of numbers that are no person's.
const OTHER: [&str; 44] = [
    "登记号",
    "案号",
    "合同号",
    "资质",
    "注册号",
    "标段",
    "信用代码",
    "机构代码",
    "税号",
    "纳税",
    "登记证",
    "许可证",
    "文号",
    "编号",
    "编码",
    "项目",
    "受理",
    "案件",
    "流水",
    "单号",
    "业务号",
    "批次",
    "订单",
    "档案",
    "序列",
    "条码",
    "条形码",
    "代码",
    "标识码",
    "备案",
    "公网安备",
    "凭证",
    "不动产单元",
    "单元号",
    "宗地",
    "出厂",
    "运单",
    "快递",
    "包裹",
    "票据",
    "质保",
    "保修",
    "发票",
    "设备号",
];

/// Labels before the holder of an account.
const HOLDERS: [&str; 15] = [
    "户名",
    "户 名",
    "账户名称",
    "帐户名称",
    "开户名称",
    "收款单位",
    "收款人",
    "收款方",
    "收款账户名",
    "账户名",
    "开户名",
    "单位名称",
    "接收单位",
    "开户单位",
    "账户全称",
];

/// Ends of the names of bodies.
const BODIES: [&str; 22] = [
    "局",
    "厅",
    "委",
    "办",
    "委员会",
    "中心",
    "公司",
    "医院",
    "学校",
    "协会",
    "学会",
    "基金会",
    "政府",
    "办公室",
    "研究所",
    "检定所",
    "大学",
    "学院",
    "院",
    "站",
    "总会",
    "财政所",
];
