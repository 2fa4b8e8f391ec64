use huabiao::types::SiteCategory;

use super::site::{FoundingSite, Sort};
use super::unit::{CITY, below};
use crate::demo::{self, names, region};

/// The sites, those of the demo first.
pub(super) fn all() -> Vec<FoundingSite> {
    let mut list = List::default();
    for site in demo::estate() {
        let sort = match site.category {
            SiteCategory::DistrictSubordinate => Sort::Bureau,
            _ if ["fxzx-chenglan", "kab-chenglan"].contains(&site.unit.as_str()) => Sort::Weak,
            _ => Sort::Main,
        };
        list.add(FoundingSite {
            id: site.unit.clone(),
            name: site.name,
            host: site.host,
            unit: Some(site.unit),
            code: Some(site.code),
            category: site.category,
            services: Some(site.services),
            sort,
            index: 0,
        });
    }
    list.of_the_city();
    list.second_sites();
    for (at, (district, slug)) in names::DISTRICTS.into_iter().enumerate() {
        list.of_a_district(at, district, slug);
    }
    for (name, host, category) in NOBODY {
        let id = host.split('.').nth(1).unwrap_or(host).to_owned();
        list.push(
            id,
            name.to_owned(),
            host.to_owned(),
            None,
            category,
            Sort::Nobody,
        );
    }
    list.sites
}

#[derive(Default)]
struct List {
    sites: Vec<FoundingSite>,
    /// The last serial given in codes of the city.
    serial: usize,
}

impl List {
    fn add(&mut self, site: FoundingSite) {
        let index = self.sites.len();
        self.sites.push(FoundingSite { index, ..site });
    }

    fn push(
        &mut self,
        id: String,
        name: String,
        host: String,
        unit: Option<String>,
        category: SiteCategory,
        sort: Sort,
    ) {
        self.add(FoundingSite {
            id,
            name,
            host,
            unit,
            code: None,
            category,
            services: None,
            sort,
            index: 0,
        });
    }

    /// Gives the last site a code: it is in the national reporting system.
    fn report(&mut self, region: &str, serial: usize) {
        if let Some(site) = self.sites.last_mut() {
            site.code = Some(format!("{region}{serial:04}"));
        }
    }

    fn report_next(&mut self) {
        self.serial += 1;
        let serial = 300 + self.serial;
        self.report(names::REGION, serial);
    }

    /// Small departments, and units below departments.
    fn of_the_city(&mut self) {
        let city = names::CITY;
        let department = DEPARTMENTS.iter();
        let department =
            department.map(|(name, slug)| (*name, *slug, Sort::Weak, SiteCategory::Department));
        let subordinate =
            |sort| move |(name, slug, _)| (name, slug, sort, SiteCategory::SubordinateUnit);
        let units: Vec<_> = department
            .chain(CENTRES.into_iter().map(subordinate(Sort::Weak)))
            .chain(COPIES.into_iter().map(subordinate(Sort::Copy)))
            .collect();
        for (name, slug, sort, category) in units {
            let sort = match slug {
                // It keeps its site well.
                "qyg" => Sort::Main,
                _ => sort,
            };
            self.push(
                below(slug),
                format!("{city}{name}"),
                format!("{slug}.{CITY}.gov.cn"),
                Some(below(slug)),
                category,
                sort,
            );
            self.report_next();
        }
    }

    /// Second sites and campaigns of the city's office and of its departments.
    fn second_sites(&mut self) {
        let city = names::CITY;
        for (name, slug) in PORTAL_TOO {
            let host = format!("{slug}.{CITY}.gov.cn");
            self.push(
                below(slug),
                name.to_owned(),
                host,
                Some(CITY.to_owned()),
                SiteCategory::Portal,
                Sort::Second,
            );
        }
        let departments = demo::estate()
            .into_iter()
            .filter(|site| site.category == SiteCategory::Department)
            .take(SECOND_SITES);
        for (at, site) in departments.enumerate() {
            let slug = site.unit.split('-').next().unwrap_or_default();
            let short = site.name.trim_start_matches(city);
            let (name, host) = match at % 4 {
                0 => (format!("澄岚{short}网"), format!("www.cl{slug}.example")),
                1 => (format!("中国·澄岚{short}"), format!("www.cl{slug}.gov.cn")),
                2 => (
                    format!("{city}{short}网上办事大厅"),
                    format!("{slug}bs.{CITY}.gov.cn"),
                ),
                _ => (
                    format!("{city}{short}（旧版）"),
                    format!("{slug}old.{CITY}.gov.cn"),
                ),
            };
            self.push(
                format!("{}-2", site.unit),
                name,
                host,
                Some(site.unit),
                SiteCategory::Department,
                Sort::Second,
            );
            if at % 3 == 0 {
                self.report_next();
            }
        }
        for (name, slug, department) in TOPICS {
            self.push(
                format!("zt-{slug}"),
                format!("{city}{name}专题网"),
                format!("{slug}.{CITY}.gov.cn"),
                Some(below(department)),
                SiteCategory::Department,
                Sort::Topic,
            );
        }
    }

