use std::path::Path;

use huabiao::scoring::Scorecard;
use huabiao::types::Lang;

use crate::refused::Refused;

/// The scorecards of a finished run, from its folder.
pub(crate) fn read(out: &Path) -> anyhow::Result<Vec<Scorecard>> {
    let file = out.join("scorecards.json");
    let bytes = std::fs::read(&file).map_err(|error| {
        Refused(format!(
            "{}: {error}（该目录不是一次已完成检查的结果 / the folder holds no finished run）",
            file.display()
        ))
    })?;
    let cards = serde_json::from_slice(&bytes);
    Ok(cards.map_err(|error| Refused(format!("{}: {error}", file.display())))?)
}

/// The card of a site by its code, its host or its name.
pub(crate) fn of<'a>(
    cards: &'a [Scorecard],
    site: &str,
    lang: Lang,
) -> anyhow::Result<&'a Scorecard> {
    let host = huabiao::registry::Site::from_home(site).map(|site| site.host);
    let is = |card: &&Scorecard| {
        let code = card.site_code.as_ref();
        code.is_some_and(|code| code.as_str() == site)
            || card.name == site
            || host.as_ref().is_ok_and(|host| *host == card.host)
    };
    match cards.iter().find(is) {
        Some(card) => Ok(card),
        None => {
            let known: Vec<&str> = cards.iter().map(|card| card.host.as_str()).collect();
            let (n, some) = (known.len(), known.into_iter().take(SHOWN));
            let some = some.collect::<Vec<_>>().join(", ");
            Err(Refused(match lang {
                Lang::En => format!(
                    "the run has no site with the code, host or name `{site}`; it has {n}: {some}"
                ),
                Lang::Zh => {
                    format!("该次检查中没有标识码、域名或名称为“{site}”的网站，共有{n}个：{some}")
                }
            })
            .into())
        }
    }
}

/// The name of the site, and its host.
pub(crate) fn name(card: &Scorecard) -> String {
    format!("{} {}", card.name, card.host)
        .trim_start()
        .to_owned()
}

/// What a card comes to in one line.
pub(crate) fn result(card: &Scorecard, lang: Lang) -> String {
    let verdict = card.verdict_text(lang);
    let kept = match card.points {
        Some(points) => match lang {
            Lang::En => format!("kept {points} of {} decided points", card.points_of),
            Lang::Zh => format!("已核查的{}分中得{points}分", card.points_of),
        },
        None if card.vetoed_points().is_some() => String::new(),
        None => match lang {
            Lang::En => "no points".to_owned(),
            Lang::Zh => "不计分".to_owned(),
        },
    };
    let lost = card.points_lost;
    let mut words = match (lang, kept.as_str()) {
        // Nothing else is scored.
        (_, "") => verdict,
        (Lang::En, _) if card.points.is_none() => format!("{verdict}; {kept}"),
        (Lang::Zh, _) if card.points.is_none() => format!("{verdict}；{kept}"),
        (Lang::En, _) => format!("{verdict}; {kept}, {lost} lost"),
        (Lang::Zh, _) => format!("{verdict}；{kept}，扣{lost}分"),
    };
    if let Some(bonus) = card.bonus {
        words.push_str(&match lang {
            Lang::En => format!(", bonus {bonus}"),
            Lang::Zh => format!("，加{bonus}分"),
        });
    }
    if card.partial {
        words.push_str(match lang {
            Lang::En => "; partial: not everything was decided",
            Lang::Zh => "；部分指标未核查",
        });
    }
    words
}

/// Hosts that are named.
const SHOWN: usize = 10;
