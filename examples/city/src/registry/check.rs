use std::collections::BTreeMap;

use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::registry::{
    Filing, Particulars, RecordId, Reporting, SiteRecord, Weight, check_domains, check_name,
};
use huabiao::types::{Lang, UnitCode};
use serde::Serialize;

use super::CheckArguments;
use crate::Exit;

/// A remark on a site.
#[derive(Debug, Serialize)]
struct Remark {
    kind: About,
    weight: Weight,
    site: RecordId,
    name: String,
    home: String,
    text: String,
}

/// What a remark is about, in the order of the table.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
enum About {
    NoSponsor,
    SeveralSites,
    KindHasNone,
    OutsideReporting,
    Domain,
    Name,
    Filing,
}

/// Checks the registry by itself; nobody is asked.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<Exit> {
    let lang = arguments.source.lang;
    let source = arguments.source.open()?;
    let mut of_unit: BTreeMap<&UnitCode, usize> = BTreeMap::new();
    let sites: Vec<(&SiteRecord, &Particulars)> = source
        .registered()
        .filter_map(|record| Some((record, record.on(source.day)?)))
        .collect();
    for (_, now) in &sites {
        if let Some(unit) = now.sponsor() {
            *of_unit.entry(unit).or_default() += 1;
        }
    }
    let mut remarks = Vec::new();
    let mut unknown = [0_usize; 3];
    for (record, now) in &sites {
        let mut add = |kind, weight, text: String| {
            remarks.push(Remark {
                kind,
                weight,
                site: record.id.clone(),
                name: now.site.name.clone(),
                home: now.site.home.clone(),
                text,
            });
        };
        match now.sponsor() {
            None if now.site.unit_name.is_empty() => {
                let text = say(lang, "没有主办单位", "no unit answers for it");
                add(About::NoSponsor, Weight::Error, text.to_owned());
            }
            None => {
                let unit = &now.site.unit_name;
                let text = match lang {
                    Lang::En => format!("its sponsor {unit} is not registered"),
                    Lang::Zh => format!("主办单位“{unit}”没有登记"),
                };
                add(About::NoSponsor, Weight::Error, text);
            }
            Some(unit) => {
                let sites = of_unit.get(unit).copied().unwrap_or_default();
                if sites > 1 {
                    let text = match lang {
                        Lang::En => format!("{unit} has {sites} sites; one each, in principle"),
                        Lang::Zh => format!("{unit}有{sites}个网站，一个单位原则上最多开设一个"),
                    };
                    add(About::SeveralSites, Weight::Warning, text);
                }
                let kind = source.estate.unit(unit).map(|unit| unit.kind);
                if let Some(kind) = kind.filter(|kind| !kind.may_have_site()) {
                    let kind = kind.name(lang);
                    let text = match lang {
                        Lang::En => format!("no site in principle for a {kind}"),
                        Lang::Zh => format!("{kind}原则上不开设网站"),
                    };
                    add(About::KindHasNone, Weight::Warning, text);
                }
            }
        }
        if now.reporting == Reporting::Outside {
            let text = say(
                lang,
                "不在全国政府网站信息报送系统中，须纳入或关停",
                "not in the national reporting system: to be brought in, or closed",
            );
            add(About::OutsideReporting, Weight::Warning, text.to_owned());
        }
        for flag in check_domains(&now.site) {
            add(About::Domain, flag.norm.weight(), flag.text(lang));
        }
        // What bears the name of its registered unit is named as it should be, whatever
        // words the name has.
        let unit = now
            .sponsor()
            .and_then(|unit| source.estate.unit(unit)?.on(source.day));
        let regular = unit.is_some_and(|unit| now.site.name.starts_with(&unit.name));
        for flag in check_name(&now.site.name).into_iter().filter(|_| !regular) {
            add(About::Name, flag.norm.weight(), flag.text(lang));
        }
        let lacks = |filing: Filing| match lang {
            Lang::En => format!("it has no {}", filing.en()),
            Lang::Zh => format!("没有{}", filing.zh()),
        };
        if now.party_mark == Some(false) {
            add(About::Filing, Weight::Warning, lacks(Filing::PartyMark));
        }
        if now.site.code.is_none() && now.reporting == Reporting::In {
            add(About::Filing, Weight::Warning, lacks(Filing::Code));
        }
        // Nobody entered these: that does not say that the site has none.
        for (count, is_unknown) in unknown.iter_mut().zip([
            now.icp.is_none(),
            now.police.is_none(),
            now.party_mark.is_none(),
        ]) {
            *count += usize::from(is_unknown);
        }
    }
    remarks.sort_by(|a, b| (a.kind, &a.site).cmp(&(b.kind, &b.site)));
    let [icp, police, party_mark] = unknown;
    if arguments.json {
        let answer = serde_json::json!({
            "day": source.day,
            "sites": sites.len(),
            "remarks": remarks,
            "not_entered": {"icp": icp, "police": police, "party-mark": party_mark},
        });
        crate::say!("{}", serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    print(&remarks, lang);
    let (day, all, count) = (source.day, sites.len(), remarks.len());
    match lang {
        Lang::En => {
            crate::say!("{day}: {all} sites, {count} remarks");
            crate::say!(
                "nobody entered, so not checked: ICP filing of {icp}, public security filing of {police}, mark of {party_mark} sites"
            );
        }
        Lang::Zh => {
            crate::say!("{day}：网站{all}个，提示{count}条");
            crate::say!(
                "未登记、因而未核对的：ICP备案{icp}个，公安机关备案{police}个，党政机关网站标识{party_mark}个"
            );
        }
    }
    Ok(Exit::Done)
}

fn print(remarks: &[Remark], lang: Lang) {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header([
        say(lang, "类别", "kind"),
        say(lang, "程度", "weight"),
        say(lang, "网站", "site"),
        say(lang, "网址", "address"),
        say(lang, "说明", "what"),
    ]);
    for remark in remarks {
        let weight = match remark.weight {
            Weight::Error => say(lang, "错误", "error"),
            Weight::Notice => say(lang, "提示", "notice"),
            Weight::Warning => say(lang, "警告", "warning"),
        };
        table.add_row([
            kind(remark.kind, lang),
            weight,
            &remark.name,
            &remark.home,
            &remark.text,
        ]);
    }
    if !remarks.is_empty() {
        crate::say!("{table}");
    }
}

const fn kind(kind: About, lang: Lang) -> &'static str {
    match kind {
        About::Domain => say(lang, "域名", "domain"),
        About::Filing => say(lang, "备案标识", "filing"),
        About::KindHasNone => say(lang, "单位性质", "kind of unit"),
        About::Name => say(lang, "名称", "name"),
        About::NoSponsor => say(lang, "主办单位", "sponsor"),
        About::OutsideReporting => say(lang, "报送系统", "reporting"),
        About::SeveralSites => say(lang, "一单位多网站", "several sites"),
    }
}

pub(super) const fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}
