use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use huabiao_facts::GuideElement;

use crate::skeleton::Skeleton;

/// What a word on a page stands for. One search over the text finds all of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Term {
    /// Introduces the day of publication.
    Published,
    /// Introduces some day, of publication if it stands where that stands.
    Day,
    /// Introduces the day of a change.
    Updated,
    /// Introduces a day that is not the day of publication.
    OtherDay,
    /// Stands in the line under a headline: source, author, reads, font size.
    Byline,
    /// Stands in the foot.
    Foot,
    /// Introduces the trail of links.
    Trail,
    /// Next page, last page.
    Paging,
    /// The list says itself that it has nothing.
    Empty,
    SiteCode,
    Icp,
    Police,
    Sponsor,
    Contact,
    FaultReport,
    Sitemap,
    Guide(GuideElement),
}

/// A word found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) term: Term,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The words of a page, in order; of words that begin together the longest. Long
/// paragraphs are searched at their beginning only, for what stands in the middle of
/// running text is no label.
pub(crate) fn of_page(skeleton: &Skeleton) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut from = 0;
    let mut to = 0;
    // Short lines that follow one another are searched in one go.
    for line in &skeleton.lines {
        if line.chars <= PARAGRAPH && !line.control {
            if to < line.start && to > from {
                find(skeleton, from, to, &mut hits);
                from = line.start;
            } else if to <= from {
                from = line.start;
            }
            to = line.end;
            continue;
        }
        if to > from {
            find(skeleton, from, to, &mut hits);
        }
        if !line.control {
            let mut end = (line.start + BEGINNING).min(line.end);
            while !skeleton.text.is_char_boundary(end as usize) {
                end -= 1;
            }
            find(skeleton, line.start, end, &mut hits);
        }
        from = line.end;
        to = line.end;
    }
    if to > from {
        find(skeleton, from, to, &mut hits);
    }
    hits
}

/// The words of a text that is not the text of a page.
pub(crate) fn of_text(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    search(text, 0, &mut hits);
    hits
}

fn find(skeleton: &Skeleton, from: u32, to: u32, hits: &mut Vec<Hit>) {
    search(skeleton.slice(from, to), from, hits);
}

fn search(text: &str, from: u32, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    for found in MATCHER.find_iter(text) {
        if hits.len() >= HITS {
            break;
        }
        let Some(&(_, term)) = WORDS.get(found.pattern().as_usize()) else {
            continue;
        };
        // English words count as words only.
        let letter = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at))
                .is_some_and(u8::is_ascii_alphabetic)
        };
        if letter(Some(found.start())) && letter(found.start().checked_sub(1)) {
            continue;
        }
        hits.push(Hit {
            term,
            start: from + u32::try_from(found.start()).unwrap_or(0),
            end: from + u32::try_from(found.end()).unwrap_or(0),
        });
    }
}

/// Longer lines are running text, in characters.
const PARAGRAPH: u32 = 240;
/// Bytes searched of these.
const BEGINNING: u32 = 120;
/// Words kept of one page.
const HITS: usize = 20_000;

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = WORDS.iter().map(|(word, _)| word);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .prefilter(false)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(words.clone())
        .or_else(|_| AhoCorasick::new(words))
        .unwrap_or_else(|_| unreachable!("a list of short words always builds"))
});

use GuideElement as G;
use Term as T;

