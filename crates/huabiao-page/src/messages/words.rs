use huabiao_facts::MessageAnswer;

/// What the words beside the title of an entry say of its answer.
pub(super) fn state(beside: &str) -> Option<MessageAnswer> {
    let text: String = beside.chars().filter(|c| !c.is_whitespace()).collect();
    if OPEN.iter().any(|word| text.contains(word)) {
        Some(MessageAnswer::Open)
    } else if GIVEN.iter().any(|word| text.contains(word)) {
        Some(MessageAnswer::Given)
    } else {
        None
    }
}

/// Whether the place of an answer says that there is none.
pub(super) fn is_open(text: &str) -> bool {
    text.chars().count() <= 20 && OPEN.iter().any(|word| text.contains(word))
}

/// Words that say that there is no answer yet.
const OPEN: [&str; 12] = [
    "未回复",
    "未答复",
    "待回复",
    "待答复",
    "待办理",
    "未办理",
    "未处理",
    "办理中",
    "处理中",
    "受理中",
    "暂无回复",
    "暂无答复",
];

/// Words that say that there is one.
const GIVEN: [&str; 6] = ["已回复", "已答复", "已办结", "已办理", "已反馈", "已处理"];
