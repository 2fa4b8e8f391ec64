use huabiao_facts::{Confidence, DateFrom};

use super::moment::stamped;
use super::{Candidate, Sources};

/// Dates in `meta` elements.
pub(super) fn meta(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    for meta in &sources.skeleton.meta {
        let name = meta.name.to_ascii_lowercase();
        let Some(&(_, from, weight)) = METAS.iter().find(|(known, _, _)| *known == name) else {
            continue;
        };
        let Some(found) = stamped(&meta.content, sources) else {
            continue;
        };
        candidates.push(Candidate {
            date: found.date,
            time: found.time,
            from,
            confidence: if weight >= 80 {
                Confidence::High
            } else {
                Confidence::Medium
            },
            weight,
            snippet: format!("{}: {}", meta.name, meta.content),
            labelled: None,
            utc: found.utc,
            other: None,
        });
    }
}

/// Names of `meta` elements that hold dates, where they come from, what they are
/// worth. PubDate is the official field (国办函〔2017〕… 网页META标签规范).
const METAS: [(&str, DateFrom, i32); 64] = [
    ("pubdate", DateFrom::Meta, 90),
    ("publishdate", DateFrom::Meta, 90),
    ("publish_date", DateFrom::Meta, 90),
    ("publishtime", DateFrom::Meta, 88),
    ("publish_time", DateFrom::Meta, 88),
    ("publish-date", DateFrom::Meta, 90),
    ("firstpublishedtime", DateFrom::Meta, 90),
    ("firstpublishtime", DateFrom::Meta, 90),
    ("first-publish-time", DateFrom::Meta, 90),
    ("publishedtime", DateFrom::Meta, 90),
    ("publisheddate", DateFrom::Meta, 90),
    ("published-date", DateFrom::Meta, 90),
    ("published_time", DateFrom::Meta, 90),
    ("release_date", DateFrom::Meta, 90),
    ("releasedate", DateFrom::Meta, 90),
    ("issuedate", DateFrom::Meta, 90),
    ("og:publish_time", DateFrom::Meta, 90),
    ("article:create_at", DateFrom::Meta, 90),
    ("publish-time", DateFrom::Meta, 90),
    ("published", DateFrom::Meta, 88),
    ("publication_date", DateFrom::Meta, 90),
    ("publicationdate", DateFrom::Meta, 90),
    ("article:published_time", DateFrom::Structured, 95),
    ("article:published", DateFrom::Structured, 95),
    ("article.published", DateFrom::Meta, 92),
    ("article_date_original", DateFrom::Meta, 92),
    ("article:publicationdate", DateFrom::Structured, 92),
    ("articledate", DateFrom::Meta, 88),
    ("article.created", DateFrom::Meta, 86),
    ("og:article:published_time", DateFrom::Structured, 94),
    ("og:published_time", DateFrom::Structured, 94),
    ("og:release_date", DateFrom::Structured, 88),
    ("og:pubdate", DateFrom::Structured, 90),
    ("og:time", DateFrom::Structured, 70),
    ("datepublished", DateFrom::Structured, 95),
    ("datecreated", DateFrom::Structured, 80),
    ("dateupdate", DateFrom::Structured, 60),
    ("datemodified", DateFrom::Structured, 46),
    ("article:modified_time", DateFrom::Structured, 46),
    ("og:updated_time", DateFrom::Structured, 44),
    ("og:article:modified_time", DateFrom::Structured, 44),
    ("last-modified", DateFrom::Meta, 40),
    ("lastmodified", DateFrom::Meta, 40),
    ("lastmod", DateFrom::Meta, 40),
    ("revised", DateFrom::Meta, 40),
    ("date", DateFrom::Meta, 85),
    ("dc:date", DateFrom::Meta, 84),
    ("dc:date.created", DateFrom::Meta, 84),
    ("dc:date.issued", DateFrom::Meta, 88),
    ("dc.date", DateFrom::Meta, 84),
    ("dc.date.issued", DateFrom::Meta, 90),
    ("dc.date.created", DateFrom::Meta, 84),
    ("dcterms.date", DateFrom::Meta, 84),
    ("dcterms.created", DateFrom::Meta, 84),
    ("dcterms.issued", DateFrom::Meta, 88),
    ("dcterms.modified", DateFrom::Meta, 44),
    ("citation_publication_date", DateFrom::Meta, 84),
    ("citation_date", DateFrom::Meta, 84),
    ("sailthru.date", DateFrom::Meta, 88),
    ("parsely-pub-date", DateFrom::Meta, 90),
    ("cxenseparse:recs:publishtime", DateFrom::Meta, 90),
    ("bt:pubdate", DateFrom::Meta, 90),
    ("weibo: article:create_at", DateFrom::Meta, 90),
    ("apub:time", DateFrom::Meta, 80),
];
