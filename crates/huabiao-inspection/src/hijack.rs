use std::collections::BTreeSet;

use huabiao_facts::{Link, LinkKind, LinkPlace, PageVisit};
use url::Url;

use crate::seen::{Seen, is_followed, is_unclear};

/// Positions of the links on a page that are planted: hidden from people, to foreign
/// hosts, in words that planted links use (暗链).
///
/// One such link is enough when its own words or its target give it away. Its
/// neighbours in one unbroken block of at least [`MIN_BLOCK`] hidden foreign links are
/// planted with it. So is a farm of links: a long block to as many hosts, several of
/// them in words of trade, on a page that hides no link to a public body. Hidden links
/// alone prove nothing: menus that open on a click are hidden too.
pub(crate) fn hidden_links(seen: &Seen<'_>, visit: &PageVisit) -> BTreeSet<usize> {
    let mut planted = BTreeSet::new();
    for block in blocks(seen, visit) {
        let given_away: Vec<usize> = block
            .iter()
            .copied()
            .filter(|index| {
                let link = visit.page.links.get(*index);
                link.is_some_and(|link| is_lure(&link.text) || is_taken_over(seen, link))
            })
            .collect();
        let farm = is_farm(visit, &block);
        if given_away.is_empty() && !farm {
            continue;
        }
        // A menu that warns of such things, or names the lotteries of the state, is not
        // planted as a whole.
        let honest = block
            .iter()
            .filter_map(|index| visit.page.links.get(*index))
            .any(|link| {
                is_warning(&link.text) || HONEST.iter().any(|word| link.text.contains(word))
            });
        if farm || block.len() >= MIN_BLOCK && !honest {
            planted.extend(block);
        } else {
            planted.extend(given_away);
        }
    }
    planted
}

/// How many hidden foreign links stand in blocks that nothing explains: no word gives
/// them away, and no government link stands among them as in a menu of friendly links.
pub(crate) fn unexplained(seen: &Seen<'_>, visit: &PageVisit) -> usize {
    if hides_public(visit) {
        return 0;
    }
    let planted = hidden_links(seen, visit);
    blocks(seen, visit)
        .into_iter()
        .filter(|block| {
            block.len() >= MIN_BLOCK && block.iter().all(|index| !planted.contains(index))
        })
        .map(|block| block.len())
        .sum()
}

/// Whether a link leads to a foreign site of which nobody saw what it shows.
pub(crate) fn is_unseen(seen: &Seen<'_>, link: &Link) -> bool {
    link.kind == LinkKind::External
        && link.place == LinkPlace::Anchor
        && is_followed(link)
        && link
            .url
            .as_deref()
            .is_some_and(|url| is_unclear(seen.outcome(url)))
        && host(link).is_some_and(|host| !is_public(&host) && !seen.is_own_host(&host))
}

/// Whether the other end of a foreign link was found taken over.
pub(crate) fn is_taken_over(seen: &Seen<'_>, link: &Link) -> bool {
    let target = link
        .url
        .as_deref()
        .and_then(|url| seen.site.targets.get(url));
    let words = target.map(|target| target.takeover.as_slice());
    let title = target.map(|target| target.detail.as_str());
    link.kind == LinkKind::External
        && words.is_some_and(|words| !words.is_empty())
        && !host(link).is_some_and(|host| is_public(&host) || seen.is_own_host(&host))
        && !is_warning(title.unwrap_or_default())
        && !is_warning(&link.text)
}

/// Whether a text warns of or reports on the thing that it names.
pub(crate) fn is_warning(text: &str) -> bool {
    WARNINGS.iter().any(|word| text.contains(word))
}

/// Whether a block of hidden links is a farm of links (友链农场) for search engines.
fn is_farm(visit: &PageVisit, block: &[usize]) -> bool {
    let links = || {
        block
            .iter()
            .filter_map(|index| visit.page.links.get(*index))
    };
    let hosts: BTreeSet<String> = links().filter_map(host).collect();
    let trade = links().filter(|link| {
        let text = link.text.to_lowercase();
        !is_warning(&text) && TRADE.iter().any(|word| text.contains(word))
    });
    hosts.len() >= MIN_FARM && trade.count() >= MIN_TRADE && !hides_public(visit)
}

/// Whether a page hides links to public bodies, as menus of friendly links do.
fn hides_public(visit: &PageVisit) -> bool {
    visit.page.links.iter().any(|link| {
        link.hidden
            && link.kind == LinkKind::External
            && host(link).is_some_and(|host| is_public(&host))
    })
}

/// Unbroken runs of hidden links to foreign hosts that are no public bodies.
fn blocks(seen: &Seen<'_>, visit: &PageVisit) -> Vec<Vec<usize>> {
    let mut blocks = Vec::new();
    let mut block = Vec::new();
    for (index, link) in visit.page.links.iter().enumerate() {
        let foreign = link.hidden
            && !link.noscript
            && link.place == LinkPlace::Anchor
            && link.kind == LinkKind::External
            && !is_share(link)
            && host(link).is_some_and(|host| !is_public(&host) && !seen.is_own_host(&host));
        if foreign {
            block.push(index);
        } else if !block.is_empty() {
            blocks.push(core::mem::take(&mut block));
        }
    }
    if !block.is_empty() {
        blocks.push(block);
    }
    blocks
}

