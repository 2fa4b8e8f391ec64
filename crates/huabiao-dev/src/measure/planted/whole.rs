use super::columns::back;
use super::place::Place;
use super::plant::Plant;

/// The marks of the site taken away everywhere, but for those that it lacks already.
pub(super) fn marks(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    for file in place.pages().cloned().collect::<Vec<_>>() {
        let mut text = place.text(&file)?;
        for (mark, instead) in MARKS {
            text = text.replace(mark, instead);
        }
        place.write(&file, &text)?;
    }
    let groups = [
        "site-code",
        "icp",
        "police",
        "sponsor",
        "contact",
        "fault-report",
    ];
    Ok(groups
        .map(|group| Plant::new("mark taken away", "mark-missing").group(group))
        .into())
}

/// Every day on every page moved back: nothing new on the home page.
pub(super) fn days(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    for file in place.pages().cloned().collect::<Vec<_>>() {
        place.write(&file, &back(&place.text(&file)?))?;
    }
    Ok(vec![
        Plant::new("home page without news", "home-stale").also(&["column-stale"]),
    ])
}

/// Every word of a channel to ask and suggest taken away.
pub(super) fn channels(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    for file in place.pages().cloned().collect::<Vec<_>>() {
        let mut text = place.text(&file)?;
        for word in CHANNELS {
            text = text.replace(word, "其他");
        }
        place.write(&file, &text)?;
    }
    Ok(vec![Plant::new(
        "no channel to ask",
        "consultation-missing",
    )])
}

/// Every way to a site map taken away.
pub(super) fn map(place: &mut Place<'_>) -> anyhow::Result<Vec<Plant>> {
    for file in place.pages().cloned().collect::<Vec<_>>() {
        let mut text = place.text(&file)?;
        for name in MAPS {
            text = text.replace(name, "其他");
        }
        // The picture of the link is named after it.
        text = text.replace("/zddt.png", "/planted.png");
        place.write(&file, &text)?;
    }
    let pictures = place.root.join("scedu/xhtml/images");
    std::fs::rename(pictures.join("zddt.png"), pictures.join("planted.png"))?;
    // Under its new name it is another picture without a text.
    let plant = Plant::new("no site map", "sitemap-missing");
    Ok(vec![plant.also(&["page-inaccessible"])])
}

const MAPS: [&str; 6] = [
    "站点地图",
    "网站地图",
    "网站导航",
    "站点导航",
    "本站导航",
    "网站导览",
];

const MARKS: [(&str, &str); 15] = [
    ("ICP备", ""),
    ("beian.miit.gov.cn", "www.planted.example"),
    ("www.miibeian.gov.cn", "www.planted.example"),
    ("公网安备", ""),
    ("www.beian.gov.cn", "www.planted.example"),
    ("标识码", ""),
    ("主办", ""),
    ("联系", "其他"),
    ("电话", ""),
    ("邮箱", ""),
    ("找错", ""),
    ("纠错", ""),
    ("pucha.kaipuyun.cn", "www.planted.example"),
    ("jiucuo", "planted"),
    ("主管单位", ""),
];

const CHANNELS: [&str; 15] = [
    "厅长信箱",
    "信箱",
    "互动交流",
    "互动",
    "咨询",
    "投诉",
    "留言",
    "问答精选",
    "问答",
    "我要问",
    "我要写信",
    "写信",
    "建言献策",
    "建议",
    "提问",
];
