use huabiao::run::{RunPlan, site_key};
use huabiao::store::RunStore;
use huabiao::types::Lang;

use super::ScoreArguments;
use super::desk::{self, Desk};
use crate::args::CommonArguments;
use crate::inspect_command::SCORE;
use crate::{Exit, estate, output, set_file, summary_table};

/// Writes the results of the last inspection again, as decisions left them.
pub(super) async fn score(arguments: &ScoreArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.ledger).await?;
    let desk = Desk::open(&store, &arguments.ledger).await?;
    let Some((run, sites)) = estate::last(&store, &desk.name).await? else {
        return Err(desk.refused(
            &format!("台账 {} 没有对应的检查", desk.name),
            &format!("no inspection belongs to the ledger {}", desk.name),
        ));
    };
    let common = CommonArguments {
        out: arguments.out.clone(),
        db: None,
        today: Some(run.day),
        issuer: arguments.issuer.clone(),
        rectify_by: None,
        notes: Vec::new(),
        lang: desk.lang,
        quiet: true,
        json: false,
    };
    let same = |folder: &std::path::Path| std::fs::canonicalize(folder).ok();
    let own = same(&desk::beside(&arguments.ledger.db));
    if own.is_some() && own == same(&arguments.out) {
        return Err(desk.refused(
            "--out 不得是检查时的结果文件夹，否则原始结果会被覆盖",
            "--out is the folder of the inspection; its results would be overwritten",
        ));
    }
    let Some(first) = sites.first() else {
        return Ok(Exit::Done);
    };
    let card = store.result(run.run, &site_key(first)).await?.scorecard;
    let plan = RunPlan {
        set: set_file::of_card(arguments.set.as_deref(), &card)?,
        today: run.day,
        sites,
        score: SCORE,
        options: String::new(),
        records: std::collections::BTreeMap::new(),
        answers: std::collections::BTreeMap::new(),
        parallel: 1,
    };
    let ledger = desk.office.ledger();
    let scope = output::write(&store, run.run, &plan, None, &common, None, Some(ledger)).await?;
    summary_table::print(&scope, &common)?;
    let away = scope.taken_out.unwrap_or_default();
    match desk.lang {
        Lang::En => crate::say!("inspection of {}, without {away} problems", plan.today),
        Lang::Zh => crate::say!("{}的检查，已扣除问题{away}个", plan.today),
    }
    Ok(Exit::Done)
}