const WORDS: &[(&str, Term)] = &[
    // publication
    ("发布时间", T::Published),
    ("发布日期", T::Published),
    ("发布于", T::Published),
    ("发布：", T::Published),
    ("发表时间", T::Published),
    ("发表日期", T::Published),
    ("发表于", T::Published),
    ("发文时间", T::Published),
    ("发稿时间", T::Published),
    ("发稿日期", T::Published),
    ("发送时间", T::Published),
    ("刊发时间", T::Published),
    ("刊发日期", T::Published),
    ("公布时间", T::Published),
    ("公布日期", T::Published),
    ("公开日期", T::Published),
    ("公开时间", T::Published),
    ("上网时间", T::Published),
    ("上传时间", T::Published),
    ("上传日期", T::Published),
    ("添加时间", T::Published),
    ("添加日期", T::Published),
    ("录入时间", T::Published),
    ("录入日期", T::Published),
    ("加入时间", T::Published),
    ("创建时间", T::Published),
    ("信息时间", T::Published),
    ("信息日期", T::Published),
    ("文章时间", T::Published),
    ("编辑时间", T::Published),
    ("投稿时间", T::Published),
    ("提交时间", T::Published),
    ("發布時間", T::Published),
    ("發佈時間", T::Published),
    ("發佈日期", T::Published),
    ("發布日期", T::Published),
    ("发帖时间", T::Published),
    ("出版日期", T::Published),
    ("release time", T::Published),
    ("publish time", T::Published),
    ("publishing time", T::Published),
    ("发布 时间", T::Published),
    ("published", T::Published),
    ("posted", T::Published),
    ("publication date", T::Published),
    ("date published", T::Published),
    ("publish date", T::Published),
    ("release date", T::Published),
    ("issued", T::Published),
    ("veröffentlicht", T::Published),
    ("erschienen", T::Published),
    ("erstellt", T::Published),
    ("verfasst", T::Published),
    ("geschrieben", T::Published),
    ("eingestellt", T::Published),
    ("publié", T::Published),
    ("mis en ligne", T::Published),
    ("publicado", T::Published),
    ("pubblicato", T::Published),
    ("gepubliceerd", T::Published),
    ("geplaatst", T::Published),
    ("opublikowano", T::Published),
    ("publicerad", T::Published),
    ("опубликовано", T::Published),
    // some day
    ("时间：", T::Day),
    ("时间:", T::Day),
    ("时 间：", T::Day),
    ("时间 ：", T::Day),
    ("时间 :", T::Day),
    ("日 期：", T::Day),
    ("日期：", T::Day),
    ("日期:", T::Day),
    ("日期】", T::Day),
    ("时间】", T::Day),
    ("date:", T::Day),
    ("date :", T::Day),
    ("datum:", T::Day),
    ("written", T::Day),
    ("created", T::Day),
    ("added", T::Day),
    // changes
    ("更新时间", T::Updated),
    ("更新日期", T::Updated),
    ("修改时间", T::Updated),
    ("更新于", T::Updated),
    ("最后更新", T::Updated),
    ("updated", T::Updated),
    ("modified", T::Updated),
    ("last update", T::Updated),
    ("aktualisiert", T::Updated),
    ("geändert", T::Updated),
    ("mis à jour", T::Updated),
    ("mise à jour", T::Updated),
    ("actualizado", T::Updated),
    ("aggiornato", T::Updated),
    ("reviewed", T::Updated),
    // other days
    ("生成时间", T::OtherDay),
    ("截止时间", T::OtherDay),
    ("截止日期", T::OtherDay),
    ("截至时间", T::OtherDay),
    ("开始时间", T::OtherDay),
    ("开始日期", T::OtherDay),
    ("结束时间", T::OtherDay),
    ("结束日期", T::OtherDay),
    ("报名时间", T::OtherDay),
    ("考试时间", T::OtherDay),
    ("会议时间", T::OtherDay),
    ("活动时间", T::OtherDay),
    ("征集时间", T::OtherDay),
    ("公示时间", T::OtherDay),
    ("回复时间", T::OtherDay),
    ("答复时间", T::OtherDay),
    ("来信时间", T::OtherDay),
    ("写信时间", T::OtherDay),
    ("留言时间", T::OtherDay),
    ("留言日期", T::OtherDay),
    ("提问时间", T::OtherDay),
    ("咨询时间", T::OtherDay),
    ("办结时间", T::OtherDay),
    ("处理时间", T::OtherDay),
    ("访谈时间", T::OtherDay),
    ("举办时间", T::OtherDay),
    ("竞价时间", T::OtherDay),
    ("开标时间", T::OtherDay),
    ("成立时间", T::OtherDay),
    ("成立日期", T::OtherDay),
    ("受理时间", T::OtherDay),
    ("起止时间", T::OtherDay),
    ("起止日期", T::OtherDay),
    ("征集日期", T::OtherDay),
    ("征集期限", T::OtherDay),
    ("征求意见时间", T::OtherDay),
    ("征求意见期限", T::OtherDay),
    ("活动日期", T::OtherDay),
    ("举行时间", T::OtherDay),
    ("举办日期", T::OtherDay),
    ("召开时间", T::OtherDay),
    ("会议日期", T::OtherDay),
    ("培训时间", T::OtherDay),
    ("考试日期", T::OtherDay),
    ("笔试时间", T::OtherDay),
    ("面试时间", T::OtherDay),
    ("体检时间", T::OtherDay),
    ("缴费时间", T::OtherDay),
    ("申报时间", T::OtherDay),
    ("申报期限", T::OtherDay),
    ("申请时间", T::OtherDay),
    ("申请期限", T::OtherDay),
    ("投票时间", T::OtherDay),
    ("调查时间", T::OtherDay),
    ("调查期限", T::OtherDay),
    ("招聘时间", T::OtherDay),
    ("预约时间", T::OtherDay),
    ("开放时间", T::OtherDay),
    ("展览时间", T::OtherDay),
    ("演出时间", T::OtherDay),
    ("直播时间", T::OtherDay),
    ("访谈日期", T::OtherDay),
    ("公示期限", T::OtherDay),
    ("公示期", T::OtherDay),
    ("公告期限", T::OtherDay),
    ("公告期", T::OtherDay),
    ("报名日期", T::OtherDay),
    ("报名期限", T::OtherDay),
    ("开标日期", T::OtherDay),
    ("开工时间", T::OtherDay),
    ("开工日期", T::OtherDay),
    ("竣工时间", T::OtherDay),
    ("竣工日期", T::OtherDay),
    ("施工时间", T::OtherDay),
    ("停水时间", T::OtherDay),
    ("停电时间", T::OtherDay),
    ("履行期限", T::OtherDay),
    ("合同期限", T::OtherDay),
    ("有效日期", T::OtherDay),
    ("有效时间", T::OtherDay),
    ("有效期限", T::OtherDay),
    ("生效时间", T::OtherDay),
    ("施行时间", T::OtherDay),
    ("实施时间", T::OtherDay),
    ("执行日期", T::OtherDay),
    ("废止日期", T::OtherDay),
    ("废止时间", T::OtherDay),
    ("到期时间", T::OtherDay),
    ("到期日期", T::OtherDay),
    ("批准日期", T::OtherDay),
    ("批准时间", T::OtherDay),
    ("签订日期", T::OtherDay),
    ("签署日期", T::OtherDay),
    ("受理日期", T::OtherDay),
    ("答复日期", T::OtherDay),
    ("回复日期", T::OtherDay),
    ("来信日期", T::OtherDay),
    ("提问日期", T::OtherDay),
    ("咨询日期", T::OtherDay),
    ("决定日期", T::OtherDay),
    ("生产日期", T::OtherDay),
    ("抽样日期", T::OtherDay),
    ("检验日期", T::OtherDay),
    ("拍摄时间", T::OtherDay),
    ("统计时间", T::OtherDay),
    ("监测时间", T::OtherDay),
    ("采样时间", T::OtherDay),
    ("成文日期", T::OtherDay),
    ("成文时间", T::OtherDay),
    ("发文日期", T::OtherDay),
    ("印发日期", T::OtherDay),
    ("生效日期", T::OtherDay),
    ("施行日期", T::OtherDay),
    ("实施日期", T::OtherDay),
    ("有效期", T::OtherDay),
    ("失效", T::OtherDay),
    ("出生", T::OtherDay),
    ("当前时间", T::OtherDay),
    ("今天是", T::OtherDay),
    ("今日", T::OtherDay),
    ("现在时间", T::OtherDay),
    ("注册", T::OtherDay),
    ("登录", T::OtherDay),
    ("访问时间", T::OtherDay),
    ("joined", T::OtherDay),
    ("registered", T::OtherDay),
    ("expires", T::OtherDay),
    ("accessed", T::OtherDay),
    ("retrieved", T::OtherDay),
    ("abgerufen", T::OtherDay),
    ("born", T::OtherDay),
    ("registriert", T::OtherDay),
    ("mitglied seit", T::OtherDay),
    ("inscrit", T::OtherDay),
    ("last post", T::OtherDay),
    ("letzter beitrag", T::OtherDay),
    ("member since", T::OtherDay),
    // the line under a headline
    ("来源", T::Byline),
    ("作者", T::Byline),
    ("浏览", T::Byline),
    ("点击", T::Byline),
    ("阅读", T::Byline),
    ("访问量", T::Byline),
    ("访问次数", T::Byline),
    ("字体", T::Byline),
    ("字号", T::Byline),
    ("责任编辑", T::Byline),
    ("编辑：", T::Byline),
    ("发布人", T::Byline),
    ("发布者", T::Byline),
    ("发布机构", T::Byline),
    ("发布单位", T::Byline),
    ("信息来源", T::Byline),
    ("文章来源", T::Byline),
    ("稿件来源", T::Byline),
    ("供稿", T::Byline),
    ("记者", T::Byline),
    ("分享", T::Byline),
    ("打印", T::Byline),
    ("【大", T::Byline),
    ("來源", T::Byline),
    ("source:", T::Byline),
    ("by ", T::Byline),
    // trail
    ("当前位置", T::Trail),
    ("当前的位置", T::Trail),
    ("所在位置", T::Trail),
    ("您的位置", T::Trail),
    ("你的位置", T::Trail),
    ("现在的位置", T::Trail),
    ("现在位置", T::Trail),
    ("所在的位置", T::Trail),
    ("位置导航", T::Trail),
    ("位置：", T::Trail),
    ("位置:", T::Trail),
    ("當前位置", T::Trail),
    ("location：", T::Trail),
    ("location:", T::Trail),
    ("you are here", T::Trail),
    // paging
    ("下一页", T::Paging),
    ("下页", T::Paging),
    ("上一页", T::Paging),
    ("尾页", T::Paging),
    ("末页", T::Paging),
    ("最后一页", T::Paging),
    ("第一页", T::Paging),
    ("后一页", T::Paging),
    ("条记录", T::Paging),
    ("next page", T::Paging),
    // empty lists
    ("暂无内容", T::Empty),
    ("暂无信息", T::Empty),
    ("暂无数据", T::Empty),
    ("暂无相关", T::Empty),
    ("暂无记录", T::Empty),
    ("暂无文章", T::Empty),
    ("没有相关信息", T::Empty),
    ("没有找到", T::Empty),
    ("没有信息", T::Empty),
    ("没有数据", T::Empty),
    ("没有记录", T::Empty),
    ("无相关信息", T::Empty),
    ("暂时没有", T::Empty),
    ("共0条", T::Empty),
    ("共 0 条", T::Empty),
    ("no records", T::Empty),
    // marks
    ("网站标识码", T::SiteCode),
    ("网站标识编码", T::SiteCode),
    ("网站标识", T::SiteCode),
    ("标识码", T::SiteCode),
    ("政府网站标识", T::SiteCode),
    ("政府网站标识码", T::SiteCode),
    ("政府网站标识编码", T::SiteCode),
    ("ICP备", T::Icp),
    ("ICP 备", T::Icp),
    ("ICP证", T::Icp),
    ("公网安备", T::Police),
    ("公安备案", T::Police),
    ("公安备", T::Police),
    ("网警备案", T::Police),
    ("网安备", T::Police),
    ("公安机关备案", T::Police),
    ("主办单位", T::Sponsor),
    ("主办：", T::Sponsor),
    ("主办:", T::Sponsor),
    ("主办方", T::Sponsor),
    ("主 办：", T::Sponsor),
    ("主管单位", T::Sponsor),
    ("版权所有", T::Foot),
    ("版权归", T::Foot),
    ("承办单位", T::Foot),
    ("承办：", T::Foot),
    ("技术支持", T::Foot),
    ("建议使用", T::Foot),
    ("copyright", T::Foot),
    ("©", T::Foot),
    ("all rights reserved", T::Foot),
    ("最佳效果", T::Foot),
    ("分辨率", T::Foot),
    ("备案号", T::Foot),
    ("备案序号", T::Foot),
    ("联系我们", T::Contact),
    ("联系方式", T::Contact),
    ("联系电话", T::Guide(G::Telephone)),
    ("电话：", T::Contact),
    ("电话:", T::Contact),
    ("邮箱：", T::Contact),
    ("邮箱:", T::Contact),
    ("contact us", T::Contact),
    ("网站找错", T::FaultReport),
    ("网站纠错", T::FaultReport),
    ("我为政府网站找错", T::FaultReport),
    ("政府网站找错", T::FaultReport),
    ("网站地图", T::Sitemap),
    ("站点地图", T::Sitemap),
    ("sitemap", T::Sitemap),
    ("site map", T::Sitemap),
    // service guides
    ("事项名称", T::Guide(G::Name)),
    ("服务名称", T::Guide(G::Name)),
    ("项目名称", T::Guide(G::Name)),
    ("办理事项", T::Guide(G::Name)),
    ("基本编码", T::Guide(G::Name)),
    ("设定依据", T::Guide(G::Basis)),
    ("法律依据", T::Guide(G::Basis)),
    ("实施依据", T::Guide(G::Basis)),
    ("办理依据", T::Guide(G::Basis)),
    ("政策依据", T::Guide(G::Basis)),
    ("法定依据", T::Guide(G::Basis)),
    ("审批依据", T::Guide(G::Basis)),
    ("办事依据", T::Guide(G::Basis)),
    ("受理依据", T::Guide(G::Basis)),
    ("申请条件", T::Guide(G::Conditions)),
    ("办理条件", T::Guide(G::Conditions)),
    ("受理条件", T::Guide(G::Conditions)),
    ("申报条件", T::Guide(G::Conditions)),
    ("许可条件", T::Guide(G::Conditions)),
    ("审批条件", T::Guide(G::Conditions)),
    ("办事条件", T::Guide(G::Conditions)),
    ("申办条件", T::Guide(G::Conditions)),
    ("准予条件", T::Guide(G::Conditions)),
    ("办理材料", T::Guide(G::Materials)),
    ("申请材料", T::Guide(G::Materials)),
    ("申报材料", T::Guide(G::Materials)),
    ("所需材料", T::Guide(G::Materials)),
    ("提交材料", T::Guide(G::Materials)),
    ("提交资料", T::Guide(G::Materials)),
    ("所需资料", T::Guide(G::Materials)),
    ("申办材料", T::Guide(G::Materials)),
    ("需提供材料", T::Guide(G::Materials)),
    ("材料清单", T::Guide(G::Materials)),
    ("资料要求", T::Guide(G::Materials)),
    ("材料要求", T::Guide(G::Materials)),
    ("提交的材料", T::Guide(G::Materials)),
    ("申请资料", T::Guide(G::Materials)),
    ("办理地点", T::Guide(G::Place)),
    ("受理地点", T::Guide(G::Place)),
    ("办公地点", T::Guide(G::Place)),
    ("办理地址", T::Guide(G::Place)),
    ("受理地址", T::Guide(G::Place)),
    ("办公地址", T::Guide(G::Place)),
    ("办事地点", T::Guide(G::Place)),
    ("窗口地址", T::Guide(G::Place)),
    ("联系地址", T::Guide(G::Place)),
    ("办理窗口", T::Guide(G::Place)),
    ("办理机构", T::Guide(G::Office)),
    ("受理机构", T::Guide(G::Office)),
    ("实施机关", T::Guide(G::Office)),
    ("实施主体", T::Guide(G::Office)),
    ("办理部门", T::Guide(G::Office)),
    ("受理部门", T::Guide(G::Office)),
    ("办理单位", T::Guide(G::Office)),
    ("受理单位", T::Guide(G::Office)),
    ("审批机关", T::Guide(G::Office)),
    ("承办机构", T::Guide(G::Office)),
    ("办事机构", T::Guide(G::Office)),
    ("责任科室", T::Guide(G::Office)),
    ("受理机关", T::Guide(G::Office)),
    ("收费标准", T::Guide(G::Fees)),
    ("收费依据", T::Guide(G::Fees)),
    ("是否收费", T::Guide(G::Fees)),
    ("收费情况", T::Guide(G::Fees)),
    ("办理费用", T::Guide(G::Fees)),
    ("不收费", T::Guide(G::Fees)),
    ("办理时间", T::Guide(G::Hours)),
    ("受理时间：", T::Guide(G::Hours)),
    ("办公时间", T::Guide(G::Hours)),
    ("工作时间", T::Guide(G::Hours)),
    ("对外服务时间", T::Guide(G::Hours)),
    ("服务时间", T::Guide(G::Hours)),
    ("办理时限", T::Guide(G::Hours)),
    ("办结时限", T::Guide(G::Hours)),
    ("法定时限", T::Guide(G::Hours)),
    ("承诺时限", T::Guide(G::Hours)),
    ("法定期限", T::Guide(G::Hours)),
    ("承诺期限", T::Guide(G::Hours)),
    ("办理期限", T::Guide(G::Hours)),
    ("咨询电话", T::Guide(G::Telephone)),
    ("咨询方式", T::Guide(G::Telephone)),
    ("服务电话", T::Guide(G::Telephone)),
    ("监督电话", T::Guide(G::Telephone)),
    ("投诉电话", T::Guide(G::Telephone)),
    ("办理流程", T::Guide(G::Procedure)),
    ("办理程序", T::Guide(G::Procedure)),
    ("办事流程", T::Guide(G::Procedure)),
    ("办事程序", T::Guide(G::Procedure)),
    ("审批程序", T::Guide(G::Procedure)),
    ("审批流程", T::Guide(G::Procedure)),
    ("申请程序", T::Guide(G::Procedure)),
    ("申报程序", T::Guide(G::Procedure)),
    ("工作流程", T::Guide(G::Procedure)),
    ("受理流程", T::Guide(G::Procedure)),
    ("办理步骤", T::Guide(G::Procedure)),
    ("流程图", T::Guide(G::Procedure)),
    ("申办流程", T::Guide(G::Procedure)),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(page: &str) -> Vec<Term> {
        let pass = crate::sink::pass(page);
        of_page(&pass.skeleton).iter().map(|hit| hit.term).collect()
    }

    #[test]
    fn the_longest_word_wins() {
        assert_eq!(
            terms("<p>发布时间：2017<p>我为政府网站找错"),
            [Term::Published, Term::FaultReport]
        );
    }

    #[test]
    fn english_words_count_as_words() {
        assert!(terms("reposted").is_empty());
        assert_eq!(terms("Posted on").len(), 1);
    }

    #[test]
    fn running_text_holds_no_labels() {
        let page = format!("<p>{}发布时间<p>来源", "字".repeat(300));
        assert_eq!(terms(&page), [Term::Byline]);
    }
}
