use std::path::{Path, PathBuf};

use anyhow::Context;
use huabiao::bulletin::{Paper, PdfFonts, Wording, docx, official_html, pdf, tables_xlsx};
use huabiao::types::Lang;
use serde::Serialize;

use crate::output::{make_folder, write_bytes, write_json};

/// Where the documents of the year are put, and the list of them.
pub(crate) struct Shelf {
    root: PathBuf,
    wordings: [Wording; 2],
    fonts: Option<PdfFonts>,
    filed: Vec<Filed>,
}

/// A document that was written.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Filed {
    /// Its folder, such as `q1`.
    pub(crate) folder: String,
    /// What kind of document it is.
    pub(crate) kind: Kind,
    /// What it is called, in Chinese and English.
    pub(crate) title: [String; 2],
    /// Its files below the root: form, language, path.
    pub(crate) files: Vec<File>,
}

/// One file of a document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct File {
    pub(crate) form: &'static str,
    /// `None` where it has no language.
    pub(crate) lang: Option<&'static str>,
    pub(crate) path: String,
}

/// The kinds of documents, in the order of the index.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Bulletin,
    Draw,
    Ledger,
    Notice,
    Inspection,
    Assessment,
    Data,
}

impl Shelf {
    pub(crate) fn new(root: &Path, fonts: Option<PdfFonts>) -> Self {
        Self {
            root: root.to_owned(),
            wordings: [Wording::new(Lang::Zh), Wording::new(Lang::En)],
            fonts,
            filed: Vec::new(),
        }
    }

    /// Every document so far.
    pub(crate) fn filed(&self) -> &[Filed] {
        &self.filed
    }

    /// The path of a folder, which is made.
    pub(crate) fn folder(&self, folder: &str) -> anyhow::Result<PathBuf> {
        let path = self.root.join(folder);
        make_folder(&path)?;
        Ok(path)
    }

    /// Writes a document in both languages and every form.
    pub(crate) fn file<P: Paper>(
        &mut self,
        folder: &str,
        name: &str,
        kind: Kind,
        title: [String; 2],
        paper: impl Fn(Lang) -> P,
    ) -> anyhow::Result<()> {
        self.folder(folder)?;
        let mut files = Vec::new();
        for wording in &self.wordings {
            let lang = wording.lang();
            let tag = match lang {
                Lang::En => "en",
                Lang::Zh => "zh",
            };
            let document = wording
                .write(&paper(lang))
                .with_context(|| format!("{folder}/{name}.{tag} cannot be worded"))?;
            let mut forms = vec![
                ("html", official_html(&document).into_bytes()),
                ("docx", docx(&document)?),
            ];
            if let Some(fonts) = &self.fonts {
                forms.push(("pdf", pdf(&document, fonts)?.bytes));
            }
            if kind == Kind::Ledger {
                forms.push(("xlsx", tables_xlsx(&document)?));
            }
            for (form, bytes) in forms {
                let path = format!("{folder}/{name}.{tag}.{form}");
                write_bytes(&self.root.join(&path), &bytes)?;
                files.push(File {
                    form,
                    lang: Some(tag),
                    path,
                });
            }
        }
        self.filed.push(Filed {
            folder: folder.to_owned(),
            kind,
            title,
            files,
        });
        Ok(())
    }

    /// Writes a value as JSON.
    pub(crate) fn json(
        &mut self,
        folder: &str,
        name: &str,
        title: [String; 2],
        value: &impl Serialize,
    ) -> anyhow::Result<()> {
        self.folder(folder)?;
        let path = format!("{folder}/{name}.json");
        write_json(&self.root.join(&path), value)?;
        self.note(folder, Kind::Data, title, vec![("json", path)]);
        Ok(())
    }

    /// Enters files that somebody else wrote.
    pub(crate) fn note(
        &mut self,
        folder: &str,
        kind: Kind,
        title: [String; 2],
        files: Vec<(&'static str, String)>,
    ) {
        self.filed.push(Filed {
            folder: folder.to_owned(),
            kind,
            title,
            files: files
                .into_iter()
                .map(|(form, path)| File {
                    form,
                    lang: None,
                    path,
                })
                .collect(),
        });
    }
}
