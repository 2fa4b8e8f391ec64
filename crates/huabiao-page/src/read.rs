use huabiao_facts::{Confidence, Form, Page, PageKind};

use crate::input::Input;
use crate::lexicon::Lexicon;
use crate::refused::refused;
use crate::resolve::{Resolved, Resolver};
use crate::skeleton::Skeleton;
use crate::subjects::Subjects;
use crate::view::View;
use crate::{
    by_script, charset, column, content, dates, day, guide, guide_detail, headline, island, kind,
    links, lists, marks, messages, partly_dated, refusal, regions, scripted, sink, statistics,
    takeover, terms, told,
};

/// Reads one page: bytes and the address they came from in, facts out.
///
/// The result depends on nothing else, and every input gives one.
pub fn read(input: &Input<'_>) -> Page {
    page(input, None)
}

/// The same, and looks for the wrong wordings of a dictionary.
pub fn read_with(input: &Input<'_>, lexicon: &Lexicon) -> Page {
    page(input, Some(lexicon))
}

fn page(input: &Input<'_>, lexicon: Option<&Lexicon>) -> Page {
    let mut url = input.url.clone();
    url.set_fragment(None);
    let (text, encoding, charset) = charset::decode(input.body, input.content_type, &url);
    let cut = text.len() > LONGEST;
    let text = if cut {
        let mut at = LONGEST;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.get(..at).unwrap_or_default()
    } else {
        &text
    };
    let mut pass = sink::pass(text);
    let private = crate::personal::find(&mut pass.skeleton, text);
    let skeleton = &pass.skeleton;
    let resolver = Resolver::new(&url, skeleton.base.as_deref(), encoding);
    let terms = terms::of_page(skeleton);
    let regions = regions::divide(skeleton, &terms);
    let mut found = links::collect(input, &pass, &resolver, &regions);
    // What has no address is never asked for.
    let local = found.links.iter_mut().filter(|link| link.url.is_none());
    local.for_each(|link| private.mask(&mut link.href));
    let redirect = links::redirect(&pass, &resolver);
    let addresses: Vec<Option<&str>> = found
        .index
        .iter()
        .map(|index| {
            found
                .links
                .get((*index)? as usize)
                .and_then(|link| link.url.as_deref())
        })
        .collect();
    let days = days(skeleton, &url);
    let headline = headline::find(skeleton, &regions);
    let shown = headline.map_or("", |(start, end)| skeleton.slice(start, end));
    let lists = lists::find(skeleton, &regions, &days, headline);
    let content = content::read(skeleton, &regions, &terms, headline);
    let dated = dates::published(&dates::Sources {
        url: &url,
        skeleton,
        regions: &regions,
        terms: &terms,
        days: &days,
        zone: dates::Zone::of(&url, skeleton.lang.as_deref()),
        headline,
    });
    let labelled = dated.as_ref().and_then(|dated| dated.labelled);
    let mut published = dated.map(|dated| dated.published);
    if let Some(published) = &mut published {
        private.mask(&mut published.snippet);
    }
    let chars = content.text.chars;
    let begin = content::begin(&regions, headline);
    let labels = guide::labels(skeleton, &regions, &terms, begin);
    let elements = guide::elements(&labels);
    let soft_error = refusal::soft_error(
        skeleton,
        &regions,
        &addresses,
        &content.text,
        shown,
        labelled.is_some(),
    )
    .or_else(|| refused(input.body));
    let mut challenge = refusal::challenge(&pass, chars);
    if let Some(challenge) = &mut challenge {
        private.mask(challenge);
    }
    let login = refusal::login(skeleton, chars);
    let chinese = is_chinese(&skeleton.text);
    let view = View {
        url: &url,
        status: input.status,
        pass: &pass,
        skeleton,
        regions: &regions,
        terms: &terms,
        lists: &lists,
        content: &content,
        headline,
        published: published.as_ref(),
        labelled,
        guide: &elements,
        soft_error: soft_error.is_some(),
        challenge: challenge.is_some(),
        login,
        redirects: redirect
            .as_ref()
            .is_some_and(|redirect| redirect.delay <= 30),
        addresses: &addresses,
        // Told by Chinese words.
        subjects: match chinese {
            true => Subjects::of(&skeleton.text),
            false => Subjects::default(),
        },
    };
    let kind = kind::decide(&view);
    let mut column = (kind == PageKind::Column).then(|| column::read(&view, &resolver, &days));
    if let Some(column) = column.as_mut().filter(|column| column.blank == Some(true))
        && island::holds_entries(text)
    {
        column.blank = None;
        "island".clone_into(&mut column.why);
        column.filled_by_script = true;
    }
    let filled_by_script = column::filled_by_script(&view);
    let guides =
        kind == PageKind::Guide || kind == PageKind::Other && elements.len() >= MAY_BE_GUIDE;
    let guide_detail = guides.then(|| guide_detail::read(&view, &labels, begin));
    let guide = guide_detail.as_ref().map_or_else(Vec::new, |detail| {
        let mut all = [elements.as_slice(), &detail.unlabelled].concat();
        all.sort_unstable();
        all
    });
    let messages = messages::read(&view, kind, &days);
    let statistics = statistics::read(&view, kind);
    let scripted = scripted::read(&view);
    let by_script = by_script::read(&view);
    let mut partly_dated = partly_dated::read(&view, &days);
    partly_dated::told(&view, kind, &mut partly_dated);
    let told_newest = told::newest(&view, kind, &days);
    let dated_items = column::dated_items(&view, kind);
    let column_name = match kind {
        PageKind::Home => String::new(),
        _ => view.column_name(),
    };
    match kind {
        // What a list or a refusal shows is no date of publication.
        PageKind::Error => published = None,
        PageKind::Column | PageKind::Home if chinese => published = None,
        PageKind::Form | PageKind::Other
            if chinese
                && content.plain < 200
                && published
                    .as_ref()
                    .is_some_and(|published| published.confidence == Confidence::Low) =>
        {
            published = None;
        }
        _ => {}
    }
    let forms = skeleton
        .forms
        .iter()
        .map(|form| Form {
            action: form
                .action
                .as_deref()
                .and_then(|action| match resolver.resolve(action) {
                    Resolved::Address(url) => Some(url.into()),
                    _ => None,
                }),
            fields: form.fields.clone(),
            textarea: form.textarea,
            password: form.password,
            search: form.search,
            post: form.post,
            line_field: form.line_field.clone(),
            hidden_fields: form.hidden_fields.clone(),
            line: form.line,
        })
        .collect();
    let mut hidden_blocks = crate::hidden::blocks(skeleton, &found.index);
    if !skeleton.styled.is_empty() {
        let styled = crate::hidden::styled(skeleton, &found.index, &mut found.links);
        hidden_blocks.extend(styled);
        hidden_blocks.sort_by_key(|block| block.first);
    }
    Page {
        url: url.to_string(),
        charset,
        kind,
        title: sink::fold(&skeleton.title, 300),
        headline: sink::fold(shown, 300),
        published,
        column,
        column_name,
        dated_items,
        partly_dated,
        told_newest,
        guide,
        guide_detail,
        messages,
        statistics,
        scripted,
        filled_by_script,
        by_script,
        forms,
        marks: marks::read(skeleton, &terms, marks::hinted(text)),
        redirect,
        soft_error,
        challenge,
        login,
        takeover: takeover::words(skeleton),
        text: content.text,
        truncated: cut || skeleton.truncated,
        hidden_blocks,
        access: crate::access::facts(skeleton),
        masthead: crate::masthead::read(skeleton, &regions, headline),
        personal: private.facts(skeleton, &regions),
        wording: lexicon.map_or_else(Vec::new, |lexicon| lexicon.hits(skeleton)),
        traces: huabiao_facts::Traces {
            terms: lexicon.map_or_else(Vec::new, |lexicon| lexicon.standing(skeleton)),
            ..private.traces()
        },
        links: found.links,
        meta: core::mem::take(&mut pass.skeleton.meta),
    }
}

