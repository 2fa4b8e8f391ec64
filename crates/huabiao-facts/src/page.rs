use chrono::{DateTime, Utc};

use crate::{
    Access, ByScript, Column, GuideDetail, GuideElement, HiddenBlock, Link, Marks, Masthead,
    PageKind, PartlyDated, PersonalNumber, PublicMessage, Published, ScriptedLink, Statistics,
    Traces, WordHit,
};

/// What one HTML page says, without any judgement.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The address it was read from, after redirects, without fragment.
    pub url: String,
    /// How its bytes were decoded.
    pub charset: Charset,
    /// What it is for.
    pub kind: PageKind,
    /// The title element, white space folded; at most 300 characters.
    pub title: String,
    /// The headline shown above the content, or empty.
    pub headline: String,
    /// Every `meta` element with a name (or `property`, `http-equiv`) and content,
    /// in order.
    pub meta: Vec<Meta>,
    /// The date of publication.
    pub published: Option<Published>,
    /// The list, when the page is a column.
    pub column: Option<Column>,
    /// The name of the column an article stands in (ColumnName or the trail of
    /// links above the content), or empty.
    pub column_name: String,
    /// Entries of every list of the page that shows dates, the home page's blocks
    /// among them; what [`Column::items`] holds is not repeated here.
    pub dated_items: Vec<crate::ListItem>,
    /// Links with a month and a day beside them and no year; at most 200.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub partly_dated: Vec<PartlyDated>,
    /// The latest day in a sentence of a home page that stands in no list; `None` on other
    /// pages.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub told_newest: Option<chrono::NaiveDate>,
    /// Key elements that a service guide states, or a page of no certain kind that labels
    /// three of them and may be one; empty on other pages.
    pub guide: Vec<GuideElement>,
    /// What a service guide, or a page that may be one, says in its parts; `None` on other
    /// pages.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub guide_detail: Option<GuideDetail>,
    /// Messages of users that the page makes public.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub messages: Vec<PublicMessage>,
    /// Numbers of messages or services that the page publishes.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub statistics: Vec<Statistics>,
    /// Whether scripts of the page fetch things and write them into it after loading,
    /// so that what it lacks may still be shown to people.
    #[cfg_attr(feature = "serde", serde(default))]
    pub filled_by_script: bool,
    /// What scripts may bring into it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub by_script: ByScript,
    /// Links and assets in the order of the source.
    pub links: Vec<Link>,
    /// Links that only a script follows, at most 200; they are none of
    /// [`links`](Self::links).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub scripted: Vec<ScriptedLink>,
    /// Forms.
    pub forms: Vec<Form>,
    /// Identity marks.
    pub marks: Marks,
    /// Where a meta element, a header or a script sends the browser at once.
    pub redirect: Option<Redirect>,
    /// The words for which it looks like an error page although its status does not
    /// say so.
    pub soft_error: Option<String>,
    /// The words or the script for which it looks like a test for a browser or a
    /// person.
    pub challenge: Option<String>,
    /// Whether its purpose is to sign in.
    pub login: bool,
    /// Words of gambling, pornography or fake documents in the title, the
    /// description or the keywords, as a taken-over page has them.
    pub takeover: Vec<String>,
    /// The text.
    pub text: Text,
    /// Whether limits of size, depth or number cut something off.
    pub truncated: bool,
    /// Hidden parts that hold links, at most 100.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub hidden_blocks: Vec<HiddenBlock>,
    /// What keeps people from using it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub access: Access,
    /// What it shows above its content.
    #[cfg_attr(feature = "serde", serde(default))]
    pub masthead: Masthead,
    /// Numbers of persons that it leaves open, masked; at most 200.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub personal: Vec<PersonalNumber>,
    /// Wrong wordings that the dictionary knows; at most 200.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub wording: Vec<WordHit>,
    /// What stands on it, judged or not.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Traces::is_empty")
    )]
    pub traces: Traces,
}

impl Page {
    /// The content of the first `meta` with this name, whatever its case.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.meta
            .iter()
            .find(|meta| meta.name.eq_ignore_ascii_case(name))
            .map(|meta| meta.content.as_str())
    }
}

/// A page as one visit found it.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, PartialEq)]
pub struct PageVisit {
    /// The address that was asked for, before redirects.
    pub requested: String,
    /// The status of the answer.
    pub status: u16,
    /// When the answer was complete.
    pub at: DateTime<Utc>,
    /// SHA-256 of the decompressed body, in hexadecimal.
    pub sha256: String,
    /// Bytes of the decompressed body.
    pub bytes: u64,
    /// Links followed from the home page.
    pub depth: u16,
    /// What the page says.
    pub page: Page,
}

/// One `meta` element.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Meta {
    /// Its name as written.
    pub name: String,
    /// Its content, white space folded; at most 1000 characters.
    pub content: String,
}

/// How the bytes of a page were decoded.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Charset {
    /// The name of the encoding by the Encoding Standard, in lower case: `utf-8`,
    /// `gbk`, `gb18030`, `big5` …
    pub name: String,
    /// What decided.
    pub from: CharsetFrom,
    /// How many replacement characters decoding produced.
    pub replaced: u32,
}

/// What decided on an encoding.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum CharsetFrom {
    /// The byte order mark.
    Bom,
    /// The `charset` of the Content-Type header.
    Header,
    /// A `meta` element.
    Meta,
    /// The bytes themselves.
    #[default]
    Sniffed,
}

impl CharsetFrom {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::Header => "header",
            Self::Meta => "meta",
            Self::Sniffed => "sniffed",
        }
    }
}

/// A form.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Form {
    /// Where it is sent, absolute.
    pub action: Option<String>,
    /// Names of its fields.
    pub fields: Vec<String>,
    /// Whether it has a field for a longer text.
    pub textarea: bool,
    /// Whether it asks for a password.
    pub password: bool,
    /// Whether it is a search.
    pub search: bool,
    /// Whether it is posted (else its fields go into the address).
    #[cfg_attr(feature = "serde", serde(default))]
    pub post: bool,
    /// The name of its first field for a line of text.
    #[cfg_attr(feature = "serde", serde(default))]
    pub line_field: Option<String>,
    /// Names and values of its hidden fields, at most 20.
    #[cfg_attr(feature = "serde", serde(default))]
    pub hidden_fields: Vec<(String, String)>,
    /// The line of the source, from 1.
    pub line: u32,
}

/// Where a page sends the browser at once.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Redirect {
    /// The absolute address.
    pub url: String,
    /// Whether a script does it (else a `meta` refresh).
    pub script: bool,
    /// Seconds of delay.
    pub delay: u32,
}

/// The readable text of a page.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Text {
    /// Characters of visible text, white space not counted.
    pub chars: u32,
    /// Characters in the content alone, without head, menus and foot.
    pub main_chars: u32,
    /// Pictures, players and frames in the content.
    pub main_media: u32,
    /// Simhash of the content over shingles of three characters.
    pub simhash: u64,
    /// The beginning of the content; at most 300 characters.
    pub excerpt: String,
}
