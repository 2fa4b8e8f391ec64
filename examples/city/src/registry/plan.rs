use std::collections::BTreeMap;
use std::path::Path;

use huabiao::registry::{Criteria, Measured, Overruling, Plan, PlanItem, RecordId, Why, propose};
use huabiao::types::Lang;
use serde::Deserialize;
use serde_json::{Value, json};

use super::source::{Source, json_file};
use super::{PlanArguments, plan_list, plan_table};
use crate::Exit;
use crate::founding::FoundingCity;
use crate::named_file::{bytes, refused};
use crate::output::{write_bytes, write_json};

/// Proposes what becomes of each site.
pub(super) fn run(arguments: &PlanArguments) -> anyhow::Result<Exit> {
    let lang = arguments.source.lang;
    let source = arguments.source.open()?;
    let plan = plan(arguments, &source)?;
    if let Some(file) = &arguments.out {
        write_bytes(file, &plan_list::csv(&plan, &source, lang)?)?;
    }
    if let Some(file) = &arguments.save {
        write_json(file, &plan)?;
    }
    if arguments.json {
        crate::say!(
            "{}",
            serde_json::to_string_pretty(&answer(&plan, &source, lang))?
        );
        return Ok(Exit::Done);
    }
    plan_table::print(&plan, lang);
    if let Some(file) = &arguments.out {
        match lang {
            Lang::En => crate::say!("every site with its reasons: {}", file.display()),
            Lang::Zh => crate::say!("全部网站及理由：{}", file.display()),
        }
    }
    Ok(Exit::Done)
}

/// What a person decided instead, as a file has it.
#[derive(Deserialize)]
struct Decision {
    site: RecordId,
    #[serde(flatten)]
    overruling: Overruling,
}

fn plan(arguments: &PlanArguments, source: &Source) -> anyhow::Result<Plan> {
    let lang = arguments.source.lang;
    let criteria = match (&arguments.criteria, &source.city) {
        (Some(file), _) => criteria(file, lang)?,
        (None, Some(_)) => FoundingCity::criteria(),
        (None, None) => Criteria::default(),
    };
    let mut plan = match (&source.city, &arguments.measured) {
        // The city's own measurements, and what its people decided.
        (Some(city), None)
            if arguments.criteria.is_none() && source.day == crate::founding::PLANNED =>
        {
            city.plan(&criteria)?
        }
        (Some(city), None) => propose(&source.estate, source.day, &city.measured, &criteria),
        (_, Some(file)) => {
            let measured: Vec<Measured> = json_file(file, lang)?;
            for of in &measured {
                if source.estate.site(&of.site).is_none() {
                    let words = match lang {
                        Lang::En => format!("{} is not registered", of.site),
                        Lang::Zh => format!("没有登记网站{}", of.site),
                    };
                    return Err(refused(file, &words, lang).into());
                }
            }
            propose(&source.estate, source.day, &measured, &criteria)
        }
        (None, None) => propose(&source.estate, source.day, &[], &criteria),
    };
    if let Some(file) = &arguments.overrulings {
        let decisions: Vec<Decision> = json_file(file, lang)?;
        for decision in decisions {
            plan.overrule(&decision.site, decision.overruling)
                .map_err(|error| refused(file, &error.text(lang), lang))?;
        }
    }
    Ok(plan)
}

fn criteria(file: &Path, lang: Lang) -> anyhow::Result<Criteria> {
    let bytes = bytes(file, lang)?;
    let text = String::from_utf8_lossy(&bytes);
    let read = toml::from_str(text.trim_start_matches('\u{feff}'));
    let criteria = read.map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text
            .get(..at)
            .map_or(1, |before| before.matches('\n').count() + 1);
        let why = error.message();
        let words = match lang {
            Lang::En => format!("line {line}: {why}"),
            Lang::Zh => format!("第{line}行无法读取：{why}"),
        };
        refused(file, &words, lang)
    });
    Ok(criteria?)
}

fn answer(plan: &Plan, source: &Source, lang: Lang) -> Value {
    let items = plan.items.iter().map(|(id, item)| {
        let now = source.estate.site(id).and_then(|site| site.on(plan.day));
        json!({
            "site": id,
            "name": now.map(|now| now.site.name.as_str()),
            "home": now.map(|now| now.site.home.as_str()),
            "unit": now.and_then(|now| now.sponsor()),
            "category": item.category,
            "proposed": item.proposed,
            "decided": item.decided(),
            "stays": item.stays(),
            "reasons": item.reasons,
            "reason_texts": texts(item, lang),
            "overruled": item.overruled,
        })
    });
    let items: Vec<Value> = items.collect();
    let (before, after) = (plan.before(), plan.after());
    let reasons: BTreeMap<&str, usize> = plan_table::reasons(plan).into_iter().collect();
    json!({
        "day": plan.day,
        "criteria": plan.criteria,
        "before": before.values().sum::<usize>(),
        "after": after.values().sum::<usize>(),
        "before_by_kind": before,
        "after_by_kind": after,
        "decided": plan_table::decisions(plan),
        "overruled": plan.items.values().filter(|item| item.overruled.is_some()).count(),
        "reasons": reasons,
        "items": items,
    })
}

/// The reasons of a proposal.
pub(super) fn texts(item: &PlanItem, lang: Lang) -> Vec<String> {
    item.reasons
        .iter()
        .map(|why: &Why| why.text(lang))
        .collect()
}
