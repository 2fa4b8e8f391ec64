use huabiao_facts::{GuideElement, LinkKind, LinkPlace, PageVisit, Region, SiteFacts};
use huabiao_finding::{Check, Finding, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::guides::{Guides, finding, sections};
use crate::rule::value;
use crate::seen::{Seen, is_followed};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "需填表格但未提供获取渠道",
        en: "form required but not provided",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/guide-form-missing.zh.md"),
        en: include_str!("../../docs/rules/guide-form-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：办事服务（表格样表）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    Guides::check(ID, site, |_, visit| {
        if !visit.page.guide.contains(&GuideElement::Materials) {
            return Some(Vec::new());
        }
        let (detail, sections) = sections(visit, GuideElement::Materials)?;
        let Some((section, form)) = sections
            .iter()
            .find_map(|section| Some((*section, form(&section.text)?)))
        else {
            return Some(Vec::new());
        };
        let told = detail.sections.iter().any(|section| {
            let text: String = section
                .text
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            WAYS.iter().any(|way| text.contains(way))
        });
        if told || gives_file(visit) {
            return Some(Vec::new());
        }
        if visit.page.filled_by_script || Seen::is_scripted(visit, &LINKS) {
            // Files may be listed after loading, or opened by a script.
            return None;
        }
        Some(vec![finding(ID, visit, section).value("form", form)])
    })
}

/// The form that a list of materials asks for.
fn form(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    (0..chars.len()).find_map(|at| {
        let rest = chars.get(at..)?;
        let word = FORMS.iter().find(|word| {
            word.chars()
                .enumerate()
                .all(|(i, c)| rest.get(i) == Some(&c))
        })?;
        let end = at + word.chars().count();
        // 登记表格 is one, 审批表决 is none, and 报表 of an accountant is no form.
        if matches!(chars.get(end), Some('决' | '示' | '明' | '现')) {
            return None;
        }
        let from = chars
            .get(..at)?
            .iter()
            .rposition(|c| STOPS.contains(*c))
            .map_or(0, |stop| stop + 1)
            .max(at.saturating_sub(20));
        let words: String = chars.get(from..end)?.iter().collect();
        let denied = DENIALS.iter().any(|word| words.contains(word));
        (!denied).then_some(words)
    })
}

/// Whether the page offers a file, or a link to forms.
fn gives_file(visit: &PageVisit) -> bool {
    visit.page.links.iter().any(|link| {
        let content = link.region == Region::Main && is_followed(link);
        let named = LINKS.iter().any(|word| link.text.contains(word));
        content
            && (link.kind == LinkKind::Attachment
                || link.place == LinkPlace::Frame
                || link.place == LinkPlace::Anchor && named)
    })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (title, form) = (value(finding, "title"), value(finding, "form"));
    match lang {
        Lang::En => {
            format!("the guide “{title}” asks for a form ({form}) and does not say how to get it")
        }
        Lang::Zh => format!("办事指南“{title}”要求提交“{form}”，但未提供表格的获取渠道"),
    }
}

const ID: RuleId = RuleId::new("guide-form-missing");

/// Words of forms that an applicant fills in.
const FORMS: [&str; 9] = [
    "申请表",
    "申报表",
    "登记表",
    "审批表",
    "审核表",
    "备案表",
    "报名表",
    "呈报表",
    "信息表",
];

/// Words with which a text says that none is wanted.
const DENIALS: [&str; 10] = [
    "无需",
    "无须",
    "不需",
    "不必",
    "不用",
    "不再",
    "不要求",
    "免填",
    "免于",
    "取消",
];

/// Words that tell a way to get a form.
const WAYS: [&str; 14] = [
    "领取",
    "下载",
    "申领",
    "领填",
    "索取",
    "系统生成",
    "网上填",
    "在线填",
    "现场填",
    "窗口填",
    "窗口提供",
    "附件",
    "见附",
    "扫码",
];

/// Words of links to forms.
const LINKS: [&str; 7] = ["下载", "表", "样本", "样表", "空白", "附件", "范本"];

/// What ends the name of a form.
const STOPS: &str = "。；;，,、（(）)《》“”0123456789．.：:";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_are_asked_for() {
        assert_eq!(
            form("1．企业设立登记申请表一份"),
            Some("企业设立登记申请表".to_owned())
        );
        assert_eq!(form("提交《备案表》原件"), Some("备案表".to_owned()));
        assert_eq!(form("财务报表、身份证"), None);
        assert_eq!(form("申请表明理由"), None);
        assert_eq!(form("不需要填写申请表，身份证原件1份"), None);
        assert_eq!(form("免填申请表"), None);
    }
}
