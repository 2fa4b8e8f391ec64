use chrono::NaiveDate;
use huabiao::registry::{Inspected, Measured};

use super::date;
use super::site::{FoundingSite, Sort};

/// What was measured of the sites in 2016 and 2017. Of towns and streets nobody counted
/// people, and nobody counted anything of what nobody answers for.
pub(super) fn all(sites: &[FoundingSite]) -> anyhow::Result<Vec<Measured>> {
    let measured = sites.iter().map(|site| {
        let mut of = Measured::of(site.id.parse()?);
        let roll = |what: &str, from: u64, to: u64| roll(&site.id, what, from, to);
        let (staff, visits, articles) = match site.sort {
            Sort::Main | Sort::Bureau => (2..=6, 3_200..=60_000, 60..=700),
            Sort::Copy => (2..=3, 3_100..=8_000, 60..=140),
            Sort::Second => (1..=2, 90..=1_900, 5..=60),
            Sort::Topic => (0..=1, 10..=700, 0..=12),
            Sort::Weak => (2..=3, 3_100..=5_200, 55..=120),
            Sort::Town => (1..=1, 20..=400, 4..=45),
            Sort::Nobody => (0..=0, 5..=300, 0..=2),
        };
        let staff = u16::try_from(roll("staff", *staff.start(), *staff.end())).ok();
        let articles = u32::try_from(roll("articles", *articles.start(), *articles.end())).ok();
        let visits = Some(roll("visits", *visits.start(), *visits.end()));
        if site.sort != Sort::Nobody {
            (of.articles, of.visits) = (articles, visits);
            of.staff = staff.filter(|_| site.sort != Sort::Town);
        }
        if site.id == super::unit::CITY {
            of.visits = Some(480_000);
        }
        weaken(&mut of, site);
        of.inspections = inspections(site);
        of.titles = titles(site, sites);
        Ok(of)
    });
    measured.collect()
}

/// Each weak site has a weakness or two of its own.
fn weaken(of: &mut Measured, site: &FoundingSite) {
    if site.sort != Sort::Weak {
        return;
    }
    let low = |what: &str, to: u64| roll(&site.id, what, 0, to);
    match site.id.as_str() {
        // Its site was rebuilt after it failed.
        "kab-chenglan" => return,
        // People look at it when the water rises.
        "fxzx-chenglan" => {
            of.visits = Some(870);
            return;
        }
        _ => {}
    }
    if site.index % 4 < 2 {
        of.staff = u16::try_from(low("people", 1)).ok();
    }
    if site.index % 4 != 1 {
        of.articles = u32::try_from(3 + low("few", 40)).ok();
    }
    if site.index.is_multiple_of(3) {
        of.visits = Some(60 + low("look", 2_400));
    }
}

/// The inspections of eight quarters.
fn inspections(site: &FoundingSite) -> Vec<Inspected> {
    let failing: &[usize] = match (site.sort, site.index % 5) {
        _ if site.id == "kab-chenglan" => &[2, 4, 5],
        // Nobody knows in which of its quarters a site is better than usual.
        (Sort::Main | Sort::Bureau | Sort::Copy, 0) => &[1],
        (Sort::Main | Sort::Bureau | Sort::Copy, _) => &[],
        (Sort::Weak, 0..=2) if site.id != "fxzx-chenglan" => &[3, 5, 6],
        (Sort::Weak, _) => &[2],
        (Sort::Second, 0..=1) => &[2, 4, 5, 7],
        (Sort::Second, _) => &[6],
        (Sort::Topic | Sort::Town | Sort::Nobody, _) => &[0, 2, 4, 5, 6, 7],
    };
    // The towns were inspected in the last year alone.
    let from = match site.sort {
        Sort::Town | Sort::Topic => 4,
        _ => 0,
    };
    let days = QUARTERS.into_iter().enumerate().skip(from);
    days.map(|(at, day)| Inspected {
        day,
        passed: Some(!failing.contains(&at)),
    })
    .collect()
}

/// Titles of what a site published. Copies have most of theirs from the department.
fn titles(site: &FoundingSite, sites: &[FoundingSite]) -> Vec<String> {
    let own = |name: &str| {
        let name = name.trim_start_matches("澄岚市");
        let from = usize::try_from(roll(name, "subject", 0, 23)).unwrap_or_default();
        let subjects = (0..TITLES).filter_map(|n| SUBJECTS.get((from + n * 7) % SUBJECTS.len()));
        let titles = subjects.map(|subject| match roll(name, subject, 0, 2) {
            0 => format!("{name}召开{subject}会议"),
            1 => format!("{name}关于{subject}的通知"),
            _ => format!("{name}{subject}情况通报"),
        });
        titles.collect::<Vec<String>>()
    };
    match site.sort {
        Sort::Main | Sort::Bureau | Sort::Weak => own(&site.name),
        Sort::Copy => {
            let above = super::sites::COPIES
                .iter()
                .find(|(_, slug, _)| site.id.starts_with(&format!("{slug}-")))
                .map(|(.., above)| super::unit::below(above));
            let department = sites.iter().find(|one| Some(&one.id) == above.as_ref());
            let taken = department.map_or_else(Vec::new, |one| own(&one.name));
            let mut titles: Vec<String> = taken.into_iter().take(5).collect();
            titles.extend(own(&site.name).into_iter().take(1));
            titles
        }
        _ => Vec::new(),
    }
}

/// A number between two others that is always the same for the same words.
pub(super) fn roll(of: &str, what: &str, from: u64, to: u64) -> u64 {
    let bytes = of.bytes().chain([b' ']).chain(what.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    from + (hash >> 17) % (to.saturating_sub(from) + 1)
}

/// Titles of a site that somebody collected.
const TITLES: usize = 6;

const SUBJECTS: [&str; 24] = [
    "年度工作要点",
    "政务公开培训",
    "安全生产大检查",
    "行政审批事项清理",
    "党风廉政建设",
    "建议提案办理",
    "春节值班安排",
    "公开招聘工作人员",
    "绩效考核结果",
    "法治宣传教育",
    "重点项目推进",
    "信访积案化解",
    "专业技术职称评审",
    "政府采购招标",
    "保密检查",
    "结对帮扶活动",
    "干部任前公示",
    "汛期应急演练",
    "预算执行分析",
    "志愿服务月",
    "行风评议",
    "双随机抽查",
    "档案整理移交",
    "节约型机关创建",
];

const QUARTERS: [NaiveDate; 8] = [
    date(2016, 3, 18),
    date(2016, 6, 17),
    date(2016, 9, 16),
    date(2016, 12, 16),
    date(2017, 3, 17),
    date(2017, 6, 16),
    date(2017, 9, 15),
    date(2017, 12, 15),
];