    fn of_a_district(&mut self, at: usize, district: &str, slug: &str) {
        let city = names::CITY;
        let region = region(at);
        let unit = |part: &str| Some(format!("{part}-{slug}"));
        let host = |part: &str| format!("{part}.{slug}.gov.cn");
        let mut serial = 10_usize;
        self.push(
            format!("{slug}-2"),
            format!("{district}政务公开网"),
            host("zwgk"),
            Some(slug.to_owned()),
            SiteCategory::District,
            Sort::Second,
        );
        let kind = SiteCategory::DistrictSubordinate;
        let zone = ZONES.get(at).map(|(name, part)| (*name, *part, Sort::Weak));
        let bureaux = bureaux_of(at).map(|(name, part)| (name, part, Sort::Bureau));
        let towns = towns_of(at).map(|(name, part)| (name, part, Sort::Town));
        for (name, part, sort) in bureaux.chain(towns).chain(zone) {
            let name = format!("{city}{district}{name}");
            self.push(
                format!("{part}-{slug}"),
                name,
                host(part),
                unit(part),
                kind,
                sort,
            );
            serial += 1;
            if sort != Sort::Town || serial.is_multiple_of(2) {
                self.report(&region, serial);
            }
        }
    }
}

/// The departments of a district that have a site and are not in the demo.
pub(super) fn bureaux_of(at: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    let taken = demo::estate().into_iter().map(|site| site.unit);
    let slug = names::DISTRICTS.get(at).map_or("", |(_, slug)| *slug);
    let taken: Vec<String> = taken.filter(|unit| unit.ends_with(slug)).collect();
    let bureaux = (0..BUREAUX.len()).filter_map(move |n| BUREAUX.get((at * 3 + n) % BUREAUX.len()));
    let free = bureaux.filter(move |(_, part)| !taken.contains(&format!("{part}-{slug}")));
    free.copied().take(BUREAUX_EACH)
}

/// The towns and streets of a district that have a site.
pub(super) fn towns_of(at: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    let towns = (0..TOWNS_EACH).filter_map(move |n| TOWNS.get((at + n * 2) % TOWNS.len()));
    towns.copied()
}

/// How many of the departments have a second site.
const SECOND_SITES: usize = 34;

const BUREAUX_EACH: usize = 4;

const TOWNS_EACH: usize = 5;

/// Departments that the demo does not know any more: name, name in host names.
pub(super) const DEPARTMENTS: [(&str, &str); 7] = [
    ("移民工作局", "ymj"),
    ("农业机械管理局", "njj"),
    ("供销合作社联合社", "gxs"),
    ("地方铁路办公室", "dft"),
    ("蚕业管理局", "cyj"),
    ("旅游发展办公室", "lyb"),
    ("散装水泥办公室", "ssb"),
];

/// Units below departments: name, name in host names, the department.
pub(super) const CENTRES: [(&str, &str, &str); 16] = [
    ("群众艺术馆", "qyg", "wlj"),
    ("少年儿童图书馆", "stg", "wlj"),
    ("文物考古研究所", "kgs", "wwj"),
    ("动物疫病预防控制中心", "dwyk", "nyncj"),
    ("种子管理站", "zzz", "nyncj"),
    ("土壤肥料工作站", "tfz", "nyncj"),
    ("水产技术推广站", "scz", "hyj"),
    ("墙体材料革新办公室", "qgb", "zjj"),
    ("白蚁防治所", "byf", "fcj"),
    ("路灯管理处", "ldc", "cgj"),
    ("园林绿化管理处", "ylc", "lyj"),
    ("救助管理站", "jzz", "mzj"),
    ("殡葬管理处", "bzc", "mzj"),
    ("职业技能鉴定中心", "zyjd", "rsj"),
    ("特种设备检验所", "tjs", "scjgj"),
    ("无线电监测站", "wxd", "gxj"),
];

/// Units whose site repeats that of the department: name, name in host names, department.
pub(super) const COPIES: [(&str, &str, &str); 10] = [
    ("节约用水办公室", "jsb", "slj"),
    ("价格认证中心", "jgrz", "fgw"),
    ("考试招生办公室", "zkb", "jyj"),
    ("科技情报研究所", "qbs", "kjj"),
    ("社区矫正管理中心", "sqjz", "sfj"),
    ("国库支付中心", "gkzf", "czj"),
    ("商务综合执法支队", "swzf", "swj"),
    ("统计普查中心", "pczx", "tjj"),
    ("粮油质量检验中心", "lyzj", "lsj"),
    ("地震监测台网中心", "dztw", "dzj"),
];

