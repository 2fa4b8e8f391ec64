/// The identity marks that a page carries, usually in its footer (网站标识).
///
/// Texts are kept as the page writes them, so that a wrong one can be shown.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Marks {
    /// The identification code (网站标识码), as written after its label.
    pub site_code: Option<String>,
    /// The ICP filing number (ICP备案编号).
    pub icp: Option<String>,
    /// The public-security filing number (公安机关备案标识).
    pub police: Option<String>,
    /// The party-and-government mark (党政机关网站标识): its picture, link or script.
    pub party_mark: bool,
    /// The entrance “我为政府网站找错”.
    pub fault_report: bool,
    /// The sponsor (主办单位), as written after its label.
    pub sponsor: Option<String>,
    /// A way to reach it (联系方式): telephone, mail or a contact page.
    pub contact: Option<String>,
    /// A link to the site map (站点地图).
    pub sitemap: bool,
    /// A script of the page writes or fetches its foot, so that marks which were not
    /// read may still be shown to people.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub by_script: bool,
}
