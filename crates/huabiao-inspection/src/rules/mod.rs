mod asset_dead;
mod column_blank;
mod column_stale;
mod consultation_missing;
mod date_future;
mod external_link_dead;
mod guide_missing;
mod home_stale;
mod link_dead;
mod link_hidden;
mod link_hijacked;
mod mark_missing;
mod meta_missing;
mod personal_data;
mod site_unreachable;

use crate::Rule;

/// Every rule of this crate, ordered by identifier.
pub static ALL: &[&Rule] = &[
    &asset_dead::RULE,
    &column_blank::RULE,
    &column_stale::RULE,
    &consultation_missing::RULE,
    &date_future::RULE,
    &external_link_dead::RULE,
    &guide_missing::RULE,
    &home_stale::RULE,
    &link_dead::RULE,
    &link_hidden::RULE,
    &link_hijacked::RULE,
    &mark_missing::RULE,
    &meta_missing::RULE,
    &personal_data::RULE,
    &site_unreachable::RULE,
];

#[cfg(test)]
mod tests {
    use huabiao_types::Lang;

    use super::ALL;

    #[test]
    fn identifiers_are_sorted_and_unique() {
        assert!(ALL.is_sorted_by(|a, b| a.id < b.id));
    }

    #[test]
    fn every_rule_explains_itself() {
        for (lang, headings) in [
            (Lang::Zh, ["查什么", "为什么", "怎么改", "依据"]),
            (
                Lang::En,
                ["What it finds", "Why it matters", "How to fix it", "Source"],
            ),
        ] {
            for rule in ALL {
                let text = rule.explanation.get(lang);
                let mut rest = text;
                for heading in headings {
                    let heading = format!("## {heading}\n\n");
                    let Some((_, below)) = rest.split_once(&heading) else {
                        panic!("{}: no `{heading}` in its place", rule.id);
                    };
                    let section = below.split("\n## ").next().unwrap_or_default();
                    assert!(
                        section.trim().chars().count() > 10,
                        "{}: {heading}",
                        rule.id
                    );
                    rest = below;
                }
                assert!(text.contains(rule.source.document), "{}", rule.id);
            }
        }
    }
}
