use huabiao_facts::Page;

/// Whether a page is written in traditional characters (繁体), in which words of labels
/// may go unread. What it seems to lack, nobody can say.
pub(crate) fn is_traditional(page: &Page) -> bool {
    let links = page.links.iter().take(LINKS).map(|link| link.text.as_str());
    let texts = [page.title.as_str(), &page.headline, &page.text.excerpt];
    let (mut traditional, mut simplified) = (0_u32, 0_u32);
    for c in texts.into_iter().chain(links).flat_map(str::chars) {
        traditional += u32::from(COMPLEX.contains(c));
        simplified += u32::from(SIMPLIFIED.contains(c));
    }
    traditional >= FEW && traditional > simplified
}

/// What was not seen, in the words of [`Reason`](huabiao_finding::Reason).
pub(crate) const TRADITIONAL: &str = "繁体页面的文字";

/// Links looked at, in the order of the page.
const LINKS: usize = 100;

/// Fewer characters may be a name.
const FEW: u32 = 4;

/// Frequent characters that simplified text does not use.
const COMPLEX: &str = "網務動態發開辦關與為電話單聯會經對區處實報業學國產統計訊問題項請導覽舉規劃資條應過進門書審費間時機構據";

/// Their simplified forms.
const SIMPLIFIED: &str = "网务动态发开办关与为电话单联会经对区处实报业学国产统计讯问题项请导览举规划资条应过进门书审费间时机构据";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_the_characters() {
        let page = |title: &str| Page {
            title: title.to_owned(),
            ..Page::default()
        };
        assert!(is_traditional(&page("測試市人民政府門戶網站 辦事服務")));
        assert!(!is_traditional(&page("测试市人民政府门户网站 办事服务")));
        assert!(!is_traditional(&page(
            "陳國華任职 政务动态 办事服务 网上咨询"
        )));
        assert!(!is_traditional(&page("")));
    }

    #[test]
    fn the_lists_have_no_character_in_common() {
        assert!(COMPLEX.chars().all(|c| !SIMPLIFIED.contains(c)));
        assert_eq!(COMPLEX.chars().count(), SIMPLIFIED.chars().count());
    }
}
