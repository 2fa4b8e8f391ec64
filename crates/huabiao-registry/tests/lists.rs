//! Lists as offices send them, and as nobody should.

#![allow(clippy::unwrap_used)]

use encoding_rs::GB18030;
use huabiao_registry::{Column, Import, Reason, Remark, Site, read_csv, write_csv};
use huabiao_types::{Lang, SiteCategory};
use proptest::prelude::*;

fn read(text: &str) -> Import {
    read_csv(text.as_bytes())
}

fn hosts(import: &Import) -> Vec<&str> {
    import.sites.iter().map(|site| site.host.as_str()).collect()
}

#[test]
fn each_site_knows_its_line() {
    let import = read_csv("名称,网址\n甲,a.gov.cn\n乙,ftp://b\n\n丙,c.gov.cn\n".as_bytes());
    let hosts = import.sites.iter().map(|site| site.host.as_str());
    let found: Vec<_> = hosts.zip(import.lines).collect();
    assert_eq!(found, [("a.gov.cn", 2), ("c.gov.cn", 5)]);
}

#[test]
fn a_list_with_title_and_notes_above_the_headings() {
    let list = "示例市政府网站名单,,,,\n填报单位：示例市政府办公室,,,,\n\n\
        序号,网站标识码（必填）,网站 名称,网站类别,首页网址,主办单位,是否有对外服务职能\n\
        1,3301000001,示例市人民政府,市政府门户网站,www.a.gov.cn,示例市政府办公室,是\n\
        \n,,,,,,\n\
        2,bm01000001,示例局,部门网站,https://b.a.gov.cn/index.html,示例局,无\n";
    let import = read(list);
    assert_eq!(import.rejected, []);
    assert_eq!(import.notes, []);
    assert_eq!(hosts(&import), ["www.a.gov.cn", "b.a.gov.cn"]);
    let [first, second] = import.sites.as_slice() else {
        panic!()
    };
    assert_eq!(first.category, Some(SiteCategory::Portal));
    assert_eq!((first.services, second.services), (Some(true), Some(false)));
    assert_eq!(first.unit_name, "示例市政府办公室");
    assert_eq!(second.home, "https://b.a.gov.cn/index.html");
}

#[test]
fn encodings_and_separators_do_not_matter() {
    let list = "标识码,网站名称,网址\r\n3301000001,示例市人民政府,www.a.gov.cn\r\n3301000002,“花城”，名中有逗号,b.a.gov.cn\r\n";
    let expected = read(list).sites;
    assert_eq!(expected.len(), 2);
    for separator in [";", "\t", "|"] {
        assert_eq!(
            read(&list.replace(',', separator)).sites,
            expected,
            "{separator:?}"
        );
    }
    let gbk = GB18030.encode(list).0;
    assert_eq!(read_csv(&gbk).sites, expected);
    let utf_16: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_csv(&utf_16).sites, expected);
    assert_eq!(
        read_csv(&[b"\xff\xfe", utf_16.as_slice()].concat()).sites,
        expected
    );
    assert_eq!(read(&format!("\u{feff}{list}")).sites, expected);
    assert_eq!(read(&list.replace("\r\n", "\n")).sites, expected);
    assert_eq!(read(&list.replace("\r\n", "\r")).sites, expected);
}

#[test]
fn every_bad_row_is_reported_with_line_column_and_reason() {
    let list = "标识码,名称,网址\n\
        3301000001,\"甲\n（含换行）\",a.gov.cn\n\
        33010,乙,b.gov.cn\n\
        \n\
        3301000001,丙,c.gov.cn\n\
        3301000004,丁,a.gov.cn/#top\n\
        3301000005,戊,ftp://e.gov.cn\n\
        3301000006,己,\n\
        网站标识码的占,庚,g.gov.cn\n\
        1.304E+09,辛,h.gov.cn\n\
        ABCDEFGHIJ,壬,i.gov.cn\n\
        3301000009,癸,j.gov.cn\n";
    let import = read(list);
    assert_eq!(hosts(&import), ["a.gov.cn", "j.gov.cn"]);
    assert_eq!(import.sites[0].name, "甲 （含换行）");
    let found: Vec<_> = import
        .rejected
        .iter()
        .map(|row| (row.line, row.column.as_str(), &row.reason))
        .collect();
    let code = |found: &str, characters| Reason::CodeLength {
        found: found.into(),
        characters,
    };
    assert_eq!(found.len(), 8);
    assert_eq!(found[0], (4, "标识码", &code("33010", 5)));
    assert_eq!(found[1], (6, "标识码", &Reason::DuplicateCode { line: 2 }));
    assert_eq!(found[2], (7, "网址", &Reason::DuplicateHome { line: 2 }));
    assert!(matches!(found[3], (8, "网址", Reason::Address { .. })));
    assert_eq!(found[4], (9, "网址", &Reason::NoHome));
    assert_eq!(found[5], (10, "标识码", &code("网站标识码的占", 7)));
    assert!(matches!(
        found[6],
        (11, "标识码", Reason::CodeRounded { .. })
    ));
    assert!(matches!(found[7], (12, "标识码", Reason::CodeForm { .. })));
    for row in &import.rejected {
        assert!(
            row.text(Lang::Zh)
                .starts_with(&format!("第{}行“{}”：", row.line, row.column))
        );
        assert!(
            row.text(Lang::En)
                .starts_with(&format!("line {}, ", row.line))
        );
    }
}

