/// The text with the characters of the words looked for in their simplified forms
/// (繁体 to 简体), each place where it was; `None` for a text that is simplified anyway.
///
/// A table of the characters of labels, not of the language: what it yields is
/// searched and never shown.
pub(crate) fn fold(text: &str) -> Option<String> {
    let head = text.chars().take(HEAD);
    let traditional = head.filter(|c| is_traditional(*c));
    if traditional.take(FEW).count() < FEW {
        return None;
    }
    Some(text.chars().map(simplified).collect())
}

/// The simplified form of a character of labels; of the same length in UTF-8.
pub(crate) fn simplified(c: char) -> char {
    if is_traditional(c) { form(c) } else { c }
}

/// Whether the table has another form. Nearly all characters of a page come here.
fn is_traditional(c: char) -> bool {
    let place = (c as usize).wrapping_sub(FIRST);
    place < PLACES && IS[place / 64] >> (place % 64) & 1 == 1
}

/// A bit for each character from `FIRST` on: whether it has another form.
static IS: [u64; PLACES / 64] = {
    let mut bits = [0; PLACES / 64];
    let mut place = 0;
    while place < PLACES {
        if let Some(c) = char::from_u32((FIRST + place) as u32)
            && form(c) as u32 != c as u32
        {
            bits[place / 64] |= 1 << (place % 64);
        }
        place += 1;
    }
    bits
};

/// The first of the common Han characters.
const FIRST: usize = 0x4e00;
/// How many of them there are.
const PLACES: usize = 0x5200;

const fn form(c: char) -> char {
    match c {
        '佈' => '布',
        '來' => '来',
        '備' => '备',
        '傳' => '传',
        '價' => '价',
        '創' => '创',
        '動' => '动',
        '務' => '务',
        '區' => '区',
        '問' => '问',
        '啟' => '启',
        '單' => '单',
        '國' => '国',
        '圍' => '围',
        '圖' => '图',
        '執' => '执',
        '報' => '报',
        '實' => '实',
        '審' => '审',
        '寫' => '写',
        '對' => '对',
        '導' => '导',
        '屆' => '届',
        '後' => '后',
        '復' => '复',
        '徵' => '征',
        '態' => '态',
        '憑' => '凭',
        '採' => '采',
        '擇' => '择',
        '擊' => '击',
        '據' => '据',
        '攝' => '摄',
        '數' => '数',
        '於' => '于',
        '時' => '时',
        '暫' => '暂',
        '書' => '书',
        '會' => '会',
        '條' => '条',
        '業' => '业',
        '構' => '构',
        '標' => '标',
        '樣' => '样',
        '機' => '机',
        '檢' => '检',
        '權' => '权',
        '歸' => '归',
        '決' => '决',
        '況' => '况',
        '測' => '测',
        '準' => '准',
        '瀏' => '浏',
        '為' => '为',
        '無' => '无',
        '熱' => '热',
        '現' => '现',
        '產' => '产',
        '當' => '当',
        '發' => '发',
        '監' => '监',
        '碼' => '码',
        '稱' => '称',
        '競' => '竞',
        '筆' => '笔',
        '範' => '范',
        '簽' => '签',
        '糾' => '纠',
        '約' => '约',
        '結' => '结',
        '統' => '统',
        '經' => '经',
        '網' => '网',
        '線' => '线',
        '編' => '编',
        '總' => '总',
        '繫' => '系',
        '繳' => '缴',
        '聯' => '联',
        '職' => '职',
        '與' => '与',
        '舉' => '举',
        '處' => '处',
        '號' => '号',
        '術' => '术',
        '見' => '见',
        '規' => '规',
        '覽' => '览',
        '訂' => '订',
        '計' => '计',
        '訊' => '讯',
        '訓' => '训',
        '記' => '记',
        '訪' => '访',
        '設' => '设',
        '許' => '许',
        '訴' => '诉',
        '詢' => '询',
        '試' => '试',
        '話' => '话',
        '調' => '调',
        '談' => '谈',
        '請' => '请',
        '諮' => '咨',
        '諾' => '诺',
        '證' => '证',
        '識' => '识',
        '議' => '议',
        '讀' => '读',
        '責' => '责',
        '費' => '费',
        '資' => '资',
        '輯' => '辑',
        '辦' => '办',
        '過' => '过',
        '適' => '适',
        '郵' => '邮',
        '錄' => '录',
        '錯' => '错',
        '門' => '门',
        '開' => '开',
        '間' => '间',
        '閱' => '阅',
        '關' => '关',
        '電' => '电',
        '頁' => '页',
        '項' => '项',
        '預' => '预',
        '驗' => '验',
        '驟' => '骤',
        '體' => '体',
        '點' => '点',
        _ => c,
    }
}

/// Characters looked at.
const HEAD: usize = 1_500;
/// Fewer may be a name.
const FEW: usize = 6;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::{GuideElement, PageKind};

    use super::*;

    #[test]
    fn every_place_stays() {
        let text = "網站標識碼、聯繫電話、辦理時間 abc";
        let folded = fold(text).unwrap();
        assert_eq!(folded, "网站标识码、联系电话、办理时间 abc");
        assert_eq!(folded.len(), text.len());
        assert_eq!(fold("陳國華任职"), None);
    }

    #[test]
    fn a_guide_in_traditional_characters() {
        let url = "http://www.example.gov.cn/bsfw/1.html";
        let body = "<title>居民身份證申領</title><h1>居民身份證申領</h1>\
            <p>設定依據：《居民身份證法》</p><p>申請條件：本市居民</p>\
            <p>申請材料：戶口簿原件及複印件，近期照片兩張，填寫完整的申請表一份。</p>\
            <p>辦理地點：人民路1號政務服務中心一樓綜合窗口。</p><p>辦理時間：週一至週五</p>\
            <p>聯繫電話：010-12345678</p><p>辦理流程：申請、受理、審核、發證</p>\
            <p>收費標準：不收費</p><p>辦理機構：市公安局</p>";
        let page = crate::testing::page(url, body);
        assert_eq!(page.kind, PageKind::Guide);
        for element in [
            GuideElement::Basis,
            GuideElement::Conditions,
            GuideElement::Hours,
            GuideElement::Materials,
            GuideElement::Place,
            GuideElement::Procedure,
            GuideElement::Telephone,
        ] {
            assert!(
                page.guide.contains(&element),
                "{element:?}: {:?}",
                page.guide
            );
        }
    }
}
