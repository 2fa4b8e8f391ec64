use huabiao_types::Lang;

use crate::{BulletinInput, Error};

/// The bulletin as a workbook.
///
/// # Errors
///
/// When the spreadsheet writer refuses.
pub fn xlsx(input: &BulletinInput, lang: Lang) -> Result<Vec<u8>, Error> {
    let _ = (input, lang);
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet();
    book.save_to_buffer().map_err(|error| Error::Spreadsheet {
        reason: error.to_string(),
    })
}