#[test]
fn what_spreadsheets_do_to_cells_is_undone() {
    let list = "code;name;url\n\
        1304000009.0; 甲\u{200b} ;　http：／／www.a.gov.cn／\n\
        '3301000002;'=乙;b.gov.cn\u{a0}\n\
        ３３０１００００03;丙;北京.政务\n";
    let import = read(list);
    assert_eq!(import.rejected, []);
    let codes: Vec<_> = import
        .sites
        .iter()
        .filter_map(|site| site.code.as_ref())
        .map(|code| code.as_str())
        .collect();
    assert_eq!(codes, ["1304000009", "3301000002", "3301000003"]);
    assert_eq!(
        hosts(&import),
        ["www.a.gov.cn", "b.gov.cn", "xn--1lq90i.xn--zfr164b"]
    );
    assert_eq!(import.sites[0].name, "甲");
    assert_eq!(import.sites[1].name, "=乙");
    let remarks: Vec<_> = import
        .notes
        .iter()
        .map(|note| (note.line, &note.remark))
        .collect();
    let repaired = |found: &str| Remark::NumberRepaired {
        found: found.into(),
    };
    assert_eq!(
        remarks,
        [
            (2, &repaired("1304000009.0")),
            (3, &repaired("'3301000002"))
        ]
    );
}

#[test]
fn doubts_are_noted_and_the_site_is_kept() {
    let list = "名称,网址,域名,别名域名,类别,对外服务职能,主办单位编码\n\
        ,www.a.com,a.com、www.a.com,b.com;坏 的,不知道的类,也许,u 1\n\
        乙,www.b.gov.cn;m.b.gov.cn,,,,,u2\n\
        丙,www.b.gov.cn/c/,,,,,\n";
    let import = read(list);
    assert_eq!(import.rejected, []);
    assert_eq!(import.sites[0].name, "www.a.com");
    assert_eq!(import.sites[0].aliases[..2], ["a.com", "b.com"]);
    assert_eq!(import.sites[1].aliases, ["m.b.gov.cn"]);
    assert_eq!(import.sites[1].unit.as_ref().unwrap().as_str(), "u2");
    let texts: Vec<_> = import
        .notes
        .iter()
        .map(|note| note.text(Lang::En))
        .collect();
    for part in [
        "not a domain that only",
        "no name",
        "unknown kind",
        "yes nor no",
        "unit code",
        "addresses",
        "same host as line 3",
    ] {
        assert!(
            texts.iter().any(|text| text.contains(part)),
            "{part}: {texts:#?}"
        );
    }
}

#[test]
fn several_addresses_are_told_from_marks_in_one() {
    let import = read(
        "url\n\"http://a.gov.cn/x;http://b.gov.cn/,c\"\n\"d.gov.cn,e.gov.cn\"\nf.gov.cn/;g?a=1|2\n",
    );
    assert_eq!(hosts(&import), ["a.gov.cn", "d.gov.cn", "f.gov.cn"]);
    assert_eq!(import.sites[0].aliases, ["b.gov.cn"]);
    assert_eq!(import.sites[1].aliases, ["e.gov.cn"]);
    assert_eq!(import.sites[2].home, "http://f.gov.cn/;g?a=1|2");
}

#[test]
fn white_space_within_an_address_makes_no_two_of_it() {
    let list = "网站名称,网址\n示例局,http://a b/\n示例市,http://localhost:80 http://b.a.gov.cn\n";
    let import = read(list);
    let [rejected] = import.rejected.as_slice() else {
        panic!("{:?}", import.rejected)
    };
    assert_eq!((rejected.line, rejected.column.as_str()), (2, "网址"));
    assert!(matches!(rejected.reason, Reason::Address { .. }));
    assert!(rejected.reason.text(Lang::Zh).contains("http://a b/"));
    assert_eq!(hosts(&import), ["localhost"]);
    assert_eq!(import.sites[0].aliases, ["b.a.gov.cn"]);
}

