/// The month that a word names in one of the languages known, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    // Chinese follows most numbers; no month is written so.
    if word.len() < 3
        || word.len() > 24
        || word.as_bytes().first().is_some_and(|&byte| byte >= 0xe0)
    {
        return None;
    }
    let lower = word.to_lowercase();
    MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == lower))
        .and_then(|index| u32::try_from(index + 1).ok())
}

/// English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech,
/// Scandinavian, Turkish, Russian, Ukrainian, Indonesian.
const MONTHS: [&str; 12] = [
    "jan january januar jänner jan janv janvier enero ene gennaio gen janeiro januari stycznia styczeń leden ledna ocak января январь січня januar ianuarie يناير",
    "feb february februar feber févr février fevrier fév febrero febbraio fevereiro fev februari lutego luty únor února şubat февраля февраль лютого februarie فبراير",
    "mar march märz maerz mär mrz mars marzo março maart mrt marca marzec březen března mart марта март березня maret martie مارس märts",
    "apr april avril avr abril abr aprile kwietnia kwiecień duben dubna nisan апреля апрель квітня aprilie أبريل",
    "may mai mayo maggio mag maio mei maja maj květen května mayıs мая май травня مايو mai",
    "jun june juni juin junio giugno giu junho jun czerwca czerwiec červen června haziran июня июнь червня iunie يونيو",
    "jul july juli juillet juil julio luglio lug julho lipca lipiec červenec července temmuz июля июль липня iulie يوليو",
    "aug august août aout agosto ago augustus aug sierpnia sierpień srpen srpna ağustos августа август серпня agustus augusti أغسطس",
    "sep sept september septembre septiembre setembro settembre set września wrzesień září eylül сентября сентябрь вересня septembrie سبتمبر",
    "oct okt october oktober octobre octubre outubro out ottobre ott października październik říjen října ekim октября октябрь жовтня octombrie أكتوبر",
    "nov november novembre noviembre novembro listopada listopad kasım ноября ноябрь noiembrie نوفمبر november",
    "dec dez december dezember décembre decembre déc diciembre dic dicembre dezembro grudnia grudzień prosinec prosince aralık декабря декабрь грудня desember des decembrie ديسمبر",
];
