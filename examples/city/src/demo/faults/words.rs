//! What should not stand on a page, and what its markup lacks.

use super::{Fault, expected, fault};
use crate::demo::draft::Draft;
use crate::demo::planted::Expected;
use crate::demo::render::escape;

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "local-link",
        local_link,
        "链接指向编辑人员电脑上的文件",
        "a link to a file on somebody's own computer",
    ),
    fault(
        "open-card",
        |d| put(d, "personal-data", "bank-card", CARD),
        "公开页面含未遮蔽的银行卡号",
        "a bank card number left open",
    ),
    fault(
        "open-identity",
        |d| put(d, "personal-data", "id-number", IDENTITY),
        "公开页面含未遮蔽的身份证号码",
        "an identity number left open",
    ),
    fault(
        "open-mobile",
        |d| put(d, "personal-data", "mobile", MOBILE),
        "公示中含未遮蔽的手机号码",
        "a mobile number left open beside a masked identity number",
    ),
    fault(
        "picture-without-text",
        picture_without_text,
        "图片缺少替代文本",
        "a picture without a text alternative",
    ),
    fault(
        "unnamed-link",
        unnamed_link,
        "链接没有文字",
        "a link without a name",
    ),
    fault(
        "wrong-word",
        |d| put(d, "wording-fault", "organisation", WRONG),
        "机构名称写错",
        "the name of a body written wrong",
    ),
];

fn put(draft: &mut Draft, rule: &'static str, group: &'static str, markup: &str) -> Vec<Expected> {
    let place = draft.spot();
    draft.put(place, markup);
    vec![expected(rule, draft.url(place), group)]
}

fn local_link(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    let target = "file:///D:/wendang/tongzhi.doc";
    draft.put(
        place,
        &format!("<p>附件：<a href=\"{target}\">通知原文</a></p>"),
    );
    vec![Expected {
        target: Some(target.to_owned()),
        ..expected("outlink-wrong", draft.url(place), "other")
    }]
}

fn picture_without_text(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    let src = escape(&draft.href(&draft.path(place), "/images/logo.png"));
    put(
        draft,
        "page-inaccessible",
        "alt",
        &format!("<p><img src=\"{src}\" width=\"300\"></p>"),
    )
}

fn unnamed_link(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    let href = escape(&draft.href(&draft.path(place), "/"));
    put(
        draft,
        "page-inaccessible",
        "empty-link",
        &format!("<p>更多内容请见首页。<a href=\"{href}\"></a></p>"),
    )
}

/// The example of GB 11643; it is nobody's number.
const IDENTITY: &str = "<p>申请人身份证号：11010519491231002X，审核结果：通过。</p>";

/// A number that only passes the check figure.
const CARD: &str = "<p>补贴发放至个人账户，卡号：6222020000000000018。</p>";

const MOBILE: &str = "<p>姓名：张三</p><p>身份证号：110105********002X</p><p>手机：13800000000</p>";

const WRONG: &str = "<p>各科室要认真落实国务院办公庭的有关要求。</p>";
