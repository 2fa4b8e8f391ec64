//! Names of the city. The city, its districts and its codes are invented; the names
//! of offices are those that every city has.

/// The city.
pub(crate) const CITY: &str = "澄岚市";

/// Its name in host names.
pub(crate) const CITY_PINYIN: &str = "chenglan";

/// The six digits of the city in codes: no province has 47.
pub(crate) const REGION: &str = "471200";

/// The sign before filing numbers: no province has it.
pub(crate) const SIGN: &str = "岚";

/// Districts and counties: name and name in host names.
pub(crate) const DISTRICTS: [(&str, &str); 11] = [
    ("枫渚区", "fengzhu"),
    ("雁泓区", "yanhong"),
    ("栖桐区", "qitong"),
    ("澄墟区", "chengxu"),
    ("樟汐区", "zhangxi"),
    ("芷岭区", "zhiling"),
    ("鹭屿区", "luyu"),
    ("苍珩县", "cangheng"),
    ("溪柘县", "xizhe"),
    ("榉沣县", "jufeng"),
    ("桑珞县", "sangluo"),
];

/// Departments: name, name in host names, whether it has outward services.
pub(super) const DEPARTMENTS: [(&str, &str, bool); 59] = [
    ("发展和改革委员会", "fgw", true),
    ("教育局", "jyj", true),
    ("科学技术局", "kjj", true),
    ("工业和信息化局", "gxj", true),
    ("民族宗教事务局", "mzzjj", true),
    ("公安局", "gaj", true),
    ("民政局", "mzj", true),
    ("司法局", "sfj", true),
    ("财政局", "czj", true),
    ("人力资源和社会保障局", "rsj", true),
    ("自然资源和规划局", "zrzyj", true),
    ("生态环境局", "sthjj", true),
    ("住房和城乡建设局", "zjj", true),
    ("城市管理局", "cgj", true),
    ("交通运输局", "jtj", true),
    ("水利局", "slj", true),
    ("农业农村局", "nyncj", true),
    ("商务局", "swj", true),
    ("文化和旅游局", "wlj", true),
    ("卫生健康委员会", "wjw", true),
    ("退役军人事务局", "tyjrj", true),
    ("应急管理局", "yjj", true),
    ("审计局", "sjj", false),
    ("市场监督管理局", "scjgj", true),
    ("统计局", "tjj", false),
    ("医疗保障局", "ybj", true),
    ("体育局", "tyj", true),
    ("林业和园林局", "lyj", true),
    ("国有资产监督管理委员会", "gzw", false),
    ("金融工作局", "jrj", false),
    ("数据局", "sjzyj", false),
    ("行政审批局", "spj", true),
    ("信访局", "xfj", false),
    ("外事办公室", "wsb", true),
    ("机关事务管理局", "jgswj", false),
    ("人民防空办公室", "rfb", true),
    ("粮食和物资储备局", "lsj", true),
    ("乡村振兴局", "xczxj", false),
    ("投资促进局", "tcj", false),
    ("海洋和渔业局", "hyj", true),
    ("港口管理局", "gkj", true),
    ("知识产权局", "zscqj", true),
    ("档案局", "daj", true),
    ("地震局", "dzj", true),
    ("气象局", "qxj", true),
    ("税务局", "sw", true),
    ("烟草专卖局", "ycj", true),
    ("邮政管理局", "yzj", true),
    ("消防救援局", "xfjy", true),
    ("公共资源交易监督管理局", "ggzyjgj", false),
    ("中医药管理局", "zyyj", true),
    ("药品监督管理局", "ypjgj", true),
    ("文物局", "wwj", true),
    ("口岸管理办公室", "kab", false),
    ("公路管理局", "glj", true),
    ("民营经济发展局", "myj", false),
    ("研究室", "yjs", false),
    ("房产管理局", "fcj", true),
    ("侨务办公室", "qwb", false),
];

/// Units subordinate to departments: name, name in host names, services.
pub(super) const SUBORDINATE: [(&str, &str, bool); 14] = [
    ("住房公积金管理中心", "gjj", true),
    ("公共资源交易中心", "ggzy", true),
    ("不动产登记中心", "bdc", true),
    ("人才交流中心", "rcjl", true),
    ("环境监测中心", "hjjc", false),
    ("疾病预防控制中心", "jkzx", false),
    ("地方史志编纂中心", "szzx", false),
    ("水文监测中心", "swjc", false),
    ("社会保险中心", "sbzx", true),
    ("城建档案馆", "cjdag", true),
    ("道路运输发展中心", "dlys", true),
    ("高新技术产业园管理委员会", "gxq", true),
    ("临港经济园管理委员会", "lgq", true),
    ("防汛抗旱物资中心", "fxzx", false),
];

/// Units subordinate to districts: place of the district in [`DISTRICTS`], name, name
/// in host names.
pub(super) const DISTRICT_UNITS: [(usize, &str, &str); 6] = [
    (0, "教育局", "jyj"),
    (1, "卫生健康局", "wjj"),
    (2, "市场监督管理局", "scjgj"),
    (4, "住房和城乡建设局", "zjj"),
    (7, "农业农村局", "nyncj"),
    (9, "文化和旅游局", "wlj"),
];