#[test]
fn a_list_of_addresses_needs_no_heading() {
    let import = read("www.a.gov.cn\nhttps://b.gov.cn/x\n无\n");
    assert_eq!(hosts(&import), ["www.a.gov.cn", "b.gov.cn"]);
    assert_eq!((import.notes.len(), import.rejected[0].line), (1, 3));
    let import = read("3301000001,甲,a.gov.cn\n3301000002,乙,b.gov.cn\n");
    assert_eq!(import.sites[1].name, "乙");
    assert!(import.sites[1].code.is_some());
}

#[test]
fn a_list_with_hosts_only_names_that_column() {
    let import = read(
        "sitecode,name,host\n3301000001,甲,a.gov.cn\n3301000002,乙,a.gov.cn\n3301000003,丙,\n3301000004,丁,d.com\n",
    );
    assert!(import.rejected.iter().all(|row| row.column == "host"));
    assert!(import.notes.iter().all(|note| note.column == "host"));
    assert_eq!((import.rejected.len(), import.notes.len()), (2, 1));
}

#[test]
fn what_is_no_list_is_said_to_be_none() {
    for (text, reason) in [
        ("", Reason::NothingInIt),
        ("\n \n", Reason::NothingInIt),
        ("姓名,电话\n张三,123\n", Reason::NoHeader),
    ] {
        let import = read(text);
        assert_eq!(import.rejected[0].reason, reason, "{text:?}");
        assert_eq!((import.sites.len(), import.rejected[0].line), (0, 0));
    }
}

#[test]
fn a_missing_quote_and_nuls_cost_their_rows_only() {
    let long = "x".repeat(9000);
    let list =
        format!("名称,网址\n甲\0,a.gov.cn\n{long},b.gov.cn\n丙,c.gov.cn\n\"丁,d.gov.cn\n{long}");
    let import = read(&list);
    assert_eq!(hosts(&import), ["a.gov.cn", "c.gov.cn"]);
    assert_eq!(import.sites[0].name, "甲");
    let lines: Vec<_> = import.rejected.iter().map(|row| row.line).collect();
    assert_eq!(lines, [3, 5, 6]);
    assert!(matches!(import.rejected[0].reason, Reason::LongCell { .. }));
    assert_eq!(import.rejected[1].reason, Reason::UnclosedQuote);
}

#[test]
fn an_unclosed_quote_swallows_no_other_row() {
    let rows = |faulty: &str| {
        read(&format!(
            "标识码,名称,网址\n3301000001,甲,a.gov.cn\n{faulty}\n3301000003,\"丙\n处\",c.gov.cn\n\n3301000004,丁,d.gov.cn\n"
        ))
    };
    for faulty in [
        "3301000002,\"乙,b.gov.cn",
        "\"3301000002,乙,b.gov.cn",
        "3301000002,乙,\"b.gov.cn",
    ] {
        let import = rows(faulty);
        assert_eq!(
            hosts(&import),
            ["a.gov.cn", "c.gov.cn", "d.gov.cn"],
            "{faulty}"
        );
        assert_eq!(import.sites[1].name, "丙 处");
        let [rejected] = import.rejected.as_slice() else {
            panic!("{:?}", import.rejected)
        };
        assert_eq!(
            (rejected.line, &rejected.reason),
            (3, &Reason::UnclosedQuote)
        );
    }
    let import = rows("3301000002,\"乙\" ,b.gov.cn\n3301000005,\"戊\"局,e.gov.cn");
    assert_eq!(import.rejected, []);
    assert_eq!(import.sites.len(), 5);

    let last = read("网址;名称\r\na.gov.cn;甲\r\nb.gov.cn;\"乙");
    assert_eq!(last.rejected[0].line, 3);
    assert_eq!(
        last.rejected[0].text(Lang::Zh),
        "第3行：单元格以引号开头，但缺少右引号"
    );
}

#[test]
fn endless_lists_are_cut() {
    let mut list = String::from("url\n");
    for _ in 0..200_100 {
        list.push_str("x y\n");
    }
    let import = read(&list);
    let last = import.rejected.last().unwrap();
    assert_eq!(last.reason, Reason::TooManyRows { limit: 200_000 });
    assert_eq!(last.line, 200_002);
}

#[test]
fn headings_that_are_written_are_read() {
    for column in [
        Column::Aliases,
        Column::Category,
        Column::Code,
        Column::Home,
        Column::Host,
        Column::Name,
        Column::Services,
        Column::Superior,
        Column::Unit,
        Column::UnitName,
    ] {
        assert_eq!(Column::of(column.heading()), Some(column));
    }
}

