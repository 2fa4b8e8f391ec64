//! A font made for the tests: each character is a square, ASCII half as wide.

use write_fonts::FontBuilder;
use write_fonts::read::tables::glyf::CurvePoint;
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::glyf::{Contour, GlyfLocaBuilder, SimpleGlyph};
use write_fonts::tables::head::Head;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::maxp::Maxp;
use write_fonts::tables::name::Name;
use write_fonts::tables::os2::Os2;
use write_fonts::tables::post::Post;
use write_fonts::types::GlyphId;

/// A font that has the characters of a text, with the licence bits `fs_type`.
pub(crate) fn font(text: &str, fs_type: u16) -> Vec<u8> {
    let mut characters: Vec<char> = text.chars().collect();
    characters.push(' ');
    characters.sort_unstable();
    characters.dedup();
    let mut glyphs = GlyfLocaBuilder::new();
    let mut widths = Vec::new();
    for width in core::iter::once(1000).chain(characters.iter().map(|c| advance(*c))) {
        let edge = width as i16 - 100;
        let corners = [(100, -100), (100, 800), (edge, 800), (edge, -100)];
        let points: Vec<CurvePoint> = corners
            .iter()
            .map(|(x, y)| CurvePoint::on_curve(*x, *y))
            .collect();
        let mut glyph = SimpleGlyph {
            contours: vec![Contour::from(points)],
            ..SimpleGlyph::default()
        };
        glyph.recompute_bounding_box();
        glyphs.add_glyph(&glyph).unwrap();
        widths.push(LongMetric::new(width, 100));
    }
    let count = u16::try_from(widths.len()).unwrap();
    let (glyf, loca, format) = glyphs.build();
    let mappings = characters
        .iter()
        .enumerate()
        .map(|(at, c)| (*c, GlyphId::new(u32::try_from(at).unwrap() + 1)));
    let mut builder = FontBuilder::new();
    builder
        .add_table(&Head {
            units_per_em: 1000,
            index_to_loc_format: format as i16,
            x_max: 1000,
            y_min: -120,
            y_max: 880,
            ..Head::default()
        })
        .unwrap()
        .add_table(&Hhea {
            ascender: 880.into(),
            descender: (-120).into(),
            number_of_h_metrics: count,
            ..Hhea::default()
        })
        .unwrap()
        .add_table(&Maxp {
            num_glyphs: count,
            max_points: Some(4),
            max_contours: Some(1),
            max_composite_points: Some(0),
            max_composite_contours: Some(0),
            max_zones: Some(1),
            max_twilight_points: Some(0),
            max_storage: Some(0),
            max_function_defs: Some(0),
            max_instruction_defs: Some(0),
            max_stack_elements: Some(0),
            max_size_of_instructions: Some(0),
            max_component_elements: Some(0),
            max_component_depth: Some(0),
        })
        .unwrap()
        .add_table(&Hmtx::new(widths, Vec::new()))
        .unwrap()
        .add_table(&Os2 {
            fs_type,
            s_typo_ascender: 880,
            s_typo_descender: -120,
            ..Os2::default()
        })
        .unwrap()
        .add_table(&Cmap::from_mappings(mappings).unwrap())
        .unwrap()
        .add_table(&Name::default())
        .unwrap()
        .add_table(&Post::default())
        .unwrap()
        .add_table(&glyf)
        .unwrap()
        .add_table(&loca)
        .unwrap();
    builder.build()
}

fn advance(c: char) -> u16 {
    if c.is_ascii() { 500 } else { 1000 }
}
