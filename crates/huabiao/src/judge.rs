//! The joins between domains that need no network: a registered site becomes the
//! subject of an inspection, its facts become checks and a scorecard.

use huabiao_facts::{SiteFacts, SiteProfile};
use huabiao_finding::Check;
use huabiao_inspection::{ALL, Limits, Rule};
use huabiao_registry::Site;
use huabiao_scoring::{IndicatorSet, ScoreOptions, Scorecard, Subject, score};

/// What rules need to know of a registered site.
pub fn profile(site: &Site) -> SiteProfile {
    SiteProfile {
        code: site.code.clone(),
        name: site.name.clone(),
        host: site.host.clone(),
        aliases: site.aliases.clone(),
        home: site.home.clone(),
        category: site.category,
        unit: site.unit.clone(),
        services: site.services,
    }
}

/// What an indicator set needs to know of a site.
pub fn subject(profile: &SiteProfile) -> Subject {
    Subject {
        site_code: profile.code.clone(),
        host: profile.host.clone(),
        name: profile.name.clone(),
        category: profile.category,
        services: profile.services,
    }
}

/// The limits of an indicator set, as rules read them. A limit that the set does
/// not give keeps its default.
pub fn limits(set: &IndicatorSet) -> Limits {
    let mut limits = Limits::default();
    let take = |name: &str, field: &mut u32| {
        if let Some(value) = set.limits.get(name) {
            *field = *value;
        }
    };
    take("home_days", &mut limits.home_days);
    take("news_days", &mut limits.news_days);
    take("notice_days", &mut limits.notice_days);
    take("interpretation_days", &mut limits.interpretation_days);
    take("long_days", &mut limits.long_days);
    take("visit_days", &mut limits.visit_days);
    take("visits_a_day", &mut limits.visits_a_day);
    take("visit_millis", &mut limits.visit_millis);
    take("failed_permille", &mut limits.failed_permille);
    take("guide_missing", &mut limits.guide_missing);
    take("policy_days", &mut limits.policy_days);
    take("message_days", &mut limits.message_days);
    take("message_window", &mut limits.message_window);
    take("message_age", &mut limits.message_age);
    take("statistics_days", &mut limits.statistics_days);
    take("statistics_quarter_days", &mut limits.statistics_quarter_days);
    take("report_working_days", &mut limits.report_working_days);
    take("report_window", &mut limits.report_window);
    take("activity_days", &mut limits.activity_days);
    take("surveys_portal", &mut limits.surveys_portal);
    take("surveys_other", &mut limits.surveys_other);
    take("interviews", &mut limits.interviews);
    take("home_updates", &mut limits.home_updates);
    limits
}

/// Judges the facts of one site: every rule of `huabiao-inspection`, then the
/// indicator set.
pub fn judge(
    facts: &SiteFacts,
    set: &IndicatorSet,
    options: &ScoreOptions,
) -> (Vec<Check>, Scorecard) {
    judge_with(facts, set, options, ALL)
}

/// The same with rules of your own choice.
pub fn judge_with(
    facts: &SiteFacts,
    set: &IndicatorSet,
    options: &ScoreOptions,
    rules: &[&Rule],
) -> (Vec<Check>, Scorecard) {
    let checks = huabiao_inspection::inspect(facts, &limits(set), rules);
    let card = score(set, &subject(&facts.profile), &checks, options);
    (checks, card)
}
