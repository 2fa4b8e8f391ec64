use std::path::{Component, Path, PathBuf};

/// What a path of an address leads to within a folder.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Lookup {
    /// A file, the `index.html` or `index.htm` of a folder among them.
    File(PathBuf),
    /// A folder with an index, named without the slash at the end.
    Folder,
    /// Nothing that may be shown.
    Missing,
}

/// Looks up the path of an address, as it stands in the request, below `root`,
/// which is in its canonical form.
///
/// Percent signs are decoded to UTF-8 and `//` is read as `/`; case counts. A path
/// that climbs (`..`) or that a symbolic link leads out of the folder is missing.
pub(super) async fn look_up(root: &Path, raw: &str) -> Lookup {
    let Some(relative) = relative(raw) else {
        return Lookup::Missing;
    };
    let Some(found) = inside(root, &root.join(&relative)).await else {
        return Lookup::Missing;
    };
    if !found.is_dir() {
        // `a.html/` names a folder, which a file is not.
        return if raw.ends_with('/') {
            Lookup::Missing
        } else {
            Lookup::File(found)
        };
    }
    for index in ["index.html", "index.htm"] {
        if let Some(file) = inside(root, &found.join(index)).await
            && file.is_file()
        {
            return if raw.ends_with('/') || relative.as_os_str().is_empty() {
                Lookup::File(file)
            } else {
                Lookup::Folder
            };
        }
    }
    Lookup::Missing
}

/// `path` in its canonical form, when it exists and lies within `root`.
async fn inside(root: &Path, path: &Path) -> Option<PathBuf> {
    let path = tokio::fs::canonicalize(path).await.ok()?;
    path.starts_with(root).then_some(path)
}

fn relative(raw: &str) -> Option<PathBuf> {
    let mut relative = PathBuf::new();
    for segment in raw.split('/').filter(|segment| !segment.is_empty()) {
        let segment = decode(segment)?;
        // One decoded segment is one name: no separator, no `..`, no prefix.
        let mut parts = Path::new(&segment).components();
        match (parts.next(), parts.next()) {
            (Some(Component::Normal(name)), None) if name == segment.as_str() => {
                relative.push(name)
            }
            (Some(Component::CurDir), None) => {}
            _ => return None,
        }
    }
    Some(relative)
}

/// Decodes percent signs; `None` when the bytes are no UTF-8 or hold a NUL.
fn decode(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = match tail {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)),
            _ => None,
        };
        match hex {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_decoded_once() {
        assert_eq!(decode("%E9%99%84%E4%BB%B6").as_deref(), Some("附件"));
        assert_eq!(decode("a%2").as_deref(), Some("a%2"));
        assert_eq!(decode("100%").as_deref(), Some("100%"));
        assert_eq!(decode("%2525").as_deref(), Some("%25"));
        assert_eq!(decode("%B8%BD"), None);
        assert_eq!(decode("%00"), None);
    }

    #[test]
    fn paths_do_not_climb() {
        assert_eq!(relative("/a//b/"), Some(PathBuf::from("a/b")));
        assert_eq!(relative("/./a"), Some(PathBuf::from("a")));
        for raw in ["/../a", "/a/%2e%2e/b", "/a%2Fb", "/%2Fetc"] {
            assert_eq!(relative(raw), None, "{raw}");
        }
    }
}
