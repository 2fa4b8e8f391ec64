use huabiao_facts::MessageAnswer;

/// What the words beside the title of an entry say of its answer.
pub(super) fn state(beside: &str) -> Option<MessageAnswer> {
    let text: String = beside.chars().filter(|c| !c.is_whitespace()).collect();
    if is_void(&text) {
        None
    } else if OPEN.iter().any(|word| text.contains(word)) {
        Some(MessageAnswer::Open)
    } else if GIVEN.iter().any(|word| text.contains(word)) {
        Some(MessageAnswer::Given)
    } else {
        None
    }
}

/// Whether the place of an answer says that there is none.
pub(super) fn is_open(text: &str) -> bool {
    text.chars().count() <= 20
        && OPEN.iter().any(|word| text.contains(word))
        && !ANSWERED.iter().any(|word| text.contains(word))
}

/// What the words beside a label of state (状态) say, where they say one thing and no more.
pub(super) fn stated(value: &str) -> Option<MessageAnswer> {
    let value = value.trim();
    let given = GIVEN.iter().any(|word| value.contains(word));
    match state(value)? {
        _ if value.chars().count() > STATE => None,
        MessageAnswer::Open if given => None,
        answer => Some(answer),
    }
}

/// Whether words beside a message say that it is none to be answered (有效留言): it was
/// withdrawn, or is one of several, or is not taken.
pub(super) fn is_void(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= REMARK && VOID.iter().any(|word| text.contains(word))
}

/// Whether a remark speaks of an answer given in another way (已电话答复).
pub(super) fn speaks_of_answer(text: &str) -> bool {
    ANSWERED.iter().any(|word| text.contains(word))
}

/// Words that say that there is no answer yet.
const OPEN: [&str; 15] = [
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
    "待处理",
    "正在办理",
    "正在处理",
];

/// Words that say that there is one.
const GIVEN: [&str; 6] = ["已回复", "已答复", "已办结", "已办理", "已反馈", "已处理"];

/// Words that say that a message is none to be answered.
const VOID: [&str; 14] = [
    "撤回",
    "撤销",
    "撤诉",
    "重复",
    "合并",
    "并案",
    "无效",
    "不予受理",
    "不受理",
    "不予办理",
    "不予回复",
    "不予答复",
    "作废",
    "注销",
];

/// Words of answers given in another way.
const ANSWERED: [&str; 6] = ["电话", "当面", "短信", "书面", "已答", "已回"];

/// Characters of the longest words of state.
const STATE: usize = 10;

/// Characters of the longest remark on a message.
const REMARK: usize = 20;
