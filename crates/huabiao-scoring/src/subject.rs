use huabiao_types::{CodeForm, SiteCategory, SiteCode};
use serde::{Deserialize, Serialize};

/// The site that is scored, as far as indicators ask.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Subject {
    /// The identification code (网站标识码), if one is registered.
    pub site_code: Option<SiteCode>,
    /// The host of the home page.
    pub host: String,
    /// The registered name (网站名称).
    pub name: String,
    /// What kind of site it is, if known.
    pub category: Option<SiteCategory>,
    /// Whether its body has outward services (对外服务职能); `None` is unknown.
    pub services: Option<bool>,
}

impl Subject {
    /// Whether it is the portal of a State Council department (国务院部门门户网站).
    pub fn is_ministry(&self) -> bool {
        self.site_code
            .as_ref()
            .is_some_and(|code| code.form() == CodeForm::Ministry)
    }

    /// Whether it is a portal (政府门户网站); `None` is unknown.
    pub fn is_portal(&self) -> Option<bool> {
        if self.is_ministry() {
            return Some(true);
        }
        self.category.map(SiteCategory::is_portal)
    }
}
