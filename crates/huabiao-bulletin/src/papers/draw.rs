use huabiao_types::Lang;
use serde::{Deserialize, Serialize};

use super::letterhead::{Letterhead, pick};
use crate::wording::{Paper, PaperKind};

/// The data of a list of drawn sites (抽查名单) with its seed, so that anybody can draw
/// again and see that nobody chose by hand.
///
/// ```
/// use huabiao_bulletin::{Paper, SampleDraw, Wording};
/// use huabiao_types::Lang;
///
/// let document = Wording::new(Lang::Zh).write(&SampleDraw::example(Lang::Zh))?;
/// let text = format!("{:?}", document.body);
/// assert!(text.contains("2026Q4-1008-3315"));
/// # Ok::<(), huabiao_bulletin::WordingError>(())
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct SampleDraw {
    /// Who draws, and the day.
    pub head: Letterhead,
    /// Whose sites they are.
    pub place: String,
    /// The year.
    pub year: i32,
    /// The quarter from 1 to 4, or `None`.
    pub quarter: Option<u8>,
    /// The published seed.
    pub seed: String,
    /// Where the seed comes from, such as a number published by others on a day named
    /// before; a sentence.
    pub seed_source: Option<String>,
    /// How a draw is made from the seed, exactly enough to repeat it; a sentence each.
    pub method: Vec<String>,
    /// SHA-256 of the list that was drawn from.
    pub frame_sha256: Option<String>,
    /// Sites in that list.
    pub frame: u64,
    /// Sites of the year already reached before this draw.
    pub reached_before: Option<u64>,
    /// The strata.
    pub strata: Vec<Stratum>,
    /// The drawn sites.
    pub sites: Vec<DrawnSite>,
}

/// A stratum of a draw.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Stratum {
    /// Its name in words.
    pub name: String,
    /// Sites in it.
    pub sites: u64,
    /// Drawn.
    pub drawn: u64,
    /// Why its share differs, if it does.
    pub note: Option<String>,
}

/// A drawn site.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct DrawnSite {
    /// The site.
    pub name: String,
    /// Its host.
    pub host: String,
    /// Its identification code.
    pub code: Option<String>,
    /// The responsible unit.
    pub unit: String,
    /// The stratum that it was drawn from, in words.
    pub stratum: String,
}

impl Paper for SampleDraw {
    const KIND: PaperKind = PaperKind::Draw;

    fn example(lang: Lang) -> Self {
        let w = |zh: &str, en: &str| pick(lang, zh, en);
        Self {
            head: Letterhead::example(lang),
            quarter: Some(4),
            seed_source: Some(w(
                "种子由10月8日公布的号码构成，公布之日前任何人无法预知。",
                "The seed is a number published on 8 October; nobody knew it before.",
            )),
            method: vec![w(
                "对每个网站计算“种子、换行、域名”的散列值，各类按散列值由小到大取足数。",
                "Each site gets the hash of the seed, a line break and its host; each stratum takes the smallest.",
            )],
            frame_sha256: Some(
                "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c".into(),
            ),
            frame: 91,
            reached_before: Some(63),
            strata: vec![
                Stratum {
                    name: w("市级部门网站", "departments"),
                    sites: 59,
                    drawn: 18,
                    note: None,
                },
                Stratum {
                    name: w(
                        "未纳入报送系统的网站",
                        "sites outside of the reporting system",
                    ),
                    sites: 6,
                    drawn: 6,
                    note: Some(w("加大抽查比例", "drawn more often")),
                },
            ],
            sites: vec![DrawnSite {
                name: w("明川市民政局网站", "Civil Affairs Bureau"),
                host: "mzj.example.gov.cn".into(),
                code: Some("1304000009".into()),
                unit: w("市民政局", "Civil Affairs Bureau"),
                stratum: w("市级部门网站", "departments"),
            }],
            ..Self::bare(lang)
        }
    }

    fn bare(lang: Lang) -> Self {
        Self {
            head: Letterhead::bare(lang),
            place: pick(lang, "全市", "the city"),
            year: 2026,
            quarter: None,
            seed: "2026Q4-1008-3315".into(),
            seed_source: None,
            method: Vec::new(),
            frame_sha256: None,
            frame: 0,
            reached_before: None,
            strata: Vec::new(),
            sites: Vec::new(),
        }
    }
}
