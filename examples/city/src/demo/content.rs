//! What a site without faults has to say.

use chrono::NaiveDate;
use huabiao::facts::GuideElement;
use huabiao::types::SiteCategory;

use super::draft::{Column, Draft, Entry, Leads, Manner, MarkSet, Shape};
use super::names::{CITY, CITY_PINYIN};
use super::prose;
use super::site::{Site, Style};

/// What other sites repeat from the municipal portal: title, day, address.
pub(super) type Shared = (String, NaiveDate, String);

/// The portal's links to departments, of which one is enough.
fn departments() -> String {
    format!(
        "<div class=\"sites\">部门网站：<a href=\"http://gzw.{CITY_PINYIN}.gov.cn/\" \
         target=\"_blank\">国有资产监督管理委员会</a></div>\n"
    )
}

/// The site on `today`, without any fault. `shared` is what it repeats from the portal.
pub(super) fn draft(site: Site, today: NaiveDate, shared: &[Shared]) -> Draft {
    let marks = MarkSet {
        party: true,
        code: Some(site.code.clone()),
        icp: true,
        police: true,
        sponsor: true,
        contact: true,
        fault_report: true,
    };
    let mut draft = Draft {
        site,
        today,
        planted: today,
        columns: Vec::new(),
        marks,
        home_title: None,
        home_head: String::new(),
        home_insert: String::new(),
        home_tags: true,
        answers: Vec::new(),
        manner: Manner::Usual,
    };
    if draft.site.category == SiteCategory::Portal {
        draft.home_insert = departments();
    }
    let unit = draft.site.short().to_owned();
    let seed = draft.site.index as u64 * 1000;
    let late = draft.site.index as u64 % 3;
    let portal = draft.site.category.is_portal();

    let mut news: Vec<Entry> = prose::news(&unit, seed, 3)
        .into_iter()
        .zip([1 + late, 4 + late, 8])
        .map(|(title, days)| entry(&draft, &unit, title, days))
        .collect();
    news.extend(repeated(&draft, shared.first(), 3));
    let name = if portal {
        "要闻动态"
    } else {
        "工作动态"
    };
    let paged = draft.site.index % 8 == 6;
    let shape = if paged { Shape::Paged } else { Shape::List };
    add(&mut draft, "xwdt", name, "工作动态", shape, news).on_home = true;

    let mut notices: Vec<Entry> = prose::notices(&unit, seed, 3)
        .into_iter()
        .zip([3 + late, 20, 47])
        .map(|(title, days)| entry(&draft, &unit, title, days))
        .collect();
    if let Some(last) = notices.last_mut() {
        last.leads = Leads::File("pdf");
    }
    add(
        &mut draft,
        "tzgg",
        "通知公告",
        "通知公告",
        Shape::List,
        notices,
    )
    .on_home = true;

    let topics = prose::topics(seed, 3);
    let mut policies: Vec<Entry> = topics
        .iter()
        .zip([12, 66, 120])
        .map(|(topic, days)| {
            entry(
                &draft,
                &unit,
                format!("关于印发《{CITY}{topic}办法》的通知"),
                days,
            )
        })
        .collect();
    if let Some(last) = policies.last_mut() {
        last.leads = Leads::File("docx");
    }
    add(
        &mut draft,
        "zcwj",
        "政策文件",
        "政策文件",
        Shape::List,
        policies,
    )
    .on_home = true;

    if draft.site.category != SiteCategory::SubordinateUnit {
        let mut all: Vec<Entry> = topics
            .iter()
            .zip([13, 70])
            .map(|(topic, days)| {
                entry(
                    &draft,
                    &unit,
                    format!("《{CITY}{topic}办法》政策解读"),
                    days,
                )
            })
            .collect();
        all.extend(repeated(&draft, shared.get(1), 80));
        add(&mut draft, "zcjd", "政策解读", "政策解读", Shape::List, all);
    }
    if portal {
        profiles(&mut draft, &unit);
        let year = draft.days_ago(130).format("%Y年").to_string();
        let data = [
            "上半年主要经济指标",
            "一般公共预算执行情况",
            "城乡居民收入情况",
        ];
        let data = files(
            &draft,
            &unit,
            &data.map(|title| format!("{year}{title}")),
            [21, 50, 112],
        );
        add(
            &mut draft,
            "sjfb",
            "数据发布",
            "数据发布",
            Shape::List,
            data,
        );
        let plans = [
            "综合交通体系专项规划",
            "公共服务设施布局规划",
            "生态环境保护专项规划",
        ];
        let plans = plans.map(|title| format!("{}{title}", draft.site.short_place()));
        let plans = files(&draft, &unit, &plans, [40, 160, 300]);
        add(
            &mut draft,
            "ghjh",
            "规划计划",
            "规划计划",
            Shape::List,
            plans,
        );
        participation(&mut draft, &unit);
    }
    let duties = vec![
        format!(
            "{unit}负责贯彻执行国家有关方针政策和法律法规，起草本领域地方性规范文件草案并组织实施。"
        ),
        "内设机构：综合科、法规科、规划财务科、业务一科、业务二科、机关党委。".to_owned(),
        format!(
            "办公地址：{CITY}澄江大道{}号。对外办公时段：工作日上午九时至下午五时。",
            draft.site.index + 101
        ),
        "完成上级交办的其他任务。".to_owned(),
    ];
    add(
        &mut draft,
        "jgzn",
        "机构职能",
        "机构职能",
        Shape::Text(duties),
        Vec::new(),
    );

    let mut disclosure = vec![entry(&draft, &unit, format!("{unit}政府信息公开指南"), 300)];
    let year = draft.days_ago(365).format("%Y年").to_string();
    let reports = [
        format!("{unit}{year}政府信息公开工作年度报告"),
        format!("{unit}政府信息公开目录"),
    ];
    disclosure.extend(files(&draft, &unit, &reports, [310, 320]));
    add(
        &mut draft,
        "xxgk",
        "政府信息公开",
        "信息公开目录",
        Shape::List,
        disclosure,
    );

    if draft.site.services {
        let guides: Vec<Entry> = prose::services(seed, 3)
            .into_iter()
            .zip([90, 100, 110])
            .map(|(name, days)| guide(&draft, &unit, name, days, &GuideElement::ALL))
            .collect();
        add(
            &mut draft,
            "bsfw",
            "办事服务",
            "办事服务",
            Shape::List,
            guides,
        );
    }
    let head = mailbox(&draft.site);
    let text = format!(
        "<p>公众可以通过{head}反映情况、提出意见，{unit}在收到后五个工作日内办理并答复。</p>"
    );
    add(
        &mut draft,
        "hdjl",
        "互动交流",
        "咨询投诉",
        Shape::Markup(text),
        Vec::new(),
    );
    add(
        &mut draft,
        "xjx",
        head,
        "咨询投诉",
        Shape::Letter,
        Vec::new(),
    )
    .in_menu = false;
    add(
        &mut draft,
        "wzdt",
        "网站地图",
        "其他",
        Shape::Map,
        Vec::new(),
    )
    .in_menu = false;
    draft
}