prop_compose! {
    /// A site as an import gives it.
    fn site()(
        name in "[='@+,;\"甲乙A-Za-z（）]([ ='\",;甲乙A-Za-z（）]{0,8}[甲乙a-z'])?",
        host in "[a-z]{1,8}\\.gov\\.cn(:81)?",
        path in "(/[a-z,;|]{0,5}\\?a=[a-z=,]{1,3})?",
        aliases in prop::collection::btree_set("[a-z]{1,8}\\.com", 0..3),
        code in prop::option::of("[1-9][0-9]{9}"),
        category in prop::option::of(prop::sample::select(SiteCategory::ALL.to_vec())),
        unit in prop::option::of("[a-z0-9]{1,5}"),
        unit_name in "([=甲乙-]{1,5})?",
        services in prop::option::of(any::<bool>()),
    ) -> Site {
        Site {
            code: code.map(|code| code.parse().unwrap()),
            name,
            aliases: aliases.into_iter().collect(),
            category,
            unit: unit.map(|unit| unit.parse().unwrap()),
            unit_name,
            services,
            ..Site::from_home(&format!("{host}{path}")).unwrap()
        }
    }
}

proptest! {
    // No file of past failures: what was found becomes a test above.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(mut sites in prop::collection::vec(site(), 0..20)) {
        let mut homes = std::collections::HashSet::new();
        let mut codes = std::collections::HashSet::new();
        sites.retain(|site| homes.insert(site.home.clone()) && site.code.as_ref().is_none_or(|code| codes.insert(code.clone())));
        let list = write_csv(&sites);
        let import = read_csv(list.as_bytes());
        prop_assert_eq!(&import.rejected, &[]);
        prop_assert_eq!(&import.sites, &sites);
        for line in list.lines() {
            prop_assert!(!line.starts_with(['=', '+', '-', '@']));
        }
    }

    #[test]
    fn whatever_is_read_is_written_and_read_the_same(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "(网址|名称|,|;|\n|\"|'|=|a\\.gov\\.cn|b\\.cn|\\PC){0,40}") {
        let _ = read_csv(&bytes);
        let sites = read(&format!("名称,网址,别名,主办单位\n{text}")).sites;
        let again = read(&write_csv(&sites));
        prop_assert_eq!(again.sites, sites);
        prop_assert_eq!(again.rejected, []);
    }
}

#[test]
fn two_spellings_of_one_home_page_are_one_site() {
    let import = read(
        "url\nhttp://d01.gov.cn/\nhttp://D01.gov.cn/index.html\nhttps://d01.gov.cn\nhttp://d01.gov.cn/bm/\nhttp://d01.gov.cn/index.html?id=2\n",
    );
    let homes: Vec<_> = import.sites.iter().map(|site| site.home.as_str()).collect();
    assert_eq!(
        homes,
        [
            "http://d01.gov.cn/",
            "http://d01.gov.cn/bm/",
            "http://d01.gov.cn/index.html?id=2"
        ]
    );
    let reasons: Vec<_> = import
        .rejected
        .iter()
        .map(|row| (row.line, row.reason.clone()))
        .collect();
    let again = Reason::DuplicateHome { line: 2 };
    assert_eq!(reasons, [(3, again.clone()), (4, again)]);
}

#[test]
fn lines_in_another_encoding_are_read_and_named() {
    let list = "标识码,网站名称,网址\n3301000001,示例市人民政府,www.a.gov.cn\n";
    let more = GB18030.encode("3301000002,示例市民政局,b.a.gov.cn\n").0;
    let import = read_csv(&[list.as_bytes(), &more].concat());
    let names: Vec<&str> = import.sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["示例市人民政府", "示例市民政局"]);
    let notes: Vec<String> = import
        .notes
        .iter()
        .map(|note| note.text(Lang::Zh))
        .collect();
    assert_eq!(
        notes,
        ["名单混用两种字符编码：第3行为gb18030，与其余行不同，已分别读取，请核对这些行"]
    );
    assert_eq!(
        import.notes[0].text(Lang::En),
        "two encodings in one list: line 3 in gb18030, unlike the others; each was read in its own, please check"
    );
}

#[test]
fn a_code_of_zeros_is_none() {
    let import = read("标识码,网址\n0000000000,www.a.gov.cn\n");
    assert_eq!(import.sites, []);
    let text = import.rejected[0].text(Lang::Zh);
    assert!(
        text.starts_with("第2行“标识码”：“0000000000”不是网站标识码"),
        "{text}"
    );
}
