use chrono::{Datelike, NaiveDate};
use huabiao_finding::RuleId;
pub(crate) use huabiao_finding::day_words as day;
use huabiao_scoring::{
    Coverage, DecidedBy, DeductionsFor, Effect, Frame, Indicator, Line, Part, Scorecard, Verdict,
};
use huabiao_types::Lang;

use crate::clean::clean;
use crate::compose::Composer;
use crate::document::Grounds;
use crate::english::plural;

pub(crate) fn period(from: NaiveDate, to: NaiveDate, lang: Lang) -> String {
    if from == to {
        return day(to, lang);
    }
    match lang {
        Lang::En => format!("{} to {}", day(from, lang), day(to, lang)),
        Lang::Zh if from.year() == to.year() => {
            format!("{}至{}月{}日", day(from, lang), to.month(), to.day())
        }
        Lang::Zh => format!("{}至{}", day(from, lang), day(to, lang)),
    }
}

pub(crate) fn title(period: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Bulletin on the inspection of government websites, {period}"),
        Lang::Zh => format!("关于政府网站检查情况的通报（{period}）"),
    }
}

/// What was checked, how, and what the verdicts speak of.
pub(crate) fn scope(of: &Composer<'_>) -> Vec<String> {
    let (input, lang) = (of.input, of.lang);
    let method = &input.method;
    let counts = &of.summary.counts;
    let when = period(input.from, input.to, lang);
    let (title, source) = (method.set.title.get(lang), &method.set.source);
    let mut text = vec![match lang {
        Lang::En => format!(
            "{} of the site list {} inspected ({when}) by a program, against “{title}” ({source}).",
            plural(counts.sites, "site", "sites"),
            if counts.sites == 1 { "was" } else { "were" },
        ),
        Lang::Zh => format!(
            "{when}，依据{source}，对网站清单所列{}家政府网站进行了程序检查。",
            counts.sites
        ),
    }];
    if !input.rejected.is_empty() {
        let rows = input.rejected.len();
        text.push(match lang {
            Lang::En if rows == 1 => "1 row of the site list could not be read. Its site was not inspected and counts nowhere; the annex shows the row.".to_owned(),
            Lang::En => format!(
                "{rows} rows of the site list could not be read. Their sites were not inspected and count nowhere; the annex lists the rows."
            ),
            Lang::Zh => format!(
                "网站清单中有{rows}行未能识别，所涉网站未检查，也未计入任何数字，名单见附件。"
            ),
        });
    }
    text.push(match lang {
        Lang::En => "Pages were read as a visitor reads them, from the home page on, link by link; robots.txt and a limit of requests were kept. A link counts as dead only after it failed repeatedly. What was blocked, challenged, timed out or not reached counts as unknown and is held against nobody.".to_owned(),
        Lang::Zh => "检查以普通访问者身份自首页起逐级读取页面，遵守 robots.txt 和访问频率限制；链接经多次复核仍打不开的方认定为失效；被拦截、要求验证、超时或未读取的，一律按“未知”处理，不作为问题。".to_owned(),
    });
    let short: Vec<String> = input
        .sites
        .iter()
        .filter(|site| !site.coverage.is_complete())
        .map(|site| clean(&site.name).into_owned())
        .collect();
    if let Some(pages) = method.pages_a_site {
        text.push(match lang {
            Lang::En => format!(
                "At most {} of a site {} read.",
                plural(pages as usize, "page", "pages"),
                if pages == 1 { "was" } else { "were" }
            ),
            Lang::Zh => format!("每家网站最多读取{pages}个页面。"),
        });
    }
    if !short.is_empty() {
        text.push(match lang {
            Lang::En => format!(
                "On {} not every page could be read; the annex says what was left out.",
                plural(short.len(), "site", "sites")
            ),
            Lang::Zh => format!(
                "有{}家网站未能读取全部页面，未读取的内容见附件。",
                short.len()
            ),
        });
    }
    text.push(deductions(of));
    text.push(match (lang, input.taken_out) {
        (Lang::En, Some(out)) => format!(
            "The results are those after appeals and dismissals; {} taken out.",
            plural(out, "problem was", "problems were")
        ),
        (Lang::Zh, Some(out)) => {
            format!("本通报所列结果已剔除经申诉撤销或核实不予认定的问题{out}个。")
        }
        (Lang::En, None) => "These are the results of the inspection itself, before appeals and before the office dismissed anything. A bulletin that the office issues on them says what was taken out since.".to_owned(),
        (Lang::Zh, None) => "本通报所列为检查的原始结果，未经申诉和核实剔除；主管单位据此印发的通报会列明此后剔除的问题。".to_owned(),
    });
    text.extend(
        input
            .notes
            .iter()
            .map(|note| clean(note.get(lang)).into_owned()),
    );
    text
}

