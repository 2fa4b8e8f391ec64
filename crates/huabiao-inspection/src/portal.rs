use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Reach, Reason, RuleId};

/// The check of a rule that is for the portals of governments only, where the site is
/// none or nobody said what it is.
pub(crate) fn unless_portal(rule: RuleId, site: &SiteFacts) -> Option<Check> {
    let reach = match site.profile.category {
        None => Reach::Nothing(vec![Reason::CategoryUnknown]),
        Some(category) if !category.is_portal() => Reach::NotApplicable(Reason::PortalsOnly),
        Some(_) => return None,
    };
    Some(Check::new(rule).reach(reach))
}

/// Reasons why something that is not there may still be there for people: a shell that
/// scripts fill, a notice, a parked name.
pub(crate) fn nothing_seen(what: &str) -> Reason {
    Reason::NothingSeen {
        what: what.to_owned(),
    }
}
