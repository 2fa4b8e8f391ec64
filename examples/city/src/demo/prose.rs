//! Titles and texts, chosen by a number so that the same city always says the same.

use super::names::CITY;

/// A number that looks random and is always the same for the same seed.
pub(super) fn mix(seed: u64) -> u64 {
    // The finalizer of SplitMix64.
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn pick(pool: &[&'static str], seed: u64) -> &'static str {
    let at = usize::try_from(mix(seed) % pool.len() as u64).unwrap_or(0);
    pool.get(at).copied().unwrap_or_default()
}

/// Some entries of a pool in a row, from a place that the seed gives.
fn row(pool: &[&'static str], seed: u64, number: usize) -> Vec<&'static str> {
    let from = usize::try_from(mix(seed) % pool.len() as u64).unwrap_or(0);
    (from..from + number)
        .filter_map(|at| pool.get(at % pool.len()).copied())
        .collect()
}

/// Titles of news of a unit.
pub(super) fn news(unit: &str, seed: u64, number: usize) -> Vec<String> {
    row(&NEWS, seed, number)
        .into_iter()
        .map(|title| title.replace("{u}", unit))
        .collect()
}

/// Titles of notices of a unit.
pub(super) fn notices(unit: &str, seed: u64, number: usize) -> Vec<String> {
    row(&NOTICES, seed, number)
        .into_iter()
        .map(|title| title.replace("{u}", unit))
        .collect()
}

/// What the documents of a unit are about.
pub(super) fn topics(seed: u64, number: usize) -> Vec<&'static str> {
    row(&TOPICS, seed, number)
}

/// Names of services of a unit.
pub(super) fn services(seed: u64, number: usize) -> Vec<&'static str> {
    row(&SERVICES, seed, number)
}

/// The text of a document.
pub(super) fn paragraphs(unit: &str, title: &str, seed: u64) -> Vec<String> {
    let opening = pick(&OPENINGS, seed)
        .replace("{u}", unit)
        .replace("{t}", title);
    let mut all = vec![opening];
    for part in row(&MIDDLES, seed.wrapping_add(1), 3) {
        all.push(part.replace("{u}", unit).replace("{c}", CITY));
    }
    all.push(pick(&ENDINGS, seed.wrapping_add(2)).replace("{u}", unit));
    all
}

const NEWS: [&str; 12] = [
    "{u}召开年度重点工作推进会议",
    "{u}组织开展基层一线走访调研活动",
    "{u}部署岁末年初安全生产重点工作",
    "{u}举办干部能力素质提升专题培训班",
    "{u}扎实推进机关作风建设走深走实",
    "{u}深入社区开展政策宣讲主题活动",
    "{u}全力做好极端天气应急值守工作",
    "{u}顺利完成前三季度各项目标任务",
    "{u}组织干部职工参加义务植树活动",
    "{u}赴重点企业开展现场走访帮扶",
    "{u}召开法治政府建设工作专题会",
    "{u}开展年度平安建设宣传月活动",
];

const NOTICES: [&str; 10] = [
    "关于开展年度专项资金项目评审工作的通知",
    "关于公布年度工作考核结果的公告",
    "关于开展冬季安全隐患大排查的通知",
    "{u}关于调整节假日值班安排的公告",
    "{u}关于公开遴选评审专家的公告",
    "关于开展行业统计数据核查工作的通知",
    "{u}政府采购项目中标结果公告",
    "关于做好年度档案移交工作的通知",
    "{u}关于开展满意度测评的公告",
    "关于举办全市业务技能竞赛的通知",
];

const TOPICS: [&str; 10] = [
    "公共数据资源管理",
    "城市更新项目管理",
    "科技创新专项资金管理",
    "应急物资储备管理",
    "农村公路养护管理",
    "政府投资项目管理",
    "历史建筑保护管理",
    "公共停车设施管理",
    "行政执法监督管理",
    "绿色建筑发展管理",
];

const SERVICES: [&str; 8] = [
    "行业从业资格证书核发",
    "年度专项扶持资金申请",
    "历史档案资料查询利用",
    "经营场所设立备案",
    "经营许可证遗失补办",
    "企业年度报告备案",
    "业务证明材料出具",
    "建设项目竣工验收备案",
];

const OPENINGS: [&str; 4] = [
    "近日，{u}围绕“{t}”这一主题作出专门安排，进一步统一思想、明确任务、压实责任，推动各项工作落到实处。",
    "为深入贯彻落实上级有关部署要求，{u}结合实际，研究制定具体措施，有序推进相关工作取得阶段性成效。",
    "根据年度工作计划，{u}精心组织、周密安排，会同有关单位共同推进本项工作，形成上下联动的工作合力。",
    "按照市委、市政府统一部署，{u}坚持问题导向和目标导向，扎实做好各环节工作，确保按期完成既定任务。",
];

const MIDDLES: [&str; 8] = [
    "会议要求，各科室要提高思想认识，加强组织领导，细化任务清单，明确完成时限，做到事事有人抓、件件有着落。",
    "工作中，坚持深入一线、靠前指挥，通过现场走访、座谈交流、查阅资料等方式，全面掌握{c}有关情况，及时协调解决困难和问题。",
    "要强化协同配合，健全信息共享、会商研判、联合督查等机制，形成齐抓共管的良好格局，切实提升治理能力和水平。",
    "截至目前，已累计完成重点任务三十余项，覆盖全市各区县，群众满意度持续提升，各项指标均好于上年同期水平。",
    "下一步，{u}将持续巩固现有成果，完善长效机制，强化跟踪问效，推动各项工作再上新台阶。",
    "要加强宣传引导，及时发布权威信息，回应社会关切，营造全社会关心、支持、参与的浓厚氛围。",
    "活动期间，共发放宣传资料两千余份，现场解答群众疑问一百余人次，得到参与群众的一致好评。",
    "要严格落实责任制，层层传导压力，对工作推进不力、进展缓慢的，予以通报并限期整改到位。",
];

const ENDINGS: [&str; 3] = [
    "有关工作仍在推进之中，后续进展将通过本网站及时公布。",
    "本次工作由{u}牵头负责，各有关单位按照职责分工抓好落实。",
    "各单位要结合实际抓好贯彻落实，重要情况及时报告。",
];
