use chrono::NaiveDate;
use huabiao_bulletin::{DrawnSite, SampleDraw, Stratum};
use huabiao_supervision::{Draw, StratumDraw};
use huabiao_types::Lang;

use super::Desk;

/// The list of drawn sites (抽查名单) with everything that is needed to draw again.
///
/// `source` says where the seed comes from; `frame_sha256` is the hash of the published
/// list of candidates.
pub fn draw(
    desk: &Desk<'_>,
    draw: &Draw,
    source: Option<String>,
    frame_sha256: Option<String>,
    date: NaiveDate,
) -> SampleDraw {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let quarter = draw.plan.quarter;
    // As every table has them: the portal first.
    let mut strata: Vec<&StratumDraw> = draw.strata.iter().collect();
    strata.sort_by_key(|stratum| place(stratum));
    SampleDraw {
        head: desk.head(Vec::new(), None, date),
        place: desk.place.to_owned(),
        year: quarter.year(),
        quarter: Some(quarter.number()),
        seed: draw.plan.seed.clone(),
        seed_source: source,
        method: match desk.lang {
            Lang::En => vec![
                format!(
                    "The key of a site is SHA-256, in hexadecimal, of three lines without a line \
                     break at the end: the seed, {quarter}, the host of the site."
                ),
                "From each stratum the smallest keys are drawn: first sites that no earlier \
                 quarter of the year drew, then, to fill the share, the others."
                    .to_owned(),
            ],
            Lang::Zh => vec![
                format!(
                    "每个网站的抽取值为“种子、{quarter}、域名”三行（末尾不换行）的SHA-256值（十六进制）。"
                ),
                "各类中抽取值小者优先：先抽本年度尚未抽到的网站，不足比例的再从已抽过的网站中补足。"
                    .to_owned(),
            ],
        },
        frame_sha256,
        frame: count(draw.candidates.len()),
        reached_before: (quarter.number() > 1).then(|| count(draw.seen.len())),
        strata: strata
            .iter()
            .map(|stratum| Stratum {
                name: name(desk, stratum),
                sites: count(stratum.sites),
                drawn: count(stratum.drawn.len()),
                note: (!stratum.reported).then(|| match desk.lang {
                    Lang::En => format!("drawn more often, at least {} %", stratum.share.get()),
                    Lang::Zh => format!("加大抽查比例，不少于{}%", stratum.share.get()),
                }),
            })
            .collect(),
        sites: strata
            .iter()
            .flat_map(|stratum| stratum.drawn.iter().map(move |drawn| (stratum, drawn)))
            .map(|(stratum, drawn)| {
                let site = desk.site(&drawn.site);
                DrawnSite {
                    name: desk.site_name(&drawn.site),
                    host: drawn.site.clone(),
                    code: site
                        .and_then(|site| site.code.as_ref())
                        .map(ToString::to_string),
                    unit: desk.unit(site.and_then(|site| site.unit.as_ref())),
                    stratum: name(desk, stratum),
                }
            })
            .collect(),
    }
}

/// Where the kind of a stratum stands among the kinds; what is no kind comes last.
fn place(stratum: &StratumDraw) -> (usize, bool) {
    let kinds = huabiao_types::SiteCategory::ALL;
    let at = kinds
        .iter()
        .position(|kind| kind.name(Lang::Zh) == stratum.stratum);
    (at.unwrap_or(kinds.len()), !stratum.reported)
}

fn name(desk: &Desk<'_>, stratum: &StratumDraw) -> String {
    let kind = huabiao_types::SiteCategory::ALL
        .into_iter()
        .find(|kind| kind.name(Lang::Zh) == stratum.stratum);
    let kind = kind.map_or(stratum.stratum.as_str(), |kind| kind.name(desk.lang));
    match (stratum.reported, desk.lang) {
        (true, _) => kind.to_owned(),
        (false, Lang::En) => format!("{kind}, not in the reporting system"),
        (false, Lang::Zh) => format!("{kind}（未纳入报送系统）"),
    }
}
