use core::fmt::Write;

use huabiao_types::{Certainty, Lang};

use crate::ALL;

/// Every rule with its explanation as one Markdown page: a table, then a section each.
///
/// The developer's tool writes it to a file; it is the same text every time.
pub fn rules_markdown(lang: Lang) -> String {
    let mut page = String::from(match lang {
        Lang::En => "# Rules\n\n| rule | name | source | certainty |\n|---|---|---|---|\n",
        Lang::Zh => "# 检查规则\n\n| 规则 | 名称 | 依据 | 可靠程度 |\n|---|---|---|---|\n",
    });
    for rule in ALL {
        let (id, name, source) = (&rule.id, rule.name.get(lang), &rule.source);
        let certainty = certainty(source.certainty, lang);
        // Writing to a String does not fail.
        let _ = writeln!(
            page,
            "| [`{id}`](#{id}) | {name} | {source} | {certainty} |"
        );
    }
    for rule in ALL {
        let (id, name) = (&rule.id, rule.name.get(lang));
        let text = rule.explanation.get(lang).replace("\n## ", "\n### ");
        let text = text
            .strip_prefix("## ")
            .map_or_else(|| text.clone(), |rest| format!("### {rest}"));
        let _ = write!(
            page,
            "\n<a id=\"{id}\"></a>\n\n## {id}: {name}\n\n{}\n",
            text.trim()
        );
    }
    page
}

const fn certainty(certainty: Certainty, lang: Lang) -> &'static str {
    match (lang, certainty) {
        (Lang::En, certainty) => certainty.as_str(),
        (Lang::Zh, Certainty::Confirmed) => "已见文本",
        (Lang::Zh, Certainty::Memory) => "未查证",
        (Lang::Zh, Certainty::Secondary) => "二手资料",
        (Lang::Zh, Certainty::Uncertain) => "有疑义",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_every_rule_once() {
        for lang in [Lang::Zh, Lang::En] {
            let page = rules_markdown(lang);
            let titles: Vec<&str> = page
                .lines()
                .filter_map(|line| line.strip_prefix("## ")?.split(':').next())
                .collect();
            let ids: Vec<&str> = ALL.iter().map(|rule| rule.id.as_str()).collect();
            assert_eq!(titles, ids);
            assert_eq!(page.matches("\n### ").count(), 4 * ALL.len());
        }
    }
}