pub(crate) fn host(link: &Link) -> Option<String> {
    let url = Url::parse(link.url.as_deref()?).ok()?;
    let host = url.host_str()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

/// Names that only public bodies get, or that serve the marks in the footer.
pub(crate) fn is_public(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or(host);
    PUBLIC.iter().any(|suffix| {
        name.strip_suffix(suffix)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// Whether a link shares the page (分享): hidden until somebody wants to.
pub(crate) fn is_share(link: &Link) -> bool {
    host(link).is_some_and(|host| {
        SHARES.iter().any(|suffix| {
            let rest = host.strip_suffix(suffix);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    })
}

pub(crate) fn is_lure(text: &str) -> bool {
    let mut text = text.to_lowercase();
    for other in OTHERS {
        text = text.replace(other, " ");
    }
    !is_warning(&text) && LURES.iter().any(|word| text.contains(word))
}

/// Hidden links in a row that make a block.
const MIN_BLOCK: usize = 3;

/// Hosts that make a block of hidden links a farm.
const MIN_FARM: usize = 10;

/// Links in words of trade that it must hold.
const MIN_TRADE: usize = 3;

/// Words of trade that no office links to.
const TRADE: [&str; 26] = [
    "seo",
    "不孕",
    "专利代办",
    "主机",
    "二手",
    "代开发票",
    "企业贷款",
    "减肥",
    "加盟",
    "回收",
    "妇科",
    "家教",
    "小说",
    "开锁",
    "彩票",
    "批发",
    "搬家",
    "整形",
    "毕业证",
    "用品",
    "男科",
    "英语培训",
    "营销",
    "装修",
    "论文",
    "门窗",
];

/// Suffixes of hosts that are never foreign in this sense; the last two are .公益 and
/// .政务.
const PUBLIC: [&str; 6] = [
    "conac.cn",
    "edu.cn",
    "gov.cn",
    "mil.cn",
    "xn--55qw42g",
    "xn--zfr164b",
];

/// Hosts to which pages are shared.
const SHARES: [&str; 16] = [
    "baidu.com",
    "bshare.cn",
    "douban.com",
    "facebook.com",
    "jiathis.com",
    "kaixin001.com",
    "linkedin.com",
    "qq.com",
    "renren.com",
    "t.sohu.com",
    "toutiao.com",
    "twitter.com",
    "weibo.cn",
    "weibo.com",
    "x.com",
    "zhihu.com",
];

/// Words of links that people plant: gambling, pornography, fake papers.
const LURES: [&str; 33] = [
    "bet365",
    "casino",
    "porn",
    "一肖中特",
    "世界杯投注",
    "代孕",
    "体育下注",
    "体育投注",
    "六合彩",
    "北京赛车",
    "外围投注",
    "娱乐城",
    "彩票平台",
    "成人电影",
    "成人视频",
    "新葡京",
    "时时彩",
    "棋牌平台",
    "棋牌游戏",
    "澳门赌",
    "百家乐",
    "皇冠体育",
    "皇冠现金",
    "真人娱乐",
    "真人荷官",
    "网上赌",
    "老虎机",
    "葡京",
    "裸聊",
    "赌场",
    "赌博",
    "足球投注",
    "博彩",
];

/// Words that hold one of them by chance, and names of houses.
const OTHERS: [&str; 4] = ["六合彩云", "六合彩虹", "六合彩霞", "葡京酒店"];

/// Words of links that stand in no planted block.
const HONEST: [&str; 2] = ["办证大厅", "防骗"];

/// Words of those who fight it, and of the lotteries of the state.
const WARNINGS: [&str; 60] = [
    "体彩",
    "体育彩票",
    "福利彩票",
    "福彩",
    "专项行动",
    "公安",
    "危害",
    "严打",
    "举报",
    "反赌",
    "宣传",
    "打击",
    "抵制",
    "拒绝",
    "整治",
    "查处",
    "案件",
    "禁止",
    "警方",
    "防范",
    "案例",
    "大案",
    "窝点",
    "被端",
    "捣毁",
    "骗局",
    "揭秘",
    "曝光",
    "警示",
    "提醒",
    "反诈",
    "诈骗",
    "诱骗",
    "取缔",
    "告破",
    "侦破",
    "破获",
    "落网",
    "抓获",
    "抓捕",
    "被抓",
    "被查",
    "被判",
    "判刑",
    "获刑",
    "涉赌",
    "涉嫌",
    "嫌疑",
    "罪",
    "惩治",
    "惩处",
    "处罚",
    "通报",
    "治理",
    "清查",
    "远离",
    "陷阱",
    "深渊",
    "谨防",
    "警惕",
];
