use huabiao_facts::{
    ColumnKind, Link, LinkKind, LinkPlace, PageKind, PageVisit, Region, ScriptedLink,
};

use crate::seen::{Seen, is_followed, is_label};

/// Whether anything on the site may be a service or the entrance to one.
///
/// Generous on purpose: that a site offers none is certain only where every entrance in its
/// menus is known to be something else, and no other link may be a service by its words.
pub(crate) fn may_offer(seen: &Seen<'_>) -> bool {
    seen.pages.iter().any(|visit| {
        let page = &visit.page;
        let column = page.column.as_ref();
        let title = page.title.replace(seen.site.profile.name.as_str(), "");
        let document = page.kind == PageKind::Article || column.is_some();
        let excerpt = page.text.excerpt.as_str();
        column.is_some_and(|column| column.kind == ColumnKind::Service)
            || (page.kind != PageKind::Article && is_service(&title))
            || !document && DONE.iter().filter(|word| excerpt.contains(**word)).count() > 1
            || page
                .scripted
                .iter()
                .any(|link| acts_as_entrance(visit, link))
            || page.links.iter().any(|link| is_entrance(seen, visit, link))
    })
}

/// Whether a link may lead to services: by its words, or because it stands in a menu and
/// nothing tells what it is.
fn is_entrance(seen: &Seen<'_>, visit: &PageVisit, link: &Link) -> bool {
    let url = link.url.as_deref().unwrap_or_default();
    let text = link.text.trim();
    if !is_followed(link) || seen.outcome(url).is_dead() {
        return false;
    }
    let target = seen.read(url).map(|target| &target.page);
    if target.is_some_and(|page| page.kind == PageKind::Article) {
        return false;
    }
    let known = || {
        target.is_some_and(|page| {
            page.kind == PageKind::Home
                || page
                    .column
                    .as_ref()
                    .is_some_and(|column| column.kind != ColumnKind::Other)
        })
    };
    let menu = link.place == LinkPlace::Anchor
        && matches!(link.region, Region::Header | Region::Nav)
        && matches!(link.kind, LinkKind::External | LinkKind::Page)
        && visit.depth == 0
        && !text.is_empty();
    is_label(text) && is_service(text)
        || menu && is_label(text) && !is_other(text) && !known()
        || seen.is_wordless_entrance(link)
}

/// Whether something that a script opens may be such an entrance.
fn acts_as_entrance(visit: &PageVisit, link: &ScriptedLink) -> bool {
    let menu = matches!(link.region, Region::Header | Region::Nav) && visit.depth == 0;
    is_label(&link.text) && (is_service(&link.text) || menu && !is_other(&link.text))
}

fn is_service(text: &str) -> bool {
    let mut text = text.to_lowercase();
    for word in NOT_SERVICES {
        text = text.replace(word, "");
    }
    SERVICES.iter().any(|word| text.contains(word))
}

/// Whether the words of an entrance say that it is no service.
fn is_other(text: &str) -> bool {
    let text = text.to_lowercase();
    OTHERS.iter().any(|word| text.contains(word))
}

/// Whether the site leads to a platform for services (政务服务网、一网通办) that was not
/// read.
pub(crate) fn is_elsewhere(seen: &Seen<'_>) -> bool {
    seen.pages.iter().any(|visit| {
        Seen::is_scripted(visit, &PLATFORMS)
            || visit.page.links.iter().any(|link| {
                let url = link.url.as_deref().unwrap_or_default();
                let named = PLATFORMS.iter().any(|word| link.text.contains(word))
                    || HOSTS.iter().any(|word| url.contains(word));
                // A page that scripts fill was not seen either.
                let target = seen.read(url).map(|target| &target.page);
                let unseen = target.is_none_or(|page| {
                    page.filled_by_script || page.by_script.entries || page.truncated
                });
                let named = named || link.kind == LinkKind::External && is_platform(link);
                let away = link.kind == LinkKind::External || unseen;
                link.place == LinkPlace::Anchor
                    && is_followed(link)
                    && !seen.outcome(url).is_dead()
                    && (named && away || seen.is_wordless_entrance(link))
            })
    })
}

/// Whether a link in a menu to another site may lead to services by its words.
fn is_platform(link: &Link) -> bool {
    matches!(link.region, Region::Header | Region::Nav)
        && is_label(&link.text)
        && is_service(&link.text)
}