/// What the verdicts speak of, and what they leave to people.
pub(crate) fn covers(of: &Composer<'_>) -> String {
    let left = not_judged(of);
    if left.is_empty() {
        return match of.lang {
            Lang::En => "The verdicts speak of every veto of the set.".to_owned(),
            Lang::Zh => "判定涵盖全部单项否决指标。".to_owned(),
        };
    }
    let left = of.list(&left);
    match of.lang {
        Lang::En => format!(
            "“Qualified” and “unqualified” speak only of the indicators that were judged. These vetoes are for people or records to decide and were not judged: {left}. A site that lacks an observation which a veto needs, or of which no veto was judged, is “undetermined”; it is not counted as qualified."
        ),
        Lang::Zh => format!(
            "本通报的“合格”“不合格”仅就本次已作判定的指标而言。下列单项否决指标须由人工审读或依据台账判定，本次未作判定：{left}。缺少单项否决所需监测数据、或单项否决均未作判定的网站列为“未能判定”，不视为合格。"
        ),
    }
}

/// The vetoes that nobody answered, by the cards; with the number of sites where that is
/// not so of all.
fn not_judged(of: &Composer<'_>) -> Vec<String> {
    let vetoes = of.input.method.set.indicators.iter();
    let left = vetoes.filter(|i| i.part == Part::Veto).filter_map(|veto| {
        let title = veto.title.get(of.lang);
        let lines = of.input.sites.iter().filter_map(|site| {
            let mut lines = site.scorecard.lines.iter();
            lines.find(|line| line.indicator == veto.id)
        });
        let lines = lines.filter(|line| line.effect != Effect::NotApplicable);
        let (open, judged): (Vec<&Line>, Vec<&Line>) =
            lines.partition(|line| line.effect == Effect::NotCovered);
        match (open.len(), judged.len(), of.lang) {
            (0, 0, _) if of.input.sites.is_empty() && veto.decided_by != DecidedBy::Crawler => {
                Some(title.to_owned())
            }
            (0, _, _) => None,
            (_, 0, _) => Some(title.to_owned()),
            (open, _, Lang::En) => Some(format!("{title} ({})", plural(open, "site", "sites"))),
            (open, _, Lang::Zh) => Some(format!("{title}（{open}家）")),
        }
    });
    left.collect()
}

/// Where the rejected rows stand that a bulletin does not show.
pub(crate) fn rejected_more(shown: usize, rows: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "The first {shown} of {rows} rows are shown; all of them stand in import.jsonl, which the import wrote."
        ),
        Lang::Zh => {
            format!("共{rows}行，此处列前{shown}行，其余见导入时生成的文件import.jsonl。")
        }
    }
}

