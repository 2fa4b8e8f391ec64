mod draft;
mod labels;
mod listed;
mod words;

use huabiao_facts::{PageKind, PublicMessage};

use self::draft::{Draft, Field};
use self::labels::labels;
use self::listed::listed;
use crate::column::filled_by_script;
use crate::day::Found;
use crate::guide_detail::line_number;
use crate::holds_none::is_sure;
use crate::links::is_attachment;
use crate::regions::Area;
use crate::skeleton::Role;
use crate::view::View;

/// The messages of users that a page makes public: those that it shows whole, by the
/// labels of their parts, and entries of lists that say whether they were answered.
pub(crate) fn read(view: &View<'_>, kind: PageKind, days: &[Found]) -> Vec<PublicMessage> {
    if kind == PageKind::Error || !view.subjects.messages {
        return Vec::new();
    }
    let mut found = whole(view);
    if found.is_empty() {
        found = listed(view, days);
    }
    found.truncate(MESSAGES);
    found
}

fn whole(view: &View<'_>) -> Vec<PublicMessage> {
    let form = view
        .skeleton
        .forms
        .iter()
        .any(|form| form.textarea && !form.search);
    let plain = is_plain(view);
    let mut found = Vec::new();
    let mut draft: Option<Draft> = None;
    let begin = view.begin();
    for line in &view.skeleton.lines {
        if line.start < begin || line.hidden || line.control {
            continue;
        }
        if !matches!(
            view.regions.area(line.node, line.start),
            Area::Main | Area::Comment
        ) {
            continue;
        }
        let text = view.skeleton.slice(line.start, line.end);
        let labels = labels(text);
        let first = labels.first().map_or(text.len(), |label| label.start);
        if let (Some(draft), Some(before)) = (&mut draft, text.get(..first))
            && !before.trim().is_empty()
        {
            if BELOW
                .iter()
                .any(|word| before.trim_start().starts_with(word))
            {
                draft.seen.push(Field::Aside);
            }
            draft.go_on(before);
        }
        for (index, label) in labels.iter().enumerate() {
            let until = labels.get(index + 1).map_or(text.len(), |next| next.start);
            let value = text.get(label.end..until).unwrap_or_default();
            if let Some(old) = draft.take_if(|draft| draft.ends_at(label.field)) {
                found.extend(old.finish(form, plain));
            }
            let draft = draft.get_or_insert_with(|| Draft {
                message: PublicMessage {
                    line: line_number(view, line.start),
                    ..PublicMessage::default()
                },
                ..Draft::default()
            });
            draft.set(label.field, value);
        }
        if found.len() >= MESSAGES {
            break;
        }
    }
    found.extend(draft.and_then(|draft| draft.finish(form, plain)));
    found
}

/// Whether a page shows text that came with it and nothing else: no picture, file, hidden
/// part or script that may hold an answer.
fn is_plain(view: &View<'_>) -> bool {
    let begin = view.begin();
    let main = |node, at| at >= begin && view.regions.area(node, at) == Area::Main;
    let mut links = view.skeleton.links.iter().zip(view.addresses);
    view.content.text.main_media == 0
        && is_sure(view)
        && !filled_by_script(view)
        && !view
            .skeleton
            .lines
            .iter()
            .any(|line| line.hidden && main(line.node, line.start))
        && !view
            .skeleton
            .acts
            .iter()
            .any(|act| main(act.node, act.start))
        && links.all(|(link, address)| {
            !main(link.node, link.start)
                || link.role == Role::Anchor && !address.is_some_and(is_attachment)
        })
}

/// What stands below an answer and is none of it.
const BELOW: [&str; 8] = [
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "您访问的链接",
    "打印",
    "关闭",
    "分享",
];

