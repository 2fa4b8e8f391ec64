use std::collections::BTreeMap;

use super::{Note, Reason, Rejected, read_csv_table};
use crate::Platform;

/// What was read from a list of accounts.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AccountImport {
    /// The accounts of the good rows, in the order of the list.
    pub accounts: Vec<ListedAccount>,
    /// The rows that were not taken, in the order of the list.
    pub rejected: Vec<Rejected>,
    /// What is worth knowing about the list.
    pub notes: Vec<Note>,
}

/// An account as a list gives it.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListedAccount {
    /// The line of the file, from 1.
    pub line: u64,
    /// Where it is.
    pub platform: Platform,
    /// Its name on the platform.
    pub name: String,
    /// What names it on the platform for good; may be empty.
    pub handle: String,
    /// The name of the unit that answers for it; may be empty.
    pub sponsor_name: String,
}

/// Reads a list of official accounts (政务新媒体名单) from CSV, as
/// [`read_csv`](crate::read_csv) reads sites: encoding and separator are found out, the
/// headings stand in one of the first ten rows and may be Chinese or English. The platform
/// has a column, or stands before the name as in `微博:示例发布`.
///
/// ```
/// use huabiao_registry::{Platform, read_accounts};
/// use huabiao_types::Lang;
///
/// let list = "账号名称,平台,主办单位\n示例发布,新浪微博,示例市人民政府办公室\n示例发布,,\n";
/// let import = read_accounts(list.as_bytes());
/// assert_eq!(import.accounts[0].platform, Platform::Weibo);
/// assert_eq!(import.rejected[0].text(Lang::Zh), "第3行“平台”：没有填写所在平台");
/// ```
pub fn read_accounts(bytes: &[u8]) -> AccountImport {
    let mut import = AccountImport::default();
    let table = match read_csv_table(bytes, |heading| Field::of(heading).is_some()) {
        Ok(table) => table,
        Err(reason) => {
            import.reject(0, "", reason);
            return import;
        }
    };
    import.notes = table.notes;
    let fields = |cells: &[String]| -> BTreeMap<Field, (usize, String)> {
        let named = cells.iter().enumerate();
        let named = named.filter_map(|(at, cell)| Some((Field::of(cell)?, (at, cell.clone()))));
        named.collect()
    };
    let head = table
        .rows
        .iter()
        .take(HEAD)
        .position(|row| fields(&row.cells).contains_key(&Field::Name));
    let Some(head) = head else {
        import.reject(0, "", Reason::NoHeader);
        return import;
    };
    let columns = table
        .rows
        .get(head)
        .map(|row| fields(&row.cells))
        .unwrap_or_default();
    let mut known: BTreeMap<(Platform, String), u64> = BTreeMap::new();
    for row in table.rows.iter().skip(head + 1) {
        let cell = |field: Field| {
            let at = columns.get(&field).map(|(at, _)| *at);
            let cell = at.and_then(|at| row.cells.get(at));
            cell.map(|cell| cell.trim().to_owned()).unwrap_or_default()
        };
        let heading = |field: Field| columns.get(&field).map_or("", |(_, heading)| heading);
        let whole = cell(Field::Name);
        let (before, name) = match whole.split_once([':', '：']) {
            Some((before, name)) => (before.trim(), name.trim()),
            None => ("", whole.as_str()),
        };
        if name.is_empty() || name.starts_with("//") {
            let found = whole.chars().take(60).collect();
            import.reject(
                row.line,
                heading(Field::Name),
                Reason::NoAccountName { found },
            );
            continue;
        }
        let platform = Platform::of(&cell(Field::Platform)).or_else(|| Platform::of(before));
        let Some(platform) = platform else {
            import.reject(row.line, heading(Field::Platform), Reason::NoPlatform);
            continue;
        };
        let key = (platform.clone(), name.to_owned());
        if let Some(line) = known.get(&key) {
            let line = *line;
            import.reject(
                row.line,
                heading(Field::Name),
                Reason::DuplicateAccount { line },
            );
            continue;
        }
        known.insert(key, row.line);
        import.accounts.push(ListedAccount {
            line: row.line,
            platform,
            name: name.to_owned(),
            handle: cell(Field::Handle),
            sponsor_name: cell(Field::Sponsor),
        });
    }
    import
}

impl AccountImport {
    fn reject(&mut self, line: u64, column: &str, reason: Reason) {
        self.rejected.push(Rejected {
            line,
            column: column.to_owned(),
            reason,
        });
    }
}

#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Field {
    Handle,
    Name,
    Platform,
    Sponsor,
}

impl Field {
    fn of(heading: &str) -> Option<Self> {
        let heading = heading.split(['(', '（']).next().unwrap_or_default();
        let heading = heading.trim().to_lowercase();
        let found = HEADINGS
            .iter()
            .find(|(_, names)| names.contains(&heading.as_str()));
        found.map(|(field, _)| *field)
    }
}

/// Headings as lists write them, lower case.
const HEADINGS: [(Field, &[&str]); 4] = [
    (
        Field::Handle,
        &["账号id", "账号", "id", "handle", "account id"],
    ),
    (
        Field::Name,
        &[
            "账号名称",
            "名称",
            "新媒体名称",
            "account",
            "account name",
            "name",
        ],
    ),
    (
        Field::Platform,
        &[
            "平台",
            "所在平台",
            "类型",
            "账号类型",
            "新媒体类型",
            "platform",
            "type",
        ],
    ),
    (Field::Sponsor, &["主办单位", "开设单位", "sponsor", "unit"]),
];

/// Rows among which the headings are looked for.
const HEAD: usize = 10;
