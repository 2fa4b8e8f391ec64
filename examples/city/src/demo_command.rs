use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::NaiveDate;
use huabiao::crawler::{Config, Crawler};
use huabiao::registry::{Site, read_csv};
use huabiao::run::{RunPlan, site_key};
use huabiao::scoring::Text;
use huabiao::store::RunStore;
use huabiao::types::Lang;

use crate::args::{CommonArguments, DemoArguments};
use crate::database::Database;
use crate::demo::City;
use crate::inspect_command::{self, work};
use crate::interrupt::stopped;
use crate::planted::PlantedReport;
use crate::year::{self, Opening};
use crate::{Exit, clock, database, output, remarks, serve, summary_table};

/// Inspects the made-up city, says how many of the faults put into it were found,
/// and serves the results.
pub(crate) async fn run(arguments: &DemoArguments) -> anyhow::Result<Exit> {
    let day = first_day(arguments);
    let lang = arguments.common.lang;
    inspect_command::due_after(arguments.common.rectify_by, Some(day), lang)?;
    let common = CommonArguments {
        today: Some(day),
        issuer: match arguments.common.issuer.as_str() {
            "" => year::ISSUER.get(lang).to_owned(),
            issuer => issuer.to_owned(),
        },
        rectify_by: Some(year::rectify_by(arguments.common.rectify_by, day)),
        notes: vec![Text {
            zh: "本通报为示范数据：城市、网站、单位和缺陷均为虚构，可用性记录亦为模拟。".to_owned(),
            en: "This bulletin shows a demonstration: the city, its sites, units and faults are made up, \
                 and the record of visits is simulated."
                .to_owned(),
        }],
        ..arguments.common.clone()
    };
    let city = City::new(day);
    let serving = city
        .serve()
        .await
        .context("the city cannot be served on this machine")?;

    output::make_folder(&common.out)?;
    let database = Database::of_run(&common).await?;
    let list = common.out.join("sites.csv");
    output::write_bytes(&list, &city.sites_csv())?;
    let import = read_csv(&std::fs::read(&list)?);
    remarks::write(&import, &common.out, common.lang)?;
    remarks::say(&import, &list, Some(&common.out), common.lang, common.quiet);
    ensure!(
        import.rejected.is_empty(),
        "the site list of the demo was not read whole"
    );

    let config = config(&serving);
    let plan = plan(import.sites.clone(), &common, &config);
    let crawler = Crawler::new(config)?;
    let store = &database.store;
    for (host, visits) in city.visits() {
        if let Some(site) = plan.sites.iter().find(|site| site.host == host) {
            store.add_visits(&site_key(site), &visits).await?;
        }
    }
    let Some(scope) = work(store, &crawler, &plan, &common, Some(import)).await? else {
        return Ok(Exit::Interrupted);
    };
    let report = PlantedReport::new(&city, &scope.findings());
    report.write(&common.out)?;
    summary_table::print(&scope, &common)?;
    if !common.json {
        crate::say!("{}", report.text(common.lang));
    }
    drop(serving);
    if !arguments.no_year {
        let opening = Opening { city, scope };
        let font = arguments.font.as_deref();
        let played = year::play(&common, font, store, &plan.sites, opening).await?;
        let Some(record) = played else {
            return Ok(Exit::Interrupted);
        };
        if !common.json {
            crate::say!("{}", record.text(common.lang));
        }
    }
    // Before the lock goes: another run may begin while the results are served.
    database::close_all().await;
    drop(database);
    if !arguments.once {
        show(&common).await?;
    }
    Ok(Exit::Done)
}

/// The day of the first inspection. The year is that of the day which was given, or of
/// today; one inspection alone is made on that day itself.
fn first_day(arguments: &DemoArguments) -> NaiveDate {
    let day = arguments.common.today.unwrap_or_else(clock::today);
    if arguments.no_year {
        day
    } else {
        year::first_day(day)
    }
}

/// How the city is crawled. A request may take far longer than it does on an idle
/// machine, and few are under way at once: both keep a busy machine from making a site
/// look dead that is only slow.
pub(crate) fn config(serving: &serve::Serving) -> Config {
    Config {
        pins: serving.pins.clone(),
        roots: serving.roots.clone(),
        pause: Duration::ZERO,
        per_host: 8,
        connections: 24,
        timeout: Duration::from_millis(2500),
        visit_timeout: Duration::from_millis(2500),
        backoff: Duration::from_millis(50),
        max_pages: 200,
        ..Config::default()
    }
}

/// The plan for sites of the city.
pub(crate) fn plan(sites: Vec<Site>, common: &CommonArguments, config: &Config) -> RunPlan {
    RunPlan {
        parallel: PARALLEL,
        ..inspect_command::plan(sites, common.today, config)
    }
}

/// Sites worked on at the same time.
const PARALLEL: usize = 16;

/// Serves the results on a free port of this machine until Ctrl-C.
async fn show(common: &CommonArguments) -> anyhow::Result<()> {
    let folder = serve::folder(&common.out).await?;
    let address = folder.addr;
    crate::say!(
        "{}",
        match common.lang {
            Lang::En => format!("the bulletin: http://{address}/ (Ctrl-C ends)"),
            Lang::Zh => format!("通报已生成：http://{address}/（按 Ctrl-C 结束）"),
        }
    );
    stopped().await;
    Ok(())
}
