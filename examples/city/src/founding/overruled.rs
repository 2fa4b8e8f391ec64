use huabiao::registry::{Overruling, Proposal, RecordId};

use super::date;

/// What people decided instead of the proposals.
pub(super) fn all() -> anyhow::Result<Vec<(RecordId, Overruling)>> {
    let mut all = Vec::new();
    for (site, into, by, reason) in OVERRULED {
        let instead = match into {
            "" => Proposal::Migrate,
            into => Proposal::MergeInto(into.parse()?),
        };
        let overruling = Overruling {
            by: by.to_owned(),
            day: date(2018, 1, 12),
            instead,
            reason: reason.to_owned(),
        };
        all.push((site.parse()?, overruling));
    }
    Ok(all)
}

/// Which site, where it goes (nowhere: it stays and moves to the platform), who decided,
/// and why.
const OVERRULED: [(&str, &str, &str, &str); 9] = [
    (
        "kab-chenglan",
        "",
        "市政府办公室分管副主任",
        "网站已于2017年9月重建并增配人员，第四季度检查合格；口岸通关公告须保留独立网站",
    ),
    (
        "fxzx-chenglan",
        "",
        "市政府办公室分管副主任",
        "平时访问量低，汛期为全市水情、物资调度信息的唯一发布渠道",
    ),
    (
        "qyg-chenglan",
        "wlj-chenglan",
        "市政府办公室分管副主任",
        "机构改革方案已定该馆并入市文化馆，网站不再单独保留",
    ),
    (
        "jyj-fengzhu",
        "",
        "枫渚区政府办公室主任",
        "承担义务教育阶段网上报名，区门户网站系统尚不能承接，报省政府办公厅同意保留",
    ),
    (
        "wjj-yanhong",
        "",
        "雁泓区政府办公室主任",
        "为全市家庭医生签约试点网站，试点期内保留",
    ),
    (
        "scjgj-qitong",
        "",
        "栖桐区政府办公室主任",
        "市场主体年报系统与网站一体建设，迁移期内保留",
    ),
    (
        "zjj-zhangxi",
        "",
        "樟汐区政府办公室主任",
        "公租房申请公示量大，区门户网站改版完成前保留",
    ),
    (
        "nyncj-cangheng",
        "",
        "苍珩县政府办公室主任",
        "国家现代农业示范区建设网站，验收前保留",
    ),
    (
        "wlj-jufeng",
        "",
        "榉沣县政府办公室主任",
        "世界文化遗产预备名录申报期内须有独立网站",
    ),
];
