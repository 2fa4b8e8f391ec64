use serde_json::Value;

/// What a JSON answer says where it states by itself that nothing is there, whatever its
/// HTTP status: `{"code":404}`, `{"status":404,"message":"not found"}`.
///
/// `None` for everything else: other numbers, an answer that carries data or keys that
/// no refusal has, a body that is long or no JSON object.
///
/// ```
/// assert!(huabiao_page::refused(br#"{"status":404,"message":"not found"}"#).is_some());
/// assert!(huabiao_page::refused(br#"{"code":404,"name":"Room 404"}"#).is_none());
/// ```
pub fn refused(body: &[u8]) -> Option<String> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let body = body.trim_ascii();
    if body.len() > LONGEST || !body.starts_with(b"{") {
        return None;
    }
    let Ok(Value::Object(fields)) = serde_json::from_slice(body) else {
        return None;
    };
    let mut says = false;
    for (key, value) in &fields {
        let key = key.to_ascii_lowercase();
        let key = key.replace(['_', '-'], "");
        let is_code = CODES.contains(&key.as_str());
        if !is_code && !OTHERS.contains(&key.as_str()) {
            return None;
        }
        let empty = match value {
            Value::Array(values) => values.is_empty(),
            Value::Object(values) => values.is_empty(),
            Value::Bool(value) => !value || key != "success",
            _ => !DATA.contains(&key.as_str()) || value.is_null() || value == "",
        };
        if !empty {
            return None;
        }
        let is_404 = value == 404 || value == "404";
        if is_code && !is_404 && (value.is_number() || value == "200") {
            return None;
        }
        says |= is_code && is_404;
    }
    says.then(|| String::from_utf8_lossy(body).chars().take(SHOWN).collect())
}

/// Keys that hold the number, in small letters without marks.
const CODES: [&str; 6] = [
    "code",
    "errcode",
    "errorcode",
    "resultcode",
    "status",
    "statuscode",
];

/// Keys of what would have been the answer.
const DATA: [&str; 3] = ["content", "data", "result"];

/// Keys that a refusal has beside it.
const OTHERS: [&str; 22] = [
    "content",
    "data",
    "detail",
    "details",
    "errmsg",
    "error",
    "errors",
    "info",
    "instance",
    "message",
    "method",
    "msg",
    "path",
    "requestid",
    "result",
    "success",
    "time",
    "timestamp",
    "title",
    "traceid",
    "type",
    "url",
];

/// Bytes of the longest refusal.
const LONGEST: usize = 1_024;

/// Characters of it that are shown.
const SHOWN: usize = 80;

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn what_states_404_itself_is_a_refusal() {
        for body in [
            r#"{"code":404}"#,
            r#" {"Code":"404","msg":"资源不存在","data":null} "#,
            r#"{"status":404,"message":"not found"}"#,
            r#"{"timestamp":"2026-11-25T01:00:00","status":404,"error":"Not Found","path":"/a"}"#,
            r#"{"error_code":404,"data":[],"success":false}"#,
            r#"{"type":"about:blank","title":"Not Found","status":404}"#,
        ] {
            assert!(refused(body.as_bytes()).is_some(), "{body}");
        }
    }

    #[test]
    fn other_answers_are_none() {
        for body in [
            "",
            "{}",
            "404",
            "[404]",
            r#"{"code":200,"msg":"404号文件"}"#,
            r#"{"code":500,"msg":"系统错误"}"#,
            r#"{"code":404,"data":[{"id":1}]}"#,
            r#"{"code":404,"data":"正文"}"#,
            r#"{"code":404,"status":200}"#,
            r#"{"code":404,"success":true}"#,
            r#"{"code":404,"name":"某路404号","area":"某县"}"#,
            r#"{"code":404"#,
        ] {
            assert_eq!(refused(body.as_bytes()), None, "{body}");
        }
        let long = format!(r#"{{"code":404,"msg":"{}"}}"#, "长".repeat(500));
        assert_eq!(refused(long.as_bytes()), None);
    }
}
