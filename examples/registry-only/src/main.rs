//! The registry alone, as a program that has everything else would embed it: a list becomes
//! an estate, two bureaux merge, what a rule still demands is said, and a plan is made.

use chrono::NaiveDate;
use huabiao_registry::{
    Actor, Command, Context, Criteria, Estate, Particulars, Refusal, Role, UnitKind, Way,
    check_domains, check_name, propose, read_csv,
};
use huabiao_types::{Lang, UnitCode};

const LIST: &str = "网站标识码,网站名称,首页网址,主办单位编码\n\
    3301000001,示例市人民政府,www.example.gov.cn,city\n\
    3301000002,示例文化之窗,whj.example.gov.cn,whj\n\
    3301000003,示例市旅游局,www.example-lyj.com,lyj\n\
    33010000,示例市档案局,daj.example.gov.cn,daj\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut estate = Estate::default();
    let start: NaiveDate = "2018-01-01".parse()?;
    for (code, superior, kind) in [
        ("city", None, UnitKind::City),
        ("whj", Some("city"), UnitKind::Department),
        ("lyj", Some("city"), UnitKind::Department),
    ] {
        let found = Command::FoundUnit {
            unit: code.parse()?,
            name: code.into(),
            kind,
            superior: superior.map(str::parse).transpose()?,
        };
        enter(&mut estate, start, &found)?;
    }
    let import = read_csv(LIST.as_bytes());
    for row in &import.rejected {
        println!("{}", row.text(Lang::Zh));
    }
    for site in import.sites {
        for flag in check_name(&site.name).iter().chain(&check_domains(&site)) {
            println!("{}（{}）", flag.text(Lang::Zh), flag.norm.source());
        }
        let particulars = Box::new(Particulars::of(site));
        let site = particulars.site.host.parse()?;
        enter(&mut estate, start, &Command::Enrol { site, particulars })?;
    }
    let (unit, into) = ("lyj".parse()?, "whj".parse()?);
    let merger = "2019-03-01".parse()?;
    enter(&mut estate, merger, &Command::MergeUnit { unit, into })?;
    let leave = Command::BeginLeaving {
        site: "www.example-lyj.com".parse()?,
        way: Way::Into("whj.example.gov.cn".parse()?),
        reason: "机构合并".into(),
        approval: None,
        notices: vec![],
    };
    if let Err(refusal) = enter(&mut estate, merger, &leave) {
        println!("{}", refusal.text(Lang::Zh));
    }
    let plan = propose(&estate, merger, &[], &Criteria::default());
    for (site, item) in &plan.items {
        let why: Vec<String> = item.reasons.iter().map(|why| why.text(Lang::Zh)).collect();
        println!(
            "{site}：{}（{}）",
            item.decided().text(Lang::Zh),
            why.join("；")
        );
    }
    Ok(())
}

fn enter(estate: &mut Estate, day: NaiveDate, command: &Command) -> Result<(), Refusal> {
    let (person, unit) = ("office".into(), UnitCode::try_from("city".to_owned()));
    let unit = unit.expect("four letters are a code");
    let role = Role::City;
    let by = Actor { person, unit, role };
    let events = estate.decide(command, &Context { day, by: &by })?;
    estate.record(&events);
    Ok(())
}
