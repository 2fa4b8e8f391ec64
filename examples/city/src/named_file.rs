use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::path::Path;

use huabiao::types::Lang;

use crate::refused::Refused;

/// The bytes of a file that somebody named.
pub(crate) fn bytes(file: &Path, lang: Lang) -> Result<Vec<u8>, Refused> {
    std::fs::read(file).map_err(|error| refused(file, &why(&error, lang), lang))
}

/// The file, and what is wrong with it.
pub(crate) fn refused(file: &Path, reason: &dyn Display, lang: Lang) -> Refused {
    let file = file.display();
    Refused(match lang {
        Lang::En => format!("{file}: {reason}"),
        Lang::Zh => format!("{file}：{reason}"),
    })
}

fn why(error: &io::Error, lang: Lang) -> String {
    let words = match (error.kind(), lang) {
        (ErrorKind::NotFound, Lang::En) => "there is no such file",
        (ErrorKind::NotFound, Lang::Zh) => "没有这个文件",
        (ErrorKind::PermissionDenied, Lang::En) => "no permission to read it",
        (ErrorKind::PermissionDenied, Lang::Zh) => "没有读取权限",
        (ErrorKind::IsADirectory, Lang::En) => "it is a folder, not a file",
        (ErrorKind::IsADirectory, Lang::Zh) => "这是文件夹，不是文件",
        (_, Lang::En) => return format!("it cannot be read: {error}"),
        (_, Lang::Zh) => return format!("无法读取：{error}"),
    };
    words.to_owned()
}
