use huabiao_facts::ColumnKind;

use Place::{End, Within};

/// The kind of a column by its name: 工作动态, 通知公告, 政策文件.
///
/// Kinds that must be updated often are told by the end of a name only, not by a word
/// somewhere in it: 新闻发言人 are no news, 地震活动性报告 are no events.
pub(crate) fn by_name(name: &str) -> Option<ColumnKind> {
    // Laws change when they are amended.
    let law = LAWS.iter().any(|word| name.contains(word)) && !name.contains("政策");
    let mut parts: Option<Vec<&str>> = None;
    let found = KINDS.iter().find(|(word, _, place)| {
        name.contains(word)
            && (*place == Within
                || parts
                    .get_or_insert_with(|| name.split(JOINTS).map(bare).collect())
                    .iter()
                    .any(|part| part.ends_with(word)))
    });
    let kind = found.map(|(_, kind, _)| *kind);
    match kind {
        Some(ColumnKind::Personnel | ColumnKind::Policy) | None if law => {
            Some(ColumnKind::Standing)
        }
        _ => kind,
    }
}

/// A name without what stands behind it in brackets, and without words that any list may
/// have: 通知公告列表, 部门动态（2026年）.
fn bare(name: &str) -> &str {
    let mut rest = name.trim_end_matches(|c: char| !c.is_alphabetic());
    if let Some(at) = name.find(['（', '(', '[', '【'])
        && at > 0
    {
        rest = name.get(..at).unwrap_or(rest);
    }
    while let Some(shorter) = TAILS.iter().find_map(|tail| rest.strip_suffix(tail)) {
        if shorter.is_empty() {
            break;
        }
        rest = shorter;
    }
    rest
}

/// Where in a name a word must stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    End,
    Within,
}

/// Marks between two names in one.
const JOINTS: [char; 8] = ['、', '/', '／', '·', '&', '|', ' ', '，'];

/// Words for laws.
const LAWS: [&str; 3] = ["法律", "法规", "规章"];

/// Words at the end of a name that say nothing.
const TAILS: [&str; 12] = [
    "一览", "专区", "信息", "公开", "列表", "发布", "更多", "栏", "栏目", "汇总", "频道", "首页",
];