/// The dates in the text of a page.
pub(crate) fn days(skeleton: &Skeleton, url: &url::Url) -> Vec<day::Found> {
    let month_first = month_first(skeleton.lang.as_deref(), url);
    day::scan(&skeleton.text, month_first, DAYS)
}

/// Whether most letters of a text are Chinese, by its beginning: by the first bytes of
/// characters from U+4000 on and of those of alphabets below U+2000.
fn is_chinese(text: &str) -> bool {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..BEGINNING).unwrap_or(bytes);
    let count = |wanted: fn(u8) -> bool| bytes.iter().filter(|byte| wanted(**byte)).count();
    let chinese = count(|byte| (0xe4..=0xe9).contains(&byte));
    let other = count(|byte| byte.is_ascii_alphabetic() || (0xc3..=0xe1).contains(&byte));
    chinese > other
}

/// Whether 8/11/2017 is a day of August: in the United States.
fn month_first(lang: Option<&str>, url: &url::Url) -> bool {
    let lang = lang.unwrap_or_default().trim().to_ascii_lowercase();
    match lang.as_str() {
        "en-us" | "en_us" => true,
        "" | "en" => {
            let tld = url.domain().and_then(|domain| domain.rsplit('.').next());
            tld.is_none_or(|tld| {
                ["com", "edu", "gov", "info", "io", "mil", "net", "org", "us"].contains(&tld)
            }) && !url.path().contains("/en-gb")
        }
        _ => false,
    }
}

/// Bytes looked at for the language.
const BEGINNING: usize = 3_000;
/// Dates looked at in one page.
const DAYS: usize = 5_000;
/// Labels of key elements for which a page of no certain kind may be a service guide.
const MAY_BE_GUIDE: usize = 3;

/// Bytes of decoded text that are read.
const LONGEST: usize = 16 << 20;