/// Which deductions were judged, for whom, and how points are to be read.
fn deductions(of: &Composer<'_>) -> String {
    let judged = |coverage| {
        let titles = titles(of, |i| i.part == Part::Deduction && i.coverage == coverage);
        of.list(&titles)
    };
    let (whole, part) = (judged(Coverage::Whole), judged(Coverage::Part));
    let full = of.input.method.set.frame.deductions;
    let has = |part| {
        of.input
            .method
            .set
            .indicators
            .iter()
            .any(|i| i.part == part)
    };
    if !has(Part::Deduction) {
        return match of.lang {
            Lang::En => "The set has no deductions.".to_owned(),
            Lang::Zh => "本指标没有扣分项。".to_owned(),
        };
    }
    let (whole, part) = match (whole.is_empty(), part.is_empty(), of.lang) {
        (true, true, Lang::En) => ("a program decides none".to_owned(), String::new()),
        (true, true, Lang::Zh) => ("均非程序所能判定".to_owned(), String::new()),
        (false, true, Lang::En) => (format!("a program decides wholly: {whole}"), String::new()),
        (false, true, Lang::Zh) => (format!("程序能够完整判定的为{whole}"), String::new()),
        (true, false, Lang::En) => (format!("a program decides in part: {part}"), String::new()),
        (true, false, Lang::Zh) => (format!("程序能够部分判定的为{part}"), String::new()),
        (false, false, Lang::En) => (
            format!("a program decides wholly: {whole}"),
            format!("; in part: {part}"),
        ),
        (false, false, Lang::Zh) => (
            format!("程序能够完整判定的为{whole}"),
            format!("，能够部分判定的为{part}"),
        ),
    };
    let judged = of
        .input
        .sites
        .iter()
        .any(|site| site.scorecard.bonus.is_some());
    let bonus = match (has(Part::Bonus) && !judged, of.lang) {
        (false, _) => "",
        (true, Lang::En) => " Bonus points were not judged.",
        (true, Lang::Zh) => "加分指标未作判定。",
    };
    match of.lang {
        Lang::En => {
            let who = match of.input.method.deductions_for {
                DeductionsFor::Everyone => {
                    "Deductions were applied to every site; the national text asks them of portals only."
                }
                DeductionsFor::Portals => "Deductions apply to portals of governments only.",
            };
            format!(
                "{who} Of the deductions, {whole}{part}. Points are therefore given out of those that were decided, not out of {full}.{bonus}"
            )
        }
        Lang::Zh => {
            let who = match of.input.method.deductions_for {
                DeductionsFor::Everyone => {
                    "本次对全部网站适用扣分指标（国家指标仅要求政府门户网站适用）。"
                }
                DeductionsFor::Portals => "扣分指标仅适用于政府门户网站。",
            };
            format!(
                "{who}扣分指标中，{whole}{part}。因此得分以“得分／已判定分值”表示，不折算为{full}分制。{bonus}"
            )
        }
    }
}

fn titles(of: &Composer<'_>, wanted: impl Fn(&Indicator) -> bool) -> Vec<String> {
    let indicators = of.input.method.set.indicators.iter();
    indicators
        .filter(|i| wanted(i))
        .map(|i| i.title.get(of.lang).to_owned())
        .collect()
}

