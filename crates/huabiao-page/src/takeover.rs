use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::skeleton::Skeleton;

/// Words of gambling, pornography or fake documents in the title, the description
/// or the keywords of a page, as a taken-over page has them.
///
/// One plain word is enough; words that an honest page may hold count only in
/// threes. Names of lawful services (代开发票 of a tax bureau, 办证) count only beside
/// them, or where they are touted. Texts of a fight against such things (打击…, 举报…) do
/// not count.
pub(crate) fn words(skeleton: &Skeleton) -> Vec<String> {
    let mut texts = vec![skeleton.title.as_str()];
    for meta in &skeleton.meta {
        if ["description", "keywords"]
            .iter()
            .any(|name| meta.name.eq_ignore_ascii_case(name))
        {
            texts.push(&meta.content);
        }
    }
    let mut plain: Vec<&str> = Vec::new();
    let mut doubtful: Vec<&str> = Vec::new();
    let mut lawful: Vec<&str> = Vec::new();
    for text in texts {
        if MATCHER.find(text).is_none() || HONEST.iter().any(|word| text.contains(word)) {
            continue;
        }
        let text = without_others(text);
        let text = text.as_str();
        let touted = TOUTED.iter().any(|word| text.contains(word));
        for found in MATCHER.find_overlapping_iter(text) {
            let index = found.pattern().as_usize();
            let (mut words, word) = if let Some(word) = PLAIN.get(index) {
                (&mut plain, *word)
            } else if let Some(word) = index
                .checked_sub(PLAIN.len())
                .and_then(|index| DOUBTFUL.get(index))
            {
                (&mut doubtful, *word)
            } else if let Some(word) = index
                .checked_sub(PLAIN.len() + DOUBTFUL.len())
                .and_then(|index| LAWFUL.get(index))
            {
                (&mut lawful, *word)
            } else {
                continue;
            };
            if touted && LAWFUL.contains(&word) {
                words = &mut plain;
            }
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    if plain.is_empty() && doubtful.len() < 3 {
        return Vec::new();
    }
    plain
        .into_iter()
        .chain(doubtful)
        .chain(lawful)
        .map(str::to_owned)
        .collect()
}

/// A text without words that hold one of these by chance, or that name a house.
fn without_others(text: &str) -> String {
    let mut text = text.to_owned();
    for other in OTHERS {
        if text.contains(other) {
            text = text.replace(other, " ");
        }
    }
    text
}

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(PLAIN.iter().chain(&DOUBTFUL).chain(&LAWFUL))
        .unwrap_or_else(|_| unreachable!("a list of short words always builds"))
});

/// Words that hold one of those by chance (六合区, 彩虹桥), and names of houses.
const OTHERS: [&str; 9] = [
    "六合彩云",
    "六合彩虹",
    "六合彩霞",
    "新葡京大酒店",
    "新葡京酒店",
    "葡京酒店",
    "葡京路",
    "金沙娱乐场酒店",
    "威尼斯人酒店",
];

/// Words that no government page has in its title on its own behalf.
const PLAIN: [&str; 43] = [
    "百家乐",
    "真人娱乐",
    "真人荷官",
    "博彩平台",
    "博彩公司",
    "博彩网",
    "赌博网",
    "赌场平台",
    "澳门赌场",
    "澳门新葡京",
    "新葡京",
    "葡京赌场",
    "威尼斯人娱乐",
    "皇冠体育",
    "皇冠现金网",
    "太阳城娱乐",
    "金沙娱乐",
    "银河娱乐场",
    "永利娱乐",
    "老虎机",
    "时时彩",
    "北京赛车",
    "六合彩",
    "彩票平台",
    "棋牌游戏平台",
    "棋牌娱乐",
    "真钱棋牌",
    "捕鱼游戏平台",
    "电子游艺",
    "开户送彩金",
    "注册送彩金",
    "送彩金",
    "体育投注",
    "足球投注",
    "外围投注",
    "澳门六合",
    "成人视频",
    "成人电影",
    "黄色网站",
    "色情网",
    "裸聊",
    "一夜情",
    "办假证",
];

/// Words that an honest page may hold once.
const DOUBTFUL: [&str; 15] = [
    "博彩",
    "赌博",
    "赌场",
    "投注",
    "彩票",
    "棋牌",
    "娱乐城",
    "娱乐场",
    "彩金",
    "真人",
    "下注",
    "文凭",
    "网赌",
    "色情",
    "盘口",
];

/// Names of services that offices render too: no sign by themselves.
const LAWFUL: [&str; 2] = ["代开发票", "办证"];

/// Words with which such services are touted.
const TOUTED: [&str; 8] = [
    "保真",
    "先验",
    "加微信",
    "各类发票",
    "各种发票",
    "各行业发票",
    "微信同号",
    "验后付款",
];

/// Words of a page that fights such things.
const HONEST: [&str; 22] = [
    "打击",
    "举报",
    "整治",
    "禁止",
    "查处",
    "防范",
    "警惕",
    "严禁",
    "治理",
    "反诈",
    "诈骗",
    "公安",
    "判决",
    "案例",
    "破获",
    "福利彩票",
    "体育彩票",
    "彩票销售",
    "警方",
    "通报",
    "扫黄",
    "违法",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str) -> Vec<String> {
        words(&Skeleton {
            title: title.to_owned(),
            ..Skeleton::default()
        })
    }

    #[test]
    fn taken_over_titles() {
        assert_eq!(of("澳门新葡京官网"), ["澳门新葡京", "新葡京"]);
        assert_eq!(of("彩票投注棋牌").len(), 3);
    }

    #[test]
    fn services_of_offices_are_no_sign_unless_they_are_touted() {
        assert!(of("办证大厅引导 代开发票 办证须知").is_empty());
        assert!(of("自然人代开发票办理指南").is_empty());
        assert_eq!(of("代开发票-各类发票加微信"), ["代开发票"]);
        assert_eq!(of("新葡京 代开发票"), ["新葡京", "代开发票"]);
    }

    #[test]
    fn honest_titles() {
        for title in [
            "公安机关打击网络赌博百家乐窝点",
            "体育彩票公益金使用情况公告",
            "彩票投注管理办法",
            "通知公告",
            "六合区政府 六合彩虹桥",
            "澳门旅游 景点介绍 新葡京酒店",
        ] {
            assert!(of(title).is_empty(), "{title}");
        }
    }
}
