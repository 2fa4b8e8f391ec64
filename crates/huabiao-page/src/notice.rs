/// Whether a line says by itself that a list or a column has nothing yet: 暂无招聘信息,
/// 栏目建设中，敬请期待.
///
/// Every part of the line must say so; what only mentions it (城市建设中的…) does not.
pub(crate) fn is_notice(line: &str) -> bool {
    if line.len() > LONGEST || !line.contains(SIGNS) {
        return false;
    }
    let line = line.to_lowercase();
    let mut says = false;
    for part in line.split(|c: char| ENDS.contains(c)) {
        let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
        if part.is_empty() {
            continue;
        }
        if has_nothing(&part) || is_coming(&part) {
            says = true;
        } else if !POLITE.contains(&part.as_str()) {
            return false;
        }
    }
    says
}

/// 暂无 and a short name of what there is not.
fn has_nothing(part: &str) -> bool {
    let Some(what) = NONE.iter().find_map(|word| part.strip_prefix(word)) else {
        return false;
    };
    what.chars().count() <= NAME
        && what.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !BESIDE.iter().any(|word| what.contains(word))
}

/// The column, and that it is being built.
fn is_coming(part: &str) -> bool {
    let without = |text: &'_ str, words: &[&str]| -> usize {
        words
            .iter()
            .find(|word| text.starts_with(**word))
            .map_or(0, |word| word.len())
    };
    let mut rest = part;
    for words in [&WHOSE[..], &WHAT, &WHAT] {
        rest = rest.get(without(rest, words)..).unwrap_or_default();
    }
    let now = rest.get(without(rest, &NOW)..).unwrap_or_default();
    COMING.contains(&now) || now.len() < rest.len() && ["建设", "更新"].contains(&now)
}

/// Bytes of the longest line looked at.
const LONGEST: usize = 120;
/// Characters of the longest name of what there is not.
const NAME: usize = 8;

/// No notice is without one of these, as the lists below show.
const SIGNS: [char; 10] = ['中', '在', '正', '暂', '目', '线', '通', '出', 'o', 'O'];

const ENDS: &str = "，,。.；;！!、~～…·（）()【】[]《》“”\"：:|-—\n";

const NONE: [&str; 4] = ["暂无", "暂时没有", "暂没有", "目前没有"];

/// What may be missing beside a content that is there.
const BESIDE: [&str; 13] = [
    "内设", "回复", "图片", "影响", "意见", "照片", "留言", "电话", "疑问", "简介", "评论", "附件",
    "风险",
];

const WHOSE: [&str; 4] = ["该", "此", "本", "我们的"];
const WHAT: [&str; 12] = [
    "栏目", "内容", "信息", "数据", "页面", "专栏", "频道", "板块", "版块", "网页", "功能", "资料",
];
const NOW: [&str; 4] = ["正在", "还在", "尚在", "正"];
const COMING: [&str; 13] = [
    "comingsoon",
    "nodata",
    "norecords",
    "underconstruction",
    "即将上线",
    "即将开通",
    "即将推出",
    "完善中",
    "建设中",
    "建设之中",
    "整理中",
    "更新中",
    "筹建中",
];
const POLITE: [&str; 8] = [
    "请期待",
    "请稍候",
    "请稍后再来",
    "请稍后访问",
    "敬请关注",
    "敬请期待",
    "敬请谅解",
    "谢谢",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices() {
        for line in [
            "内容更新中，敬请期待",
            "栏目建设中",
            "本栏目正在建设中……敬请期待！",
            "暂无招聘信息",
            "暂无相关信息",
            "暂无",
            "（暂无政策解读）",
            "该栏目内容正在更新中，请稍后访问。",
            "Under construction.",
        ] {
            assert!(is_notice(line), "{line}");
        }
    }

    #[test]
    fn no_notices() {
        for line in [
            "",
            "敬请期待",
            "在城市建设中",
            "城市建设",
            "更新时间",
            "暂无评论",
            "暂无附件",
            "暂无人员伤亡，救援正在进行",
            "暂无明确的时间表，请以公告为准",
            "数据加载中",
            "建设单位",
            "栏目建设",
            "更新",
        ] {
            assert!(!is_notice(line), "{line}");
        }
    }
}