/// The numbers of the whole estate.
pub(crate) fn overall(of: &Composer<'_>) -> Vec<String> {
    let counts = &of.summary.counts;
    let mut text = Vec::new();
    let rate = counts.pass_rate.map(|rate| rate.to_string());
    let (sites, judged) = (counts.sites, counts.judged);
    let (good, bad, open) = (counts.qualified, counts.unqualified, counts.undetermined);
    text.push(match (of.lang, &rate) {
        (Lang::En, Some(rate)) => format!(
            "Sites: {sites}; judged: {judged}; qualified: {good}; unqualified: {bad}. The pass rate is {rate} of the sites judged (rounded once to a hundredth)."
        ),
        (Lang::En, None) if judged > 0 => format!(
            "Sites: {sites}; unqualified: {bad}; undetermined: {open}. What fails is seen at once, what qualifies only when everything was observed; as no site could be called qualified yet, there is no pass rate."
        ),
        (Lang::Zh, None) if judged > 0 => format!(
            "共检查网站{sites}家，其中判定不合格{bad}家，未能判定{open}家。不合格可当即判定，合格须待监测、核查齐备；目前尚无网站具备判定为合格的条件，故不列合格率。"
        ),
        (Lang::En, None) => format!(
            "None of {} could be judged, so there is no pass rate.",
            plural(sites, "site", "sites")
        ),
        (Lang::Zh, Some(rate)) => format!(
            "共检查网站{sites}家，作出判定{judged}家，其中合格{good}家、不合格{bad}家，合格率{rate}（合格数占已判定数，四舍五入至万分之一）。"
        ),
        (Lang::Zh, None) => format!("共检查网站{sites}家，均未能作出判定，故无合格率。"),
    });
    if counts.qualified_in_part > 0 {
        let part = counts.qualified_in_part;
        text.push(match of.lang {
            Lang::En => format!(
                "{part} of the {} qualified only in part: points of the deductions that nobody answered stand beside the verdict and count as neither kept nor lost.",
                plural(good, "qualified site is", "qualified sites are")
            ),
            Lang::Zh => format!(
                "合格网站中有{part}家尚有扣分指标未评，未评分值注于判定之后，既不计为得分也不计为扣分。"
            ),
        });
    }
    if open > 0 && rate.is_some() {
        text.push(match of.lang {
            Lang::En => format!(
                "{} undetermined for want of observations or answers and out of the pass rate.",
                plural(open, "site is", "sites are")
            ),
            Lang::Zh => format!("另有{open}家因缺少必要的监测或核查结果未能判定，不计入合格率。"),
        });
    }
    if !of.summary.vetoes.is_empty() {
        let vetoes: Vec<String> = of
            .summary
            .vetoes
            .iter()
            .map(|veto| {
                let (title, sites) = (veto.title.get(of.lang), veto.sites.len());
                match of.lang {
                    Lang::En => format!("{title} ({sites})"),
                    Lang::Zh => format!("{title}{sites}家"),
                }
            })
            .collect();
        let vetoes = of.list(&vetoes);
        text.push(match of.lang {
            Lang::En => format!("Vetoes that were hit, with the number of sites: {vetoes}."),
            Lang::Zh => format!("不合格网站涉及的单项否决情形：{vetoes}。"),
        });
    }
    let (findings, faults) = (of.summary.findings, of.summary.distinct);
    let spotless = of.summary.spotless.len();
    text.push(match of.lang {
        Lang::En => format!(
            "{} in all, in {} of the ledger: what many pages link to counts once for each site. On {} everything that could be checked was checked, and nothing was found.",
            plural(faults, "problem", "problems"),
            plural(findings, "line", "lines"),
            plural(spotless, "site", "sites"),
        ),
        Lang::Zh => format!(
            "共发现问题{faults}个，问题台账计{findings}条（同一网站多个页面指向同一失效地址的，按1个问题计）；能够核查的各项规则均完整核查且未发现问题的网站{spotless}家。"
        ),
    });
    text
}

/// How sites are ranked.
pub(crate) const fn ranking(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "Within each kind, by points lost, fewest first; equal points give equal ranks. Where fewer points could be decided, fewer could be lost, so the decided points stand beside. Vetoed and undetermined sites have no rank."
        }
        Lang::Zh => {
            "同类网站按扣分由少到多排列，扣分相同的名次相同。各网站已判定的分值不尽相同，判定得少的网站可扣的分也少，故一并列出。单项否决和未能判定的网站不参加排名。"
        }
    }
}

/// Why a site has no rank.
pub(crate) fn unranked(card: &Scorecard, lang: Lang) -> String {
    if let Some(points) = card.vetoed_points() {
        return match lang {
            Lang::En => format!("a veto is hit; counts as {points}"),
            Lang::Zh => format!("单项否决，按{points}分计"),
        };
    }
    let why = match (lang, card.verdict) {
        (Lang::En, Verdict::Unqualified) => "a veto is hit",
        (Lang::En, Verdict::Undetermined) => "undetermined",
        (Lang::En, Verdict::Qualified) => "deductions do not apply",
        (Lang::Zh, Verdict::Unqualified) => "单项否决，不计分",
        (Lang::Zh, Verdict::Undetermined) => "未能判定",
        (Lang::Zh, Verdict::Qualified) => "不适用扣分指标",
    };
    why.to_owned()
}

