use super::{Norm, NormFlag};

/// Holds the name of a site against the rules: a government site is named after its
/// region or body (以本地区、本单位规范名称命名).
///
/// What a body is called, only a list of bodies could say. So a name is taken as regular
/// as soon as it holds the word of a body (政府, 局, 委员会 …), and where none is there
/// the remark is a notice, unless the name has one of the usual popular forms.
///
/// ```
/// use huabiao_registry::{Norm, check_name};
///
/// let norms = |name| -> Vec<Norm> { check_name(name).iter().map(|flag| flag.norm).collect() };
/// assert_eq!(norms("示例市人民政府门户网站"), []);
/// assert_eq!(norms("示例市民政局"), []);
/// assert_eq!(norms("中国·示例"), [Norm::NamePopular]);
/// assert_eq!(norms("示例市政府网"), [Norm::NameShortened]);
/// assert_eq!(norms("示例市公共资源交易平台"), [Norm::NameOfService]);
/// ```
pub fn check_name(name: &str) -> Vec<NormFlag> {
    let mut norms = Vec::new();
    let mut plain: String = name.chars().filter(|c| !is_sign(*c)).collect();
    for word in COMPOUNDS {
        plain = plain.replace(word, "");
    }
    if name.trim().is_empty() || name.is_ascii() && name.contains('.') {
        norms.push(Norm::NameMissing);
    } else {
        // What stands in brackets may be the body's name or a popular one.
        if !has_body(&plain) {
            norms.push(match is_popular(name, &plain) {
                true => Norm::NamePopular,
                false => Norm::NameOfService,
            });
        } else if is_shortened(&plain) {
            norms.push(Norm::NameShortened);
        }
        let popular = norms.contains(&Norm::NamePopular);
        if !popular && name.trim().chars().any(is_stray) {
            norms.push(Norm::NameSigns);
        }
    }
    let flag = |norm| NormFlag {
        norm,
        found: name.to_owned(),
    };
    norms.into_iter().map(flag).collect()
}

/// Whether the word of a body stands in the name, after at least two signs: 局 alone is no
/// name.
fn has_body(plain: &str) -> bool {
    BODIES.iter().any(|word| {
        let mut places = plain.match_indices(word);
        places.any(|(at, _)| {
            plain
                .char_indices()
                .nth(2)
                .is_some_and(|(two, _)| at >= two)
        })
    })
}

/// A government's name without 人民, at the end or before a word for a site.
fn is_shortened(plain: &str) -> bool {
    let mut governments = plain.match_indices("政府").map(|(at, word)| {
        let before = plain.get(..at).unwrap_or_default();
        let after = plain.get(at + word.len()..).unwrap_or_default();
        (before, after)
    });
    !WHOLE.iter().any(|word| plain.contains(word))
        && governments.any(|(before, after)| {
            let of_region = REGIONS.iter().any(|region| before.ends_with(region));
            of_region && (after.is_empty() || SITE.iter().any(|word| after.starts_with(word)))
        })
}

fn is_popular(name: &str, plain: &str) -> bool {
    let dotted = name.chars().any(|c| "·•⊙・".contains(c));
    let short = plain.chars().count() <= 6;
    (plain.starts_with("中国") && (dotted || short))
        || (dotted && short)
        || POPULAR_ENDS.iter().any(|end| plain.ends_with(end))
}

const fn is_sign(c: char) -> bool {
    c.is_whitespace() || is_stray(c)
}

/// Signs that no name of a body holds.
const fn is_stray(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{3000}' | '\t' | '·' | '•' | '⊙' | '・' | '☆' | '★' | '|' | '_'
    )
}

/// Words with which names of bodies end.
const BODIES: [&str; 40] = [
    "人民政府",
    "政府",
    "行政公署",
    "公署",
    "委员会",
    "管委会",
    "党委",
    "市委",
    "省委",
    "区委",
    "县委",
    "纪委",
    "发改委",
    "国资委",
    "经信委",
    "卫健委",
    "厅",
    "局",
    "部",
    "办公室",
    "外办",
    "侨办",
    "法院",
    "检察院",
    "总队",
    "支队",
    "大队",
    "总站",
    "中心",
    "研究院",
    "研究所",
    "学院",
    "科学院",
    "总社",
    "联合会",
    "办事处",
    "海关",
    "监狱",
    "馆",
    "银行",
];

/// Words that hold the word of a body and name none.
const COMPOUNDS: [&str; 6] = [
    "政府采购",
    "政府购买",
    "政府信息",
    "政府数据",
    "部门",
    "部分",
];

/// Words for a site, as they stand behind the name of its body.
const SITE: [&str; 6] = ["网", "门户", "官", "公众", "信息", "公共信息"];

/// With one of these a government's name is whole.
const WHOLE: [&str; 4] = ["人民政府", "公署", "管委会", "委员会"];

/// Words with which names of regions end.
const REGIONS: [&str; 9] = ["省", "市", "区", "县", "州", "盟", "旗", "镇", "乡"];

/// Words with which popular names end.
const POPULAR_ENDS: [&str; 5] = ["之窗", "在线", "热线", "视窗", "之声"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bodies_are_regular() {
        for name in [
            "示例市人民政府",
            "示例市人民政府门户网站",
            "示例市东区人民政府网",
            "示例市住房和城乡建设局（地震局）",
            "示例省政府政务服务和公共资源交易服务中心",
            "示例地区行政公署",
            "示例高新区管委会",
            "示例市文史研究馆",
            "中华人民共和国示例海事局政府网站",
        ] {
            assert_eq!(check_name(name), [], "{name}");
        }
    }

    #[test]
    fn each_remark_has_its_case() {
        for (name, norm) in [
            ("", Norm::NameMissing),
            ("www.example.gov.cn", Norm::NameMissing),
            ("中国示例", Norm::NamePopular),
            ("示例之窗", Norm::NamePopular),
            ("示例法律在线", Norm::NamePopular),
            ("示例省政府采购网", Norm::NameOfService),
            ("示例市部门网站", Norm::NameOfService),
            ("示例市政府门户网站", Norm::NameShortened),
            ("示例市民政局 ☆", Norm::NameSigns),
        ] {
            let norms: Vec<Norm> = check_name(name).iter().map(|flag| flag.norm).collect();
            assert_eq!(norms, [norm], "{name}");
        }
    }
}