/// Whether a link in a menu of the home page leads to a platform elsewhere and nothing tells
/// what it is for.
pub(crate) fn is_unknown_platform(seen: &Seen<'_>, visit: &PageVisit, link: &Link) -> bool {
    let url = link.url.as_deref().unwrap_or_default();
    visit.depth == 0
        && link.place == LinkPlace::Anchor
        && link.kind == LinkKind::External
        && matches!(link.region, Region::Header | Region::Nav)
        && is_followed(link)
        && !link.text.trim().is_empty()
        && is_label(&link.text)
        && !is_other(&link.text)
        && !seen.outcome(url).is_dead()
}

/// Whether a text names statistics of services handled (办件统计).
pub(crate) fn names_statistics(text: &str) -> bool {
    NAMES.iter().any(|word| text.contains(word))
}

/// Words of platforms for services.
const PLATFORMS: [&str; 12] = [
    "政务服务网",
    "政务服务平台",
    "一网通办",
    "网上办事",
    "网上大厅",
    "办事大厅",
    "服务大厅",
    "政务大厅",
    "审批大厅",
    "掌上办",
    "一件事",
    "政务服务",
];

/// Parts of their addresses.
const HOSTS: [&str; 3] = ["zwfw", "ywtb", "zwdt"];

/// Words of such statistics.
const NAMES: [&str; 7] = [
    "办件",
    "办事统计",
    "服务统计",
    "业务统计",
    "办理统计",
    "办理量",
    "受理量",
];

/// Words of a page that says how something is done; letters are 办理 and 受理 too, so one
/// alone says nothing.
const DONE: [&str; 5] = ["携带", "窗口办", "办理", "申请表", "受理"];

/// Words of services, short so that no name of one is missed.
const SERVICES: [&str; 46] = [
    "application",
    "apply",
    "licen",
    "permit",
    "service",
    "12333",
    "一件事",
    "不动产",
    "业务",
    "事项",
    "便民",
    "公积金",
    "出入境",
    "办",
    "医保",
    "厅",
    "受理",
    "大厅",
    "失业",
    "婚姻",
    "审批",
    "户政",
    "报名",
    "报税",
    "招考",
    "挂号",
    "提取",
    "服务",
    "权力",
    "查",
    "清单",
    "申",
    "登记",
    "登录",
    "社保",
    "税",
    "窗口",
    "线上",
    "缴",
    "网上",
    "表格",
    "许可",
    "证",
    "车管",
    "下载",
    "预约",
];

/// Words that hold such a word and mean something else.
const NOT_SERVICES: [&str; 44] = [
    "为人民服务",
    "主办",
    "举办",
    "保证",
    "信息公开申请",
    "依申请",
    "办公",
    "协办",
    "国办",
    "实证",
    "审查",
    "巡查",
    "志愿服务",
    "承办",
    "抽查",
    "排查",
    "新闻服务",
    "普查",
    "服务器",
    "查处",
    "查看",
    "检查",
    "检验检疫",
    "民意调查",
    "申报稿",
    "督查",
    "督办",
    "税务局",
    "税务总局",
    "税务所",
    "纪委监委",
    "网上调查",
    "网上信访",
    "网上征集",
    "论证",
    "证监",
    "证券",
    "调查",
    "财政厅",
    "公安厅",
    "教育厅",
    "民政厅",
    "交办",
    "筹办",
];

/// Words of entrances that are no services.
const OTHERS: [&str; 81] = [
    "about",
    "archive",
    "contact",
    "english",
    "home",
    "news",
    "rss",
    "专栏",
    "专题",
    "业绩",
    "互动",
    "交流",
    "产业",
    "人事",
    "介绍",
    "信息",
    "信箱",
    "公众号",
    "公告",
    "公开",
    "公报",
    "公示",
    "关于",
    "关怀",
    "党",
    "公文",
    "动态",
    "区情",
    "县情",
    "历史",
    "发布",
    "咨询",
    "图片",
    "地图",
    "收藏",
    "征集",
    "微信",
    "微博",
    "快讯",
    "意见",
    "投诉",
    "报道",
    "招商",
    "政务公开",
    "政策",
    "政府",
    "数据",
    "文件",
    "文化",
    "新闻",
    "旅游",
    "无障碍",
    "会议",
    "服务器",
    "机构",
    "检索",
    "概况",
    "法规",
    "法治",
    "法制",
    "更多",
    "留言",
    "目录",
    "简介",
    "繁体",
    "简体",
    "统计",
    "职能",
    "联系",
    "规划",
    "视频",
    "解读",
    "计划",
    "访谈",
    "设为",
    "财政",
    "走进",
    "通知",
    "长者",
    "首页",
    "领导",
];
