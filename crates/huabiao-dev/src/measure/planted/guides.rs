use anyhow::Context;

use super::place::{Place, content_start};
use super::plant::Plant;

/// Service guides written anew, each with one fault.
pub(super) fn planted(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    let mut plants = Vec::new();
    for (change, faults) in FAULTS {
        let page = place.next("guide", |_, text| content_start(text).is_some())?;
        let guide: String = GUIDE
            .iter()
            .filter_map(|(label, words)| {
                let words = match change.iter().find(|(changed, _)| changed == label) {
                    Some((_, "")) => return None,
                    Some((_, changed)) => changed,
                    None => words,
                };
                Some(format!("<p><strong>{label}：</strong>{words}</p>\n"))
            })
            .collect();
        let text = place.text(&page)?;
        let start = content_start(&text).context("chosen for its content")?;
        let end = text[start..]
            .find("</font>")
            .context("content without an end")?;
        let (before, after) = (&text[..start], &text[start + end..]);
        place.write(&page, &format!("{before}\n{guide}{after}"))?;
        for (kind, rule, value) in faults.iter().copied() {
            let mut plant = Plant::new(kind, rule).on(&page);
            if !value.is_empty() {
                plant = plant.value("element", value);
            }
            plants.push(plant);
        }
    }
    Ok(plants)
}

type Change = &'static [(&'static str, &'static str)];
type Told = &'static [(&'static str, &'static str, &'static str)];

const GUIDE: [(&str, &str); 10] = [
    ("事项名称", "企业用工备案"),
    (
        "设定依据",
        "《中华人民共和国劳动合同法》第七条：用人单位自用工之日起即与劳动者建立劳动关系。用人单位应当建立职工名册备查。",
    ),
    ("申请条件", "在本县登记注册的用人单位。"),
    (
        "办理材料",
        "1.营业执照（复印件1份，加盖公章）；2.职工名册（原件1份，纸质）。",
    ),
    ("办理地点", "县政务服务中心二楼三号窗口"),
    ("办理机构", "县人力资源和社会保障局劳动关系股"),
    ("收费标准", "不收费"),
    ("办理时间", "工作日上午8:30至11:30，下午14:30至17:30"),
    ("联系电话", "0851-00000000"),
    (
        "办理流程",
        "申请—受理—审核—办结。经办人员当场核对，材料齐全的予以受理，不齐全的一次告知须补正的内容；劳动关系股审核后办结，3个工作日内办结，结果以短信告知，也可以邮寄送达；对结果有异议的，可以依法申请复议。",
    ),
];

const FAULTS: [(Change, Told); 6] = [
    (
        &[("收费标准", "")],
        &[("guide without fees", "guide-element-missing", "收费标准")],
    ),
    (
        &[
            ("办理地点", ""),
            ("收费标准", ""),
            ("联系电话", ""),
            ("申请条件", ""),
        ],
        &[
            ("guide without 4 elements", "guide-missing", ""),
            ("guide without place", "guide-element-missing", "办理地点"),
            ("guide without fees", "guide-element-missing", "收费标准"),
            (
                "guide without telephone",
                "guide-element-missing",
                "联系电话",
            ),
            (
                "guide without conditions",
                "guide-element-missing",
                "申请条件",
            ),
        ],
    ),
    (
        &[("办理材料", "1.营业执照；2.职工名册；3.法定代表人身份证。")],
        &[(
            "materials without their form",
            "guide-materials-unclear",
            "",
        )],
    ),
    (
        &[(
            "办理材料",
            "1.营业执照（复印件1份）；2.职工名册（原件1份）；3.法律、法规规定的其他材料。",
        )],
        &[("catch-all among the materials", "guide-wording-vague", "")],
    ),
    (
        &[("设定依据", "《中华人民共和国劳动合同法》第七条")],
        &[("legal basis by name only", "guide-basis-empty", "")],
    ),
    (
        &[(
            "办理材料",
            "1.《企业用工备案登记表》（原件2份）；2.营业执照（复印件1份）。",
        )],
        &[("form without a file", "guide-form-missing", "")],
    ),
];
