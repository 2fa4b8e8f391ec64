use chrono::NaiveDate;
use huabiao_facts::ByScript;

use crate::day::{self, Form};
use crate::script::{Signs, calls, loads};
use crate::skeleton::{Role, ScriptKind};
use crate::view::View;

/// What scripts may bring into a page.
pub(crate) fn read(view: &View<'_>) -> ByScript {
    let skeleton = view.skeleton;
    let mut found = ByScript {
        entries: skeleton.fetched > 0 || skeleton.text.contains("{{"),
        ..ByScript::default()
    };
    for script in &skeleton.scripts {
        if script.kind == ScriptKind::Inline {
            let range = script.start as usize..script.end as usize;
            let text = skeleton.code.get(range).unwrap_or_default();
            code(&mut found, text, script.signs);
        }
    }
    let files = skeleton.links.iter().zip(view.addresses);
    let files = files.filter(|(link, _)| link.role == Role::Script && !link.noscript);
    for (link, address) in files {
        let host = address
            .and_then(|address| address.split("://").nth(1))
            .and_then(|rest| rest.split(['/', ':', '?']).next());
        if host.is_some() && host == view.url.host_str() {
            file(&mut found, &link.href.to_ascii_lowercase());
        }
    }
    found
}

/// What one inline script may bring.
fn code(found: &mut ByScript, code: &str, signs: Signs) {
    let has = |words: &[&str]| words.iter().any(|word| code.contains(word));
    if signs.any(Signs::FRAMEWORK) {
        found.entries = true;
        found.menu = true;
    }
    let writes = signs.any(Signs::WRITES) && has(&["<a ", "<li", "href"]);
    let writes_links = writes && !has(&NO_LINKS);
    let fetched = signs.any(Signs::FETCHES);
    let puts = signs.any(Signs::PUTS.or(Signs::AROUND));
    // What becomes of it may stand in a function of a file.
    let brings = fetched && (puts && has(&ENTRIES) || !has(&COUNTS)) || calls(code);
    let loads = signs.any(Signs::LOAD) && loads(code);
    found.entries |= loads || brings || writes_links;
    found.menu |= writes_links
        || loads && has(&MENUS)
        || (fetched || loads || puts || signs.any(Signs::WRITES)) && has(&HEADS);
    // Days of this century.
    if signs.any(Signs::CENTURY) {
        found.newest = found.newest.max(newest(code));
    }
}

/// What a script of the site may bring, by its name.
fn file(found: &mut ByScript, href: &str) {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let ending = ending.rsplit('.').next().unwrap_or_default();
    let words = || name.split(|c: char| !c.is_ascii_alphabetic());
    if words().any(|word| LIBRARIES.contains(&word)) {
        return;
    }
    let data = folders.split('/').any(|folder| DATA.contains(&folder));
    let program = PROGRAMS.contains(&ending) && !COUNTERS.iter().any(|c| path.contains(c));
    found.entries |= data || program || words().any(|word| NEWS.contains(&word));
    found.menu |= stem.starts_with("head") || words().any(|word| MENU_FILES.contains(&word));
    found.menu |= stem.ends_with("head") || stem.ends_with("header");
}

/// The latest day in a script that lists entries with titles and addresses.
fn newest(code: &str) -> Option<NaiveDate> {
    let key = |names: &[&str]| {
        names.iter().any(|name| {
            code.match_indices(name).any(|(at, _)| {
                let after = code.get(at + name.len()..).unwrap_or_default();
                after
                    .trim_start_matches(['"', '\'', ' '])
                    .starts_with([':', '='])
            })
        })
    };
    if !key(&["title", "Title", "name", "text"]) || !key(&["url", "href", "link", "Url", "src"]) {
        return None;
    }
    day::scan_chinese(code, DAYS)
        .iter()
        .filter(|found| matches!(found.form, Form::Chinese | Form::YearFirst))
        .map(|found| found.date)
        .max()
}

/// Words of code that brings entries.
const ENTRIES: [&str; 6] = ["<a ", "<li", "href", "list", "news", "title"];

/// Words of code that brings numbers or the weather.
const COUNTS: [&str; 8] = [
    "click", "count", "hit", "pv", "tianqi", "tongji", "visit", "weather",
];

/// Words of code that writes links which lead to no page of the site: counters, marks,
/// bookmarks.
const NO_LINKS: [&str; 8] = [
    "51.la",
    "addFavorite",
    "AddFavorite",
    "bdshare",
    "cnzz",
    "conac",
    "hm.baidu",
    "etHome",
];

