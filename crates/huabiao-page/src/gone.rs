use crate::links::is_attachment;
use crate::regions::{Area, Regions};
use crate::skeleton::{Role, Skeleton};

/// The words with which a line says, by itself and without conditions, that what was
/// asked for is not there.
///
/// A name of a document (告知书), an instruction (…问题请联系, …的，告知申请人), what
/// happens under a condition (如页面不存在) and a notice of leaving for another site
/// (您要访问的页面不属于本网站) say nothing of the kind.
pub(crate) fn says_gone(text: &str) -> Option<&'static str> {
    if is_document(text) || is_numbered(text) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    for word in WHOLE {
        for (at, _) in lower.match_indices(word) {
            let (Some(before), Some(after)) = (lower.get(..at), lower.get(at + word.len()..))
            else {
                continue;
            };
            if !is_conditional(before)
                && (word.is_ascii() || word.ends_with('或') || ends_well(after))
            {
                return Some(word);
            }
        }
    }
    for word in ASKED {
        let Some((before, after)) = lower.split_once(word) else {
            continue;
        };
        let clause = after.split(['。', '！', '!', '；', ';', '？', '?']).next();
        let clause: String = clause.unwrap_or_default().chars().take(REACH).collect();
        let gone = GONE.iter().find_map(|gone| {
            let (_, rest) = clause.split_once(gone)?;
            ends_well(rest).then_some(*gone)
        });
        if gone.is_some() && !is_conditional(before) && !clause.contains("不属于") {
            return gone;
        }
    }
    None
}

/// Whether what follows the words lets them be the end of the sentence: 页面不存在或已
/// 删除, but not 文件不存在问题 or 信息不存在告知书.
pub(crate) fn ends_well(after: &str) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    after
        .chars()
        .next()
        .is_none_or(|c| !han(c) || AFTER.contains(&c))
        || AFTERWARDS.iter().any(|word| after.starts_with(word))
}

/// Whether a text is the name of a document or an instruction.
pub(crate) fn is_document(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphabetic());
    DOCUMENTS.iter().any(|word| text.ends_with(word))
}

/// Whether the page tells people that they are about to leave the site.
pub(crate) fn says_leaving(skeleton: &Skeleton) -> bool {
    LEAVING
        .iter()
        .any(|word| skeleton.text.contains(word) || skeleton.title.contains(word))
}

/// Whether the page is there for something: a list of several titles, a file or a form
/// in its content.
pub(crate) fn serves(skeleton: &Skeleton, regions: &Regions, addresses: &[Option<&str>]) -> bool {
    let form = |form: &crate::skeleton::RawForm| !form.search && (form.textarea || form.inputs > 1);
    if skeleton.forms.iter().any(form) {
        return true;
    }
    let mut titles = 0;
    for (link, address) in skeleton.links.iter().zip(addresses) {
        if link.role != Role::Anchor
            || link.hidden
            || regions.area(link.node, link.start) != Area::Main
        {
            continue;
        }
        if address.is_some_and(is_attachment) {
            return true;
        }
        let text = skeleton.slice(link.start, link.end).trim();
        titles += usize::from(text.chars().count() >= TITLE);
    }
    titles >= LIST
}

/// Whether a line is one of several numbered ones: 三、信息不存在的……
fn is_numbered(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '（', '第', ' ', '　']);
    let rest =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.len() < text.len() && rest.starts_with(['、', '）', ')', '.', '．', '条', '项'])
}

/// Whether the clause before the words is a condition, or tells of somebody who is told.
fn is_conditional(before: &str) -> bool {
    let clause = before.rsplit(['。', '！', '!', '；', ';', '，', ',', '：', ':', '、']);
    let clause = clause.into_iter().next().unwrap_or_default();
    CONDITIONS.iter().any(|word| clause.contains(word))
}

/// Characters of the shortest text of a link that is a title.
const TITLE: usize = 8;

/// Titles that make a list.
const LIST: usize = 3;

/// Characters after the words for what was asked for within which its fate stands.
const REACH: usize = 24;

/// Characters that go on after the words without changing what they say.
const AFTER: [char; 7] = ['了', '呢', '哦', '和', '啦', '已', '或'];

/// Words that do.
const AFTERWARDS: [&str; 10] = [
    "代码",
    "可能",
    "失败",
    "提示",
    "请检查",
    "请稍",
    "请返回",
    "请重",
    "错误",
    "页面",
];

/// Words of conditions and of what others are told.
const CONDITIONS: [&str; 11] = [
    "如", "若", "倘", "遇", "出现", "凡", "告知", "避免", "发现", "反映", "防止",
];

/// Ends of names of documents and of headings of explanations.
const DOCUMENTS: [&str; 24] = [
    "书", "标准", "说明", "办法", "流程", "程序", "规定", "规则", "规范", "制度", "细则", "指南",
    "指引", "须知", "通知", "公告", "通告", "通报", "报告", "方案", "意见", "情况", "情形", "问题",
];

/// Words with which a site tells people that they leave it.
const LEAVING: [&str; 8] = [
    "即将离开",
    "将离开本",
    "将要离开",
    "您正在离开",
    "不属于本网站",
    "不属于本站",
    "非本网站",
    "将跳转到其他网站",
];

/// Words for what was asked for.
const ASKED: [&str; 26] = [
    "您访问的",
    "您所访问的",
    "你访问的",
    "你所访问的",
    "您要访问的",
    "您想访问的",
    "您查找的",
    "您要查找的",
    "您要找的",
    "您浏览的",
    "您要浏览的",
    "您查看的",
    "您要查看的",
    "您请求的",
    "您所请求的",
    "您输入的",
    "该文章",
    "该页面",
    "该网页",
    "该信息已",
    "该内容",
    "该栏目",
    "此文章",
    "此页面",
    "此信息已",
    "本页面",
];

/// What became of it.
const GONE: [&str; 17] = [
    "不存在",
    "不见了",
    "找不到",
    "未找到",
    "没有找到",
    "没找到",
    "无法找到",
    "被删除",
    "已删除",
    "已经删除",
    "已下线",
    "已失效",
    "已过期",
    "已撤销",
    "走丢",
    "已丢失",
    "已移除",
];

/// Words that say it all.
const WHOLE: [&str; 28] = [
    "页面不存在",
    "网页不存在",
    "页面未找到",
    "找不到页面",
    "找不到网页",
    "页面已被删除",
    "页面已删除",
    "已被删除或",
    "内容已被删除",
    "内容不存在",
    "文章不存在",
    "信息不存在",
    "文件不存在",
    "栏目不存在",
    "该信息已删除",
    "参数错误",
    "非法参数",
    "系统错误",
    "系统异常",
    "数据库连接",
    "404 not found",
    "404 - ",
    "http status 404",
    "http status 500",
    "the page cannot be found",
    "page not found",
    "the requested url",
    "server error in",
];
