use huabiao::inspection;

use crate::Exit;
use crate::args::RulesArguments;
use crate::summary_table;

/// Lists the rules, or explains one.
pub(crate) fn run(arguments: &RulesArguments) -> anyhow::Result<Exit> {
    let lang = arguments.lang;
    let Some(wanted) = &arguments.rule else {
        crate::say!("{}", summary_table::rules(lang));
        return Ok(Exit::Done);
    };
    match inspection::ALL
        .iter()
        .find(|rule| rule.id.as_str() == wanted)
    {
        Some(rule) => crate::say!("{}", rule.explanation.get(lang).trim_end()),
        None => {
            eprintln!("huabiao: there is no rule `{wanted}`; `huabiao rules` lists them");
            return Ok(Exit::Bad);
        }
    }
    Ok(Exit::Done)
}
