use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::jurisdiction::Jurisdiction;
use crate::rule::value;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "网站名称不规范",
        en: "irregular name of the site",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/name-irregular.zh.md"),
        en: include_str!("../../docs/rules/name-irregular.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：域名名称（网站名称未以本地区、本部门机构名称命名）",
        certainty: Certainty::Confirmed,
        note: "何为“以机构名称命名”未见细则，只指出明显不是机构名称的",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let name = site.profile.name.trim();
    if Jurisdiction::of(site) != Jurisdiction::China {
        return Check::new(ID).reach(Reach::NotApplicable(Reason::NotForThisKind));
    }
    // Where nobody gave a name, the host stands for it.
    let host = site.profile.host.as_str();
    if name.is_empty() || name == host || host.split(':').next() == Some(name) {
        return Check::new(ID).reach(Reach::Nothing(vec![Reason::NothingSeen {
            what: "网站名称".to_owned(),
        }]));
    }
    let mut check = Check::new(ID);
    let short: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    if PLATFORMS.iter().any(|word| short.contains(word)) {
        return check;
    }
    if is_popular(&short) {
        let finding = Finding::new(ID, site.profile.home.as_str()).value("name", name);
        check.findings.push(finding);
    } else if !names_body(&short) {
        // Institutions have names of every kind.
        return check.reach(Reach::Part(vec![Reason::NothingSeen {
            what: "名称所属机构".to_owned(),
        }]));
    }
    check
}

/// Whether a name is plainly a popular one, such as 中国·某某 or 某某之窗.
fn is_popular(name: &str) -> bool {
    let starts = ["中国·", "中国•", "中国・", "中国—", "中国-"];
    let ends = ["之窗", "在线", "之声", "热线"];
    starts.iter().any(|start| name.starts_with(start)) || ends.iter().any(|end| name.ends_with(end))
}

/// Whether a name is that of a region or holds a word of a body.
fn names_body(name: &str) -> bool {
    let ends = [
        '省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '会', '园', '段', '台', '处', '场',
        '校', '库', '厂', '村',
    ];
    let bare = name
        .trim_end_matches("网站")
        .trim_end_matches('网')
        .ends_with(ends);
    bare || BODIES.iter().any(|word| name.contains(word))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let name = value(finding, "name");
    match lang {
        Lang::En => format!("“{name}” does not name the region's government or the body"),
        Lang::Zh => format!("网站名称“{name}”未以本地区或本部门机构名称命名"),
    }
}

/// Words that names of bodies hold. Long, so that a real name is never missed.
const BODIES: [&str; 66] = [
    "专员",
    "中心",
    "交易所",
    "党校",
    "公园",
    "公署",
    "公安",
    "农场",
    "办",
    "医院",
    "协会",
    "博物",
    "厅",
    "司",
    "图书馆",
    "委",
    "学会",
    "学校",
    "学院",
    "大学",
    "室",
    "局",
    "市人民",
    "府",
    "所",
    "支队",
    "政务",
    "新区",
    "旗",
    "林场",
    "检察",
    "武装",
    "气象",
    "法院",
    "海关",
    "监狱",
    "研究院",
    "社",
    "科技城",
    "税务",
    "站",
    "管理区",
    "管委",
    "组",
    "署",
    "联合会",
    "联盟",
    "自治",
    "自贸",
    "街道",
    "行",
    "观象台",
    "试验区",
    "部",
    "镇",
    "防疫",
    "队",
    "馆",
    "高新区",
    "院",
    "开发区",
    "总会",
    "政府",
    "经开区",
    "机构",
    "乡",
];

/// Words of platforms that bear one name all over the country, such as 信用中国.
const PLATFORMS: [&str; 5] = ["信用", "公共资源", "便民", "平台", "数据"];

const ID: RuleId = RuleId::new("name-irregular");