/// What the city's office has beside the portal.
const PORTAL_TOO: [(&str, &str); 3] = [
    ("澄岚市政府信息公开网", "xxgk"),
    ("澄岚市市长信箱", "szxx"),
    ("中国·澄岚英文版", "english"),
];

/// Campaigns: name, name in host names, the department that ran it.
const TOPICS: [(&str, &str, &str); 25] = [
    ("创建国家卫生城市", "cws", "wjw"),
    ("创建全国文明城市", "cwm", "cgj"),
    ("安全生产月", "aqscy", "yjj"),
    ("节能宣传周", "jnxc", "fgw"),
    ("大众创业万众创新", "scsc", "kjj"),
    ("营商环境建设", "yshj", "spj"),
    ("春运服务", "chunyun", "jtj"),
    ("河长制", "hzz", "slj"),
    ("秸秆禁烧", "jgjs", "sthjj"),
    ("食品安全示范城市", "spaq", "scjgj"),
    ("第三次农业普查", "nypc", "tjj"),
    ("全民健身", "qmjs", "tyj"),
    ("招商引资", "zsyz", "tcj"),
    ("双拥模范城", "symf", "tyjrj"),
    ("国际马拉松", "mls", "tyj"),
    ("棚户区改造", "phqgz", "zjj"),
    ("防灾减灾日", "fzjz", "dzj"),
    ("扫黑除恶", "shce", "gaj"),
    ("农民工工资", "nmggz", "rsj"),
    ("知识产权宣传周", "zscqz", "zscqj"),
    ("旅游文化节", "lywhj", "wlj"),
    ("公共机构节能", "ggjn", "jgswj"),
    ("禁毒宣传", "jdxc", "gaj"),
    ("森林防火", "slfh", "lyj"),
    ("质量强市", "zlqs", "scjgj"),
];

/// Departments of districts.
pub(super) const BUREAUX: [(&str, &str); 8] = [
    ("教育局", "jyj"),
    ("卫生健康局", "wjj"),
    ("市场监督管理局", "scjgj"),
    ("住房和城乡建设局", "zjj"),
    ("农业农村局", "nyncj"),
    ("文化和旅游局", "wlj"),
    ("民政局", "mzj"),
    ("财政局", "czj"),
];

/// Towns and streets: each district has some of these names.
pub(super) const TOWNS: [(&str, &str); 11] = [
    ("临川镇", "linchuan"),
    ("清溪镇", "qingxi"),
    ("白沙街道", "baisha"),
    ("东岭乡", "dongling"),
    ("双桥镇", "shuangqiao"),
    ("石门街道", "shimen"),
    ("柳河镇", "liuhe"),
    ("新泽街道", "xinze"),
    ("望山乡", "wangshan"),
    ("金湖镇", "jinhu"),
    ("南浦街道", "nanpu"),
];

/// The bodies of development zones, one in each of the first districts.
pub(super) const ZONES: [(&str, &str); 8] = [
    ("经济开发区管理委员会", "kfq"),
    ("食品产业园管理委员会", "spy"),
    ("物流园区管理委员会", "wly"),
    ("纺织工业园管理委员会", "fzy"),
    ("旅游度假区管理委员会", "djq"),
    ("循环经济园管理委员会", "xhy"),
    ("渔港经济区管理委员会", "ygq"),
    ("生态农业园管理委员会", "sty"),
];

/// Sites that nobody answers for any more: name, host, as what they were once listed.
const NOBODY: [(&str, &str, SiteCategory); 11] = [
    (
        "澄岚投资指南",
        "www.cltouzi.example",
        SiteCategory::Department,
    ),
    (
        "澄岚人才信息港",
        "www.clrencai.example",
        SiteCategory::SubordinateUnit,
    ),
    (
        "澄岚农业信息网",
        "www.clnongye.example",
        SiteCategory::Department,
    ),
    (
        "澄岚工业经济网",
        "www.clgongye.example",
        SiteCategory::Department,
    ),
    (
        "澄岚市民论坛",
        "bbs.clshimin.example",
        SiteCategory::Department,
    ),
    (
        "澄岚会展网",
        "www.clhuizhan.example",
        SiteCategory::SubordinateUnit,
    ),
    (
        "澄岚科普之窗",
        "www.clkepu.example",
        SiteCategory::SubordinateUnit,
    ),
    (
        "澄岚企业名录",
        "www.clqiye.example",
        SiteCategory::Department,
    ),
    (
        "澄岚旅游在线",
        "www.cllvyou.example",
        SiteCategory::Department,
    ),
    (
        "澄岚家电下乡",
        "www.cljiadian.example",
        SiteCategory::Department,
    ),
    (
        "澄岚菜篮子价格网",
        "www.clcailanzi.example",
        SiteCategory::SubordinateUnit,
    ),
];