/// The name of the box for letters to the head of the unit.
pub(super) fn mailbox(site: &Site) -> &'static str {
    match site.category {
        SiteCategory::Portal => "市长信箱",
        SiteCategory::District if site.name.contains('县') => "县长信箱",
        SiteCategory::District => "区长信箱",
        _ if site.name.ends_with('局') => "局长信箱",
        _ => "主任信箱",
    }
}

/// An entry with its own page.
pub(super) fn entry(draft: &Draft, unit: &str, title: String, days: u64) -> Entry {
    let date = draft.days_ago(days);
    Entry {
        serial: 0,
        paragraphs: prose::paragraphs(unit, &title, prose::mix(draft.site.index as u64) ^ days),
        title,
        date,
        listed: date,
        leads: Leads::Article,
        source: draft.site.unit_name.clone(),
        untagged: &[],
        insert: String::new(),
        guide: None,
    }
}

/// A service guide that states some elements.
pub(super) fn guide(
    draft: &Draft,
    unit: &str,
    name: &str,
    days: u64,
    elements: &[GuideElement],
) -> Entry {
    let mut entry = entry(draft, unit, format!("{name}办事指南"), days);
    entry.guide = Some(elements.to_vec());
    entry
}

fn repeated(draft: &Draft, shared: Option<&Shared>, days: u64) -> Option<Entry> {
    let (title, date, url) = shared?;
    let mut entry = entry(draft, "", title.clone(), days);
    entry.date = *date;
    entry.listed = *date;
    entry.leads = Leads::Elsewhere(url.clone());
    Some(entry)
}

fn files<const N: usize>(
    draft: &Draft,
    unit: &str,
    titles: &[String; N],
    days: [u64; N],
) -> Vec<Entry> {
    let mut kinds = ["pdf", "xlsx", "docx"].into_iter().cycle();
    titles
        .iter()
        .zip(days)
        .map(|(title, days)| Entry {
            leads: Leads::File(kinds.next().unwrap_or("pdf")),
            ..entry(draft, unit, title.clone(), days)
        })
        .collect()
}

/// Adds a column and numbers it and its entries; lists run from new to old.
pub(super) fn add<'a>(
    draft: &'a mut Draft,
    slug: &'static str,
    name: &str,
    official: &'static str,
    shape: Shape,
    mut entries: Vec<Entry>,
) -> &'a mut Column {
    entries.sort_by_key(|entry| core::cmp::Reverse(entry.listed));
    let at = draft.columns.len();
    for (n, entry) in entries.iter_mut().enumerate() {
        entry.serial = 10_000 + draft.site.index * 200 + at * 10 + n;
    }
    draft.columns.push(Column {
        slug,
        id: 1000 + draft.site.index * 20 + at,
        name: name.to_owned(),
        official,
        shape,
        entries,
        in_menu: true,
        on_home: false,
        untagged: &[],
        insert: String::new(),
        aged: false,
    });
    &mut draft.columns[at]
}

