use std::path::Path;

use anyhow::Context;
use huabiao::bulletin::PdfFonts;

/// The fonts for PDF: the file that was named, else what the system has; `None` where it
/// has none with Chinese characters.
pub(crate) fn fonts(named: Option<&Path>) -> anyhow::Result<Option<PdfFonts>> {
    if let Some(path) = named {
        let bytes =
            std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let index = index_of(path);
        let fonts = PdfFonts::new(bytes, index)
            .with_context(|| format!("{} cannot be used for PDF", path.display()))?;
        return Ok(Some(fonts));
    }
    let Some((bytes, index)) = first(&TEXT) else {
        return Ok(None);
    };
    let Ok(mut fonts) = PdfFonts::new(bytes, index) else {
        return Ok(None);
    };
    // A face that is missing, or may not be embedded, leaves that role to the text face.
    type Set = fn(PdfFonts, Vec<u8>, u32) -> Result<PdfFonts, huabiao::bulletin::Error>;
    let roles: [(&[&str], Set); 3] = [
        (&TITLE, PdfFonts::title),
        (&HEADING, PdfFonts::heading),
        (&SUBHEADING, PdfFonts::subheading),
    ];
    for (paths, set) in roles {
        if let Some((bytes, index)) = first(paths)
            && let Ok(with) = set(fonts.clone(), bytes, index)
        {
            fonts = with;
        }
    }
    Ok(Some(fonts))
}

fn first(paths: &[&str]) -> Option<(Vec<u8>, u32)> {
    paths.iter().find_map(|path| {
        let bytes = std::fs::read(path).ok()?;
        Some((bytes, index_of(Path::new(path))))
    })
}

/// The collections of Noto and Source Han hold Japanese, Korean and then Chinese faces.
fn index_of(path: &Path) -> u32 {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let collection = name.ends_with(".ttc") && (name.contains("CJK") || name.contains("SourceHan"));
    if collection { 2 } else { 0 }
}

/// 仿宋, or what comes near.
const TEXT: [&str; 8] = [
    "/usr/share/fonts/truetype/fandol/FandolFang-Regular.otf",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts/NotoSerifCJK-VF.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "C:\\Windows\\Fonts\\simfang.ttf",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
];

/// 小标宋, or what comes near.
const TITLE: [&str; 3] = [
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",
    "C:\\Windows\\Fonts\\simsun.ttc",
];

/// 黑体, or what comes near.
const HEADING: [&str; 3] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "C:\\Windows\\Fonts\\simhei.ttf",
];

/// 楷体.
const SUBHEADING: [&str; 2] = [
    "/usr/share/fonts/truetype/fandol/FandolKai-Regular.otf",
    "C:\\Windows\\Fonts\\simkai.ttf",
];