/// Messages kept of one page.
const MESSAGES: usize = 200;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono::NaiveDate;
    use huabiao_facts::MessageAnswer;

    use super::*;
    use crate::testing;

    fn messages(body: &str) -> Vec<PublicMessage> {
        let url = "http://www.example.gov.cn/lyxd/1.html";
        let html = format!(
            "<title>留言选登</title><div>当前位置：<a href=/>首页</a> &gt; <a href=/hdjl/>互动交流</a></div>{body}"
        );
        testing::page(url, &html).messages
    }

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_message_by_its_labels() {
        let all = messages(
            "<p>留言标题：停车位<p>留言人：王**<p>留言时间：2026-10-04 19:04:58<p>答复时间：2026-10-13\
             <p>留言内容：小区没有停车位，怎么办？<p>回 复：您好！已转街道规划。<p>上一篇：无",
        );
        assert_eq!(all.len(), 1);
        let message = &all[0];
        assert_eq!(message.title, "停车位");
        assert_eq!(message.asked, day("2026-10-04"));
        assert_eq!(message.answered, day("2026-10-13"));
        assert_eq!(message.unit, None);
        assert_eq!(message.answer, MessageAnswer::Shown);
        assert!(message.whole);
    }

    #[test]
    fn several_in_cells_and_one_still_open() {
        let row = |asked, answer| {
            format!(
                "<tr><td>来信时间</td><td>{asked}</td></tr><tr><td>来信内容</td><td>请问如何办理？</td></tr>\
                 <tr><td>答复单位</td><td>市水务局</td></tr><tr><td>答复内容</td><td>{answer}</td></tr>"
            )
        };
        let all = messages(&format!(
            "<table>{}{}</table>",
            row("2026年10月8日", "您好，请到一楼窗口办理。"),
            row("2026年5月8日", "暂无回复"),
        ));
        let answers: Vec<MessageAnswer> = all.iter().map(|message| message.answer).collect();
        assert_eq!(answers, [MessageAnswer::Shown, MessageAnswer::Open]);
        assert_eq!(all[1].asked, day("2026-05-08"));
        assert_eq!(all[0].unit.as_deref(), Some("市水务局"));
    }

    #[test]
    fn an_answer_that_all_labels_await() {
        let page = |answered: &str, unit: &str, rest: &str| {
            format!(
                "<table><tr><th>留言时间</th><td>2026-06-18</td></tr>\
                 <tr><th>留言内容</th><td>请问如何报销？</td></tr>\
                 <tr><th>答复时间</th><td>{answered}</td></tr>\
                 <tr><th>答复单位</th><td>{unit}</td></tr>\
                 <tr><th>答复内容</th><td></td></tr></table>{rest}"
            )
        };
        let answer = |html: &str| messages(html)[0].answer;
        assert_eq!(answer(&page("", "", "")), MessageAnswer::Open);
        for html in [
            page("2026-06-20", "", ""),
            page("", "市医保局", ""),
            page("", "", "<p><img src=/answer.png></p>"),
            page("", "", "<p><a href=/answer.docx>附件</a></p>"),
            page("", "", "<script src=/js/answer.js></script>"),
        ] {
            assert_ne!(answer(&html), MessageAnswer::Open, "{html}");
        }
    }

    #[test]
    fn what_stands_without_its_label_is_seen() {
        let all = messages(
            "<p>来信人：张** 时间：2026-10-03<p>来信内容：路灯何时修好？<p>答复内容：您好，已经修好。\
             <p>示例市城市管理局<p>2026年10月9日",
        );
        let message = &all[0];
        assert_eq!(message.asked, day("2026-10-03"));
        assert_eq!(message.answered, day("2026-10-09"));
        assert_eq!(message.unit.as_deref(), Some("示例市城市管理局"));
    }

    #[test]
    fn an_empty_form_is_no_message() {
        let all = messages(
            "<form><p>留言标题：<input name=t><p>留言内容：<textarea name=c></textarea>\
             <p>答复单位：<input name=u></form>",
        );
        assert!(all.is_empty());
    }

    #[test]
    fn a_list_that_says_what_was_answered() {
        let row = |n, day, state| {
            format!(
                "<li><a href=/l/{n}.html>第{n}封来信的标题</a> <span>{state}</span> <i>{day}</i></li>"
            )
        };
        let all = messages(&format!(
            "<ul>{}{}{}</ul>",
            row(1, "2026-11-20", "已回复"),
            row(2, "2026-11-18", "办理中"),
            row(3, "2026-11-08", "已回复"),
        ));
        let answers: Vec<MessageAnswer> = all.iter().map(|message| message.answer).collect();
        let (given, open) = (MessageAnswer::Given, MessageAnswer::Open);
        assert_eq!(answers, [given, open, given]);
        assert_eq!(all[1].asked, day("2026-11-18"));
        assert_eq!(all[0].answered, None);
    }

    #[test]
    fn the_state_beside_a_message_says_that_it_is_open() {
        let asked = "<p>留言时间：2026-07-01<p>留言内容：请问退休年龄？";
        for html in [
            format!("{asked}<p>状态：未回复"),
            format!("{asked}<p>状态：处理中<p>上一篇：无"),
            "<table><tr><td>来信时间</td><td>2026-07-01</td><td>办理状态</td><td>待回复</td></tr>\
             <tr><td>来信内容</td><td colspan=3>医保如何转移</td></tr></table>"
                .to_owned(),
        ] {
            let all = messages(&html);
            assert_eq!(all.len(), 1, "{html}");
            assert_eq!(all[0].answer, MessageAnswer::Open, "{html}");
            assert_eq!(all[0].asked, day("2026-07-01"), "{html}");
        }
        for rest in [
            "<p>回复状态：未回复<p>答复内容：您好，按国家规定执行。<p>答复时间：2026-07-03",
            "<p>状态：未回复<p>您好，退休年龄按国家规定执行，谢谢。",
            "<p>状态：未回复（已电话答复）",
            "<p>状态：全部 未回复 已回复",
            "<p>网上未回复（已于2026年7月3日电话答复来信人）",
        ] {
            let all = messages(&format!("{asked}{rest}"));
            assert!(
                all.iter()
                    .all(|message| message.answer != MessageAnswer::Open),
                "{rest} {all:?}"
            );
        }
    }

    #[test]
    fn a_message_that_is_not_valid_is_none() {
        let asked = "<p>提问时间：2026-07-01<p>问题：几点首班？";
        for rest in [
            "<p>办理结果：信件已撤回<p>状态：未回复",
            "<p>办理结果：重复来信，合并办理<p>状态：未回复",
            "<p>不予受理<p>状态：未答复",
            "<p>状态：不予受理（非本单位职责）",
            "<p>答复单位：市公交公司<p>答复内容：无效信件，未回复",
        ] {
            assert_eq!(messages(&format!("{asked}{rest}")), [], "{rest}");
        }
        let row = |n, state| {
            format!(
                "<li><a href=/l/{n}.html>第{n}封来信</a> <span>{state}</span> <i>2026-06-0{n}</i></li>"
            )
        };
        let all = messages(&format!(
            "<ul>{}{}{}</ul>",
            row(1, "已回复"),
            row(2, "重复来信 未回复"),
            row(3, "已回复")
        ));
        assert!(
            all.iter()
                .all(|message| message.answer == MessageAnswer::Given)
        );
    }

    #[test]
    fn running_text_holds_no_message() {
        assert!(
            messages("<p>市长要求各部门在规定时间内答复：留言时间较长的，应当说明理由。</p>")
                .is_empty()
        );
    }
}
