mod asset_dead;
mod column_blank;
mod column_missing;
mod column_stale;
mod consultation_missing;
mod data_published;
mod date_future;
mod domain_irregular;
mod external_link_dead;
mod fault_entrance_missing;
mod fault_report_late;
mod government_banner_missing;
mod guide_basis_empty;
mod guide_element_missing;
mod guide_form_missing;
mod guide_materials_unclear;
mod guide_missing;
mod guide_wording_vague;
mod header_name_missing;
mod home_few_updates;
mod home_stale;
mod https_missing;
mod interpretation_forms;
mod interpretation_unlinked;
mod interview_few;
mod ipv6_missing;
mod link_dead;
mod link_hidden;
mod link_hijacked;
mod mark_missing;
mod message_incomplete;
mod message_statistics_missing;
mod message_unanswered;
mod messages_hidden;
mod messages_stale;
mod meta_missing;
mod name_irregular;
mod outlink_nongovernment;
mod outlink_wrong;
mod page_head;
mod page_inaccessible;
mod personal_data;
mod policy_uninterpreted;
mod reply_late;
mod required_link_missing;
mod search_broken;
mod search_miss;
mod search_ungrouped;
mod service_statistics_stale;
mod services_scattered;
mod site_unreachable;
mod sitemap_missing;
mod survey_few;
mod wording_fault;

use crate::Rule;

/// Every rule of this crate, ordered by identifier.
pub static ALL: &[&Rule] = &[
    &asset_dead::RULE,
    &column_blank::RULE,
    &column_missing::RULE,
    &column_stale::RULE,
    &consultation_missing::RULE,
    &data_published::RULE,
    &date_future::RULE,
    &domain_irregular::RULE,
    &external_link_dead::RULE,
    &fault_entrance_missing::RULE,
    &fault_report_late::RULE,
    &government_banner_missing::RULE,
    &guide_basis_empty::RULE,
    &guide_element_missing::RULE,
    &guide_form_missing::RULE,
    &guide_materials_unclear::RULE,
    &guide_missing::RULE,
    &guide_wording_vague::RULE,
    &header_name_missing::RULE,
    &home_few_updates::RULE,
    &home_stale::RULE,
    &https_missing::RULE,
    &interpretation_forms::RULE,
    &interpretation_unlinked::RULE,
    &interview_few::RULE,
    &ipv6_missing::RULE,
    &link_dead::RULE,
    &link_hidden::RULE,
    &link_hijacked::RULE,
    &mark_missing::RULE,
    &message_incomplete::RULE,
    &message_statistics_missing::RULE,
    &message_unanswered::RULE,
    &messages_hidden::RULE,
    &messages_stale::RULE,
    &meta_missing::RULE,
    &name_irregular::RULE,
    &outlink_nongovernment::RULE,
    &outlink_wrong::RULE,
    &page_head::RULE,
    &page_inaccessible::RULE,
    &personal_data::RULE,
    &policy_uninterpreted::RULE,
    &reply_late::RULE,
    &required_link_missing::RULE,
    &search_broken::RULE,
    &search_miss::RULE,
    &search_ungrouped::RULE,
    &service_statistics_stale::RULE,
    &services_scattered::RULE,
    &site_unreachable::RULE,
    &sitemap_missing::RULE,
    &survey_few::RULE,
    &wording_fault::RULE,
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