/// Words in the code that loads menus.
const MENUS: [&str; 7] = ["daohang", "foot", "head", "left", "menu", "nav", "top"];

/// How code names the head of a page.
const HEADS: [&str; 10] = [
    "#daohang",
    "#head",
    "#menu",
    "#nav",
    "#top\"",
    "#top'",
    ".head",
    "ById(\"head",
    "ById('head",
    "header(",
];

/// Names of files that hold the head or the menu.
const MENU_FILES: [&str; 5] = ["daohang", "head", "header", "top", "toubu"];

/// Folders of data.
const DATA: [&str; 6] = ["api", "data", "datas", "jsdata", "jsondata", "json"];

/// Names of files that hold news.
const NEWS: [&str; 11] = [
    "data", "focus", "gzdt", "jrtt", "news", "newslist", "toutiao", "tpxw", "tzgg", "xinwen",
    "xwdt",
];

/// Endings of programs that answer with scripts.
const PROGRAMS: [&str; 8] = ["action", "asp", "ashx", "aspx", "do", "jsp", "jspx", "php"];

/// Words in the addresses of programs that bring no entries.
const COUNTERS: [&str; 12] = [
    "click", "config", "count", "hit", "log", "online", "session", "stat", "tianqi", "tongji",
    "visit", "weather",
];

/// Words in the names of libraries, which bring nothing of their own.
const LIBRARIES: [&str; 12] = [
    "back",
    "backtop",
    "goto",
    "gotop",
    "headroom",
    "jquery",
    "min",
    "myfocus",
    "plugin",
    "scroll",
    "superslide",
    "totop",
];

/// Days looked at in one script.
const DAYS: usize = 1_000;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::ByScript;

    use crate::testing;

    fn of(body: &str) -> ByScript {
        let url = "http://www.example.gov.cn/";
        let page = testing::page(url, body);
        page.by_script
    }

    #[test]
    fn entries_that_scripts_bring() {
        for body in [
            "<div id=xw></div><script>$(\"#xw\").load(\"/xw.html\")</script>",
            "<script>$.getJSON('/n.json',function(d){$('#n').html(d)})</script>",
            "<script>document.write(\"<a href=/a.html>\"+t+\"</a>\")</script>",
            "<div id=focus></div><script src=/data/focus.js></script>",
            "<script src=http://www.example.gov.cn/news.jsp?n=5></script>",
            "<div class=unit queryData='{webId:1}' url=/api/unit.do></div>",
            "<li>{{item.title}}</li>",
        ] {
            assert!(of(body).entries, "{body}");
        }
    }

    #[test]
    fn scripts_that_bring_nothing() {
        for body in [
            "<script src=/js/jquery-1.8.min.js></script><script src=/js/jquery.superslide.js></script>",
            "<script src=/js/main.js></script><script src=/js/menu.js></script>",
            "<script>$('.nav li').hover(function(){$(this).find('ul').show()})</script>",
            "<script>$.get('/hits?id=1',function(n){$('#hits').html(n)})</script>",
            "<script>document.write('今天是'+new Date().toLocaleDateString())</script>",
            "<script src=/count.jsp></script><script src=//hm.baidu.com/data/hm.js></script>",
            "<script>$(window).load(function(){$('.nav').show()})</script>",
            "<script src=/js/backtop.js></script><script src=/js/slide.js></script>",
            "<script>$(\"#top_new\").html($(\"#top_new\").attr('title'))</script>",
        ] {
            assert_eq!(of(body), ByScript::default(), "{body}");
        }
    }

    #[test]
    fn menus_that_scripts_bring() {
        for body in [
            "<script src=/js/head.js></script><p>正文</p>",
            "<div id=head></div><script>$(\"#head\").load(\"/head.html\")</script>",
            "<script>document.writeln(\"<a href=/xjx/>局长信箱</a>\")</script>",
            "<script>document.getElementById('header').innerHTML=h</script>",
        ] {
            assert!(of(body).menu, "{body}");
        }
    }

    #[test]
    fn the_latest_day_of_entries_in_scripts() {
        let entries = "<script>var pics=[{\"url\":\"/n/0.html\",\"title\":\"某局召开会议\",\
                       \"date\":\"2026-11-20\"},{\"url\":\"/n/1.html\",\"title\":\"某局开展检查\",\
                       \"date\":\"2026-11-21\"}]</script>";
        assert_eq!(of(entries).newest, "2026-11-21".parse().ok());
        assert_eq!(of("<script>var built='2026-11-21'</script>").newest, None);
    }
}
