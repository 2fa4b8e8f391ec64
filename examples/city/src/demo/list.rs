use huabiao::types::Lang;

use super::site::Site;

/// The list of sites as an office exports it: Chinese headers, GBK, CRLF.
pub(super) fn csv<'a>(sites: impl Iterator<Item = &'a Site>) -> Vec<u8> {
    let mut text =
        "网站标识码,网站名称,首页网址,网站类别,主办单位,单位代码,有无对外服务职能\r\n".to_owned();
    for site in sites {
        let services = if site.services { "有" } else { "无" };
        text.push_str(&format!(
            "{},{},{},{},{},{},{services}\r\n",
            site.code,
            site.name,
            site.url("/"),
            site.category.name(Lang::Zh),
            site.unit_name,
            site.unit,
        ));
    }
    encoding_rs::GBK.encode(&text).0.into_owned()
}