/// Words in the names of columns, the more telling first.
const KINDS: [(&str, ColumnKind, Place); 117] = [
    ("群众路线", ColumnKind::Archive, Within),
    ("教育实践活动", ColumnKind::Archive, Within),
    ("三严三实", ColumnKind::Archive, Within),
    ("两学一做", ColumnKind::Archive, Within),
    ("不忘初心", ColumnKind::Archive, Within),
    ("主题教育", ColumnKind::Archive, Within),
    ("党史学习", ColumnKind::Archive, Within),
    ("抗疫", ColumnKind::Archive, Within),
    ("抗击", ColumnKind::Archive, Within),
    ("疫情防控", ColumnKind::Archive, Within),
    ("新冠", ColumnKind::Archive, Within),
    ("脱贫攻坚", ColumnKind::Archive, Within),
    ("换届", ColumnKind::Archive, Within),
    ("发言人", ColumnKind::Standing, Within),
    ("发布会", ColumnKind::Standing, Within),
    ("新闻发布", ColumnKind::Standing, Within),
    ("普查", ColumnKind::Standing, Within),
    ("空间规划", ColumnKind::Standing, Within),
    ("总体规划", ColumnKind::Standing, Within),
    ("详细规划", ColumnKind::Standing, Within),
    ("城乡规划", ColumnKind::Standing, Within),
    ("五规划", ColumnKind::Standing, Within),
    ("解读", ColumnKind::Interpretation, Within),
    ("访谈", ColumnKind::Interview, Within),
    ("征集", ColumnKind::Survey, Within),
    ("调查", ColumnKind::Survey, Within),
    ("征求意见", ColumnKind::Survey, Within),
    ("问卷", ColumnKind::Survey, Within),
    ("信箱", ColumnKind::Consultation, Within),
    ("邮箱", ColumnKind::Consultation, Within),
    ("投诉", ColumnKind::Consultation, Within),
    ("咨询", ColumnKind::Consultation, Within),
    ("留言", ColumnKind::Consultation, Within),
    ("信访", ColumnKind::Consultation, Within),
    ("互动", ColumnKind::Consultation, Within),
    ("回复", ColumnKind::Consultation, Within),
    ("问答", ColumnKind::Consultation, Within),
    ("答复", ColumnKind::Consultation, Within),
    ("往届", ColumnKind::Archive, Within),
    ("往期", ColumnKind::Archive, Within),
    ("往年", ColumnKind::Archive, Within),
    ("历史", ColumnKind::Archive, Within),
    ("归档", ColumnKind::Archive, Within),
    ("存档", ColumnKind::Archive, Within),
    ("旧版", ColumnKind::Archive, Within),
    ("老版", ColumnKind::Archive, Within),
    ("废止", ColumnKind::Archive, Within),
    ("回顾", ColumnKind::Archive, Within),
    ("春节", ColumnKind::Archive, Within),
    ("国庆", ColumnKind::Archive, Within),
    ("中秋", ColumnKind::Archive, Within),
    ("元宵", ColumnKind::Archive, Within),
    ("法规库", ColumnKind::Archive, Within),
    ("规章库", ColumnKind::Archive, Within),
    ("专题", ColumnKind::Archive, Within),
    ("专栏", ColumnKind::Archive, Within),
    ("公开指南", ColumnKind::Disclosure, Within),
    ("公开目录", ColumnKind::Disclosure, Within),
    ("公开制度", ColumnKind::Disclosure, Within),
    ("公开年报", ColumnKind::Disclosure, Within),
    ("年度报告", ColumnKind::Disclosure, Within),
    ("年报", ColumnKind::Disclosure, Within),
    ("依申请公开", ColumnKind::Disclosure, Within),
    ("办事", ColumnKind::Service, Within),
    ("办理", ColumnKind::Service, Within),
    ("服务", ColumnKind::Service, Within),
    ("下载", ColumnKind::Service, Within),
    ("行政许可", ColumnKind::Service, Within),
    ("便民", ColumnKind::Service, Within),
    ("规划", ColumnKind::Plan, End),
    ("计划", ColumnKind::Plan, End),
    ("计划总结", ColumnKind::Plan, End),
    ("人事", ColumnKind::Personnel, Within),
    ("任免", ColumnKind::Personnel, Within),
    ("招考", ColumnKind::Personnel, Within),
    ("招聘", ColumnKind::Personnel, Within),
    ("招录", ColumnKind::Personnel, Within),
    ("录用", ColumnKind::Personnel, Within),
    ("公务员", ColumnKind::Personnel, Within),
    ("数据", ColumnKind::Data, Within),
    ("统计", ColumnKind::Data, Within),
    ("财政", ColumnKind::Data, Within),
    ("预算", ColumnKind::Data, Within),
    ("决算", ColumnKind::Data, Within),
    ("公告", ColumnKind::Notice, End),
    ("通知", ColumnKind::Notice, End),
    ("公示", ColumnKind::Notice, End),
    ("政府公报", ColumnKind::Notice, End),
    ("政策", ColumnKind::Policy, End),
    ("文件", ColumnKind::Policy, End),
    ("政策法规", ColumnKind::Policy, End),
    ("文件库", ColumnKind::Policy, End),
    ("概况", ColumnKind::Standing, Within),
    ("简介", ColumnKind::Standing, Within),
    ("机构", ColumnKind::Standing, Within),
    ("职能", ColumnKind::Standing, Within),
    ("职责", ColumnKind::Standing, Within),
    ("领导之窗", ColumnKind::Standing, Within),
    ("领导信息", ColumnKind::Standing, Within),
    ("联系", ColumnKind::Standing, Within),
    ("关于我们", ColumnKind::Standing, Within),
    ("动态", ColumnKind::News, End),
    ("要闻", ColumnKind::News, End),
    ("新闻", ColumnKind::News, End),
    ("资讯", ColumnKind::News, End),
    ("报道", ColumnKind::News, End),
    ("快讯", ColumnKind::News, End),
    ("领导活动", ColumnKind::News, End),
    ("政务活动", ColumnKind::News, End),
    ("公务活动", ColumnKind::News, End),
    ("重要活动", ColumnKind::News, End),
    ("工作活动", ColumnKind::News, End),
    ("新闻中心", ColumnKind::News, End),
    ("新闻头条", ColumnKind::News, End),
    ("新闻聚焦", ColumnKind::News, End),
    ("新闻速递", ColumnKind::News, End),
    ("要闻播报", ColumnKind::News, End),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_only_hold_a_word_have_no_duty() {
        for name in [
            "新闻发言人",
            "新闻发布会",
            "新闻发布",
            "群众文化活动",
            "地震活动性报告",
            "党的群众路线教育实践活动",
            "抗疫动态",
            "法律法规",
            "公务员法规",
            "第七次全国人口普查公报",
            "国土空间规划",
            "行政区划通知书存根",
            "行政复议文件格式文本",
            "换届选举",
            "动态血压监测",
        ] {
            let kind = by_name(name).unwrap_or_default();
            let none = matches!(
                kind,
                ColumnKind::Archive | ColumnKind::Other | ColumnKind::Standing
            );
            assert!(none, "{name}: {kind:?}");
        }
    }

    #[test]
    fn names_of_columns_keep_their_duty() {
        for (name, kind) in [
            ("工作动态", ColumnKind::News),
            ("部门动态（2026年）", ColumnKind::News),
            ("政务要闻", ColumnKind::News),
            ("图片新闻", ColumnKind::News),
            ("新闻中心", ColumnKind::News),
            ("动态信息", ColumnKind::News),
            ("领导活动", ColumnKind::News),
            ("工作动态/通知", ColumnKind::Notice),
            ("通知公告列表", ColumnKind::Notice),
            ("公示公告栏", ColumnKind::Notice),
            ("政策文件", ColumnKind::Policy),
            ("政策法规", ColumnKind::Policy),
            ("规范性文件", ColumnKind::Policy),
            ("规划计划", ColumnKind::Plan),
            ("招聘公告", ColumnKind::Personnel),
            ("统计数据", ColumnKind::Data),
            ("政策解读", ColumnKind::Interpretation),
        ] {
            assert_eq!(by_name(name), Some(kind), "{name}");
        }
    }
}