/// The grounds of a site that fails by points alone.
pub(crate) fn too_few_points(card: &Scorecard, frame: &Frame, lang: Lang) -> Grounds {
    let (lost, full, line) = (card.points_lost, card.points_full, frame.fail_below);
    Grounds {
        indicator: String::new(),
        title: match lang {
            Lang::En => "Deductions".to_owned(),
            Lang::Zh => "扣分指标".to_owned(),
        },
        observed: match lang {
            Lang::En => format!("{lost} points of {full} lost"),
            Lang::Zh => format!("{full}分中已扣{lost}分"),
        },
        threshold: match lang {
            Lang::En => format!("below {line} fails"),
            Lang::Zh => format!("低于{line}分为不合格"),
        },
    }
}

/// One kind of problem with its number.
pub(crate) fn count_of(of: &Composer<'_>, rule: &RuleId, faults: usize) -> String {
    let name = of.rule_name(rule);
    match of.lang {
        Lang::En => format!("{name} ({faults})"),
        Lang::Zh => format!("{name}{faults}个"),
    }
}

pub(crate) fn good(of: &Composer<'_>) -> Vec<String> {
    let text = match (of.lang, of.summary.spotless.is_empty()) {
        (Lang::En, true) => "No site was without findings in everything that was looked at.",
        (Lang::En, false) => {
            "On these sites every rule that applies looked at everything and found nothing; rules that could be checked on no site at all are left out. They are chosen by these data alone, which say nothing of how well the sites are run."
        }
        (Lang::Zh, true) => "本次检查中，没有各项规则均完整核查且未发现问题的网站。",
        (Lang::Zh, false) => {
            "下列网站适用的各项规则均已完整核查，未发现任何问题（本次在所有网站均未能核查的规则不计）。名单仅依据检查数据产生，不代表对网站建设做法的评价。"
        }
    };
    vec![text.to_owned()]
}

pub(crate) fn next(of: &Composer<'_>) -> Vec<String> {
    let mut text = vec![match of.lang {
        Lang::En => "Who is in charge is responsible. Units are asked to put right what the list below names, the unqualified sites first; each place with its address stands in the ledger.".to_owned(),
        Lang::Zh => "按照“谁主管谁负责”的原则，请各责任单位对照下列清单逐项整改，不合格网站优先；每个问题的具体地址见问题台账。".to_owned(),
    }];
    text.push(match (of.lang, of.input.rectify_by) {
        (Lang::En, Some(by)) => format!("Everything is to be put right by {}.", day(by, of.lang)),
        (Lang::En, None) => {
            "This bulletin sets no date; the date is set by the office that issues it.".to_owned()
        }
        (Lang::Zh, Some(by)) => format!("整改工作请于{}前完成。", day(by, of.lang)),
        (Lang::Zh, None) => "本通报未设定整改期限，期限由发文机关另行确定。".to_owned(),
    });
    if of.summary.counts.undetermined > 0 {
        text.push(match of.lang {
            Lang::En => "Undetermined sites are to be observed on, and judged when observations and answers are complete.".to_owned(),
            Lang::Zh => "未能判定的网站须继续监测、核查，结果齐备后再作判定。".to_owned(),
        });
    }
    if !not_judged(of).is_empty() {
        text.push(match of.lang {
            Lang::En => "Indicators that no program decides are still to be judged by people before a final verdict.".to_owned(),
            Lang::Zh => "程序不能判定的指标，须另行组织人工审读和台账核查，方可形成最终结论。".to_owned(),
        });
    }
    text
}