fn profiles(draft: &mut Draft, unit: &str) {
    let place = draft.site.short_place().to_owned();
    let profile = vec![
        format!(
            "{place}地处澄江中游，山水相依，四季分明，总面积一千二百余平方公里，辖若干街道和乡镇。"
        ),
        "境内河网密布，林木葱茏，盛产茶叶、柑橘和竹木，特色农业和先进制造业协调发展。".to_owned(),
        format!(
            "近年来，{place}坚持生态优先、绿色发展，经济社会各项事业稳步前进，人民生活持续改善。"
        ),
    ];
    add(
        draft,
        "gkxx",
        "概况信息",
        "概况信息",
        Shape::Text(profile),
        Vec::new(),
    );
    let leaders = vec![
        format!("{unit}实行集体领导和个人分工负责相结合的制度。"),
        "主要负责人：主持全面工作，分管审计、财政方面的工作。".to_owned(),
        "常务负责人：负责日常工作，分管发展改革、应急管理、统计方面的工作。".to_owned(),
        "其他负责人：按照分工负责教育、卫生、农业农村、城乡建设等方面的工作。".to_owned(),
    ];
    add(
        draft,
        "ldxx",
        "领导信息",
        "负责人信息",
        Shape::Text(leaders),
        Vec::new(),
    );
}

/// What a portal shows of people taking part: surveys, interviews, messages with their
/// answers, and numbers.
fn participation(draft: &mut Draft, unit: &str) {
    let place = draft.site.short_place().to_owned();
    let surveys = [
        (
            14,
            format!("关于公开征求《{place}公共停车设施管理办法（草案）》意见的公告"),
        ),
        (95, format!("{place}年度民生实事项目征集公告")),
    ];
    let surveys = surveys.map(|(days, title)| entry(draft, unit, title, days));
    let list = Shape::List;
    add(
        draft,
        "myzj",
        "民意征集",
        "征集调查",
        list,
        surveys.to_vec(),
    );
    let interviews = [
        (18, "住房保障部门负责人谈保障性住房申请"),
        (78, "教育部门负责人谈义务教育招生入学"),
    ];
    let interviews = interviews.map(|(days, title)| entry(draft, unit, title.to_owned(), days));
    let list = Shape::List;
    add(
        draft,
        "ftzb",
        "访谈直播",
        "在线访谈",
        list,
        interviews.to_vec(),
    );

    let day = |days| draft.days_ago(days).format("%Y年%-m月%-d日").to_string();
    let mut shown = format!(
        "<p>截至{}，本年度共收到留言318件，已答复318件，答复率100%。</p>\n",
        day(5)
    );
    for (days, title, question, answer) in MESSAGES {
        shown.push_str(&format!(
            "<p>留言标题：{title}</p>\n<p>留言时间：{}</p>\n<p>留言内容：{question}</p>\n\
             <p>答复单位：{unit}</p>\n<p>答复时间：{}</p>\n<p>答复内容：{answer}</p>\n",
            day(days + 3),
            day(days)
        ));
    }
    let services = format!(
        "<p>截至{}，本月办件量1286件，本年度累计办件量15432件，按时办结率100%。</p>",
        day(4)
    );
    let shape = Shape::Markup(shown);
    add(draft, "lyxd", "留言选登", "咨询投诉", shape, Vec::new());
    let shape = Shape::Markup(services);
    add(draft, "bjtj", "办件统计", "其他", shape, Vec::new());
}

impl Site {
    /// The place that a portal speaks for.
    fn short_place(&self) -> &str {
        self.name.strip_suffix("人民政府").unwrap_or(&self.name)
    }

    /// Whether its lists may be put into a frame.
    pub(super) fn has_frames(&self) -> bool {
        self.style == Style::Frame
    }
}

/// Messages of users: days since the answer, title, question, answer.
const MESSAGES: [(u64, &str, &str, &str); 5] = [
    (
        6,
        "小区周边停车位不足",
        "小区周边晚上停车困难，请问是否有增设停车位的计划？",
        "您好，已在周边道路划设限时停车位四十个，明年还将建设一处公共停车场。",
    ),
    (
        9,
        "路灯不亮",
        "滨江步道有一段路灯不亮，请问何时修复？",
        "您好，该路段线路故障已经排除，路灯已恢复照明。",
    ),
    (
        13,
        "老旧小区加装电梯",
        "老旧小区加装电梯有哪些补助？",
        "您好，每台电梯给予一次性补助，具体标准和申请方式可向所在社区咨询。",
    ),
    (
        17,
        "公交线路调整",
        "新区上班乘车不便，能否延长公交线路？",
        "您好，经调查论证，已将两条公交线路延长至新区，下月起运行。",
    ),
    (
        22,
        "学区划分",
        "新建小区的学区如何划分？",
        "您好，学区划分方案将在招生前公布，请关注本网站通知公告栏目。",
    ),
];
