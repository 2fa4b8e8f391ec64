use huabiao_types::{Lang, SiteCategory, SiteCode, UnitCode};
use url::{Host, Url};

/// A registered government website (政府网站).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Site {
    /// The identification code (网站标识码), if one was issued.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub code: Option<SiteCode>,
    /// The registered name (网站名称); the host where no name is known.
    pub name: String,
    /// The address of the home page (首页网址), as a browser writes it.
    pub home: String,
    /// The host of the home page, lower case, in Punycode; with `:port` unless it
    /// is the usual one.
    pub host: String,
    /// Other hosts that are the same site (别名域名), written the same way.
    pub aliases: Vec<String>,
    /// What kind of site it is (网站类别), if known.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub category: Option<SiteCategory>,
    /// Who answers for it (主办单位), by code.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub unit: Option<UnitCode>,
    /// Who answers for it, by name; may be empty.
    pub unit_name: String,
    /// The unit above that one (主管单位), by name; may be empty.
    pub superior_name: String,
    /// Whether its body has outward services (对外服务职能); `None` is unknown.
    pub services: Option<bool>,
}

impl Site {
    /// A site of which only the address of the home page is known. `http://` is
    /// added where no scheme is given; the part after `#` is dropped.
    ///
    /// ```
    /// use huabiao_registry::Site;
    ///
    /// let site = Site::from_home("WWW.Example.gov.cn")?;
    /// assert_eq!(site.home, "http://www.example.gov.cn/");
    /// assert_eq!(site.host, "www.example.gov.cn");
    /// # Ok::<(), huabiao_registry::InvalidHome>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidHome`] says what is wrong with the address.
    pub fn from_home(text: &str) -> Result<Self, InvalidHome> {
        let url = parse(text)?;
        let host = host_and_port(&url).ok_or(InvalidHome::NoHost)?;
        Ok(Self {
            code: None,
            name: host.clone(),
            home: url.into(),
            host,
            aliases: Vec::new(),
            category: None,
            unit: None,
            unit_name: String::new(),
            superior_name: String::new(),
            services: None,
        })
    }

    /// What two spellings of one home page have in common: host and path, without
    /// scheme and without the names that servers give to the page of a folder.
    ///
    /// ```
    /// use huabiao_registry::Site;
    ///
    /// let one = Site::from_home("https://D01.example.gov.cn/index.html")?;
    /// let other = Site::from_home("d01.example.gov.cn")?;
    /// assert_eq!(one.front(), other.front());
    /// # Ok::<(), huabiao_registry::InvalidHome>(())
    /// ```
    pub fn front(&self) -> String {
        let address = self
            .home
            .split_once("://")
            .map_or(self.home.as_str(), |(_, rest)| rest);
        let Some((folder, page)) = address.rsplit_once('/') else {
            return address.to_owned();
        };
        let page = page.to_ascii_lowercase();
        let (name, ending) = page.split_once('.').unwrap_or((&page, ""));
        let usual = ["default", "index"].contains(&name) && FRONT_ENDINGS.contains(&ending);
        if page.is_empty() || usual {
            folder.to_owned()
        } else {
            address.to_owned()
        }
    }
}

/// The host of an address or of a bare host name, as in [`Site::host`].
pub(crate) fn host_of(text: &str) -> Result<String, InvalidHome> {
    host_and_port(&parse(text)?).ok_or(InvalidHome::NoHost)
}

fn parse(text: &str) -> Result<Url, InvalidHome> {
    let text = text.trim();
    if text.is_empty() {
        return Err(InvalidHome::Empty);
    }
    if text.len() > LENGTH {
        return Err(InvalidHome::TooLong);
    }
    let unusable = || InvalidHome::Address {
        found: text.to_owned(),
    };
    let parsed = if text.contains("://") {
        Url::parse(text)
    } else {
        Url::parse(&format!("http://{}", text.trim_start_matches('/')))
    };
    let mut url = parsed.map_err(|_| unusable())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(InvalidHome::Scheme {
            found: url.scheme().to_owned(),
        });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(InvalidHome::Credentials);
    }
    // The rules for URLs let through what no name server knows, such as commas.
    let legal = |name: &str| {
        let name = name.strip_suffix('.').unwrap_or(name);
        let label = |label: &str| {
            let legal = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
            (1..=63).contains(&label.len()) && label.bytes().all(legal)
        };
        name.len() <= 253 && name.split('.').all(label)
    };
    match url.host() {
        Some(Host::Domain(name)) if !legal(name) => return Err(unusable()),
        Some(_) => {}
        None => return Err(InvalidHome::NoHost),
    }
    url.set_fragment(None);
    Ok(url)
}

fn host_and_port(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

/// Why a text is not the address of a home page.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidHome {
    /// It cannot be read as an address.
    #[error("`{found}` is not an address")]
    Address {
        /// The text as given.
        found: String,
    },

    /// It holds a user name or password.
    #[error("an address with a user name or password is not for the public")]
    Credentials,

    /// There is none.
    #[error("no address")]
    Empty,

    /// It names no host.
    #[error("the address names no host")]
    NoHost,

    /// Its scheme is neither `http` nor `https`.
    #[error("`{found}` is neither http nor https")]
    Scheme {
        /// The scheme.
        found: String,
    },

    /// It is longer than 2000 bytes.
    #[error("the address is longer than {LENGTH} bytes")]
    TooLong,
}

impl InvalidHome {
    /// The reason in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Address { found } => format!("“{found}”不是网址"),
            Self::Credentials => "网址中带有用户名或密码，不能公开访问".to_owned(),
            Self::Empty => "没有填写网址".to_owned(),
            Self::NoHost => "网址中没有域名".to_owned(),
            Self::Scheme { found } => format!("“{found}”既不是 http 也不是 https"),
            Self::TooLong => format!("网址超过{LENGTH}字节"),
        }
    }
}

/// How files are called that a server gives as the page of their folder.
const FRONT_ENDINGS: [&str; 8] = ["asp", "aspx", "do", "htm", "html", "jsp", "php", "shtml"];

/// Bytes of an address at most, as browsers and servers bear them.
const LENGTH: usize = 2000;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn home(text: &str) -> Result<(String, String), InvalidHome> {
        Site::from_home(text).map(|site| (site.home, site.host))
    }

    #[test]
    fn addresses_become_what_a_browser_asks_for() {
        for (text, address, host) in [
            (" www.a.gov.cn ", "http://www.a.gov.cn/", "www.a.gov.cn"),
            ("//www.a.gov.cn/b", "http://www.a.gov.cn/b", "www.a.gov.cn"),
            ("HTTPS://A.gov.cn:443/#top", "https://a.gov.cn/", "a.gov.cn"),
            ("a.gov.cn:8080", "http://a.gov.cn:8080/", "a.gov.cn:8080"),
            (
                "http://北京.政务",
                "http://xn--1lq90i.xn--zfr164b/",
                "xn--1lq90i.xn--zfr164b",
            ),
            (
                "http://www。a。gov。cn",
                "http://www.a.gov.cn/",
                "www.a.gov.cn",
            ),
        ] {
            assert_eq!(home(text), Ok((address.into(), host.into())), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "ftp://a.gov.cn/",
            "http://",
            "a b",
            "a,b.gov.cn",
            "http://u:p@a.gov.cn/",
            "无 网址",
        ] {
            assert!(home(text).is_err(), "{text}: {:?}", home(text));
        }
        assert!(home(&"a".repeat(3000)).is_err());
    }
}
