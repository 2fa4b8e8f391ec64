use huabiao::registry::Plan;
use huabiao::types::Lang;

use super::plan::texts;
use super::source::Source;

/// The whole plan for a spreadsheet.
pub(super) fn csv(plan: &Plan, source: &Source, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(match lang {
        Lang::En => [
            "id",
            "name",
            "home",
            "unit",
            "kind",
            "proposed",
            "decided",
            "reasons",
            "overruled by",
            "why overruled",
        ],
        Lang::Zh => [
            "登记编号",
            "网站名称",
            "首页网址",
            "主办单位",
            "网站类别",
            "建议",
            "决定",
            "理由",
            "改定人",
            "改定理由",
        ],
    })?;
    for (id, item) in &plan.items {
        let now = source.estate.site(id).and_then(|site| site.on(plan.day));
        let unit = now.and_then(|now| now.sponsor());
        let unit = unit.and_then(|unit| source.estate.unit(unit)?.on(plan.day));
        let overruled = item.overruled.as_ref();
        let separator = match lang {
            Lang::En => "; ",
            Lang::Zh => "；",
        };
        let cells = [
            id.as_str(),
            now.map_or("", |now| now.site.name.as_str()),
            now.map_or("", |now| now.site.home.as_str()),
            unit.map_or("", |unit| unit.name.as_str()),
            item.category.name(lang),
            &item.proposed.text(lang),
            &item.decided().text(lang),
            &texts(item, lang).join(separator),
            overruled.map_or("", |one| one.by.as_str()),
            overruled.map_or("", |one| one.reason.as_str()),
        ];
        writer.write_record(cells.map(guarded))?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_name_is_no_formula() {
        assert_eq!(guarded("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(guarded("栗州市民政局"), "栗州市民政局");
    }
}
