use crate::sink::Sink;

/// Hands the content of a script, a style or a title to the sink, up to its end tag,
/// with line ends as the tokenizer gives them; its length.
pub(super) fn plain_raw(text: &str, name: &str, sink: &Sink) -> Option<usize> {
    let bytes = text.as_bytes();
    let ends = |at: &usize| {
        let tail = bytes.get(at + 2..).unwrap_or_default();
        tail.get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && matches!(
                tail.get(name.len()),
                Some(b' ' | b'\t' | b'\n' | b'/' | b'>')
            )
    };
    let end = memchr::memmem::find_iter(bytes, b"</").find(ends)?;
    let run = text.get(..end)?;
    let bytes = run.as_bytes();
    let holds = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    let special = match name {
        // A script within a comment within a script does not end it.
        "script" => holds(b"<!--") && contains_ignoring_case(bytes, b"<script"),
        "title" => memchr::memchr(b'&', bytes).is_some(),
        _ => false,
    };
    if end == 0 || special || memchr::memchr(0, bytes).is_some() {
        return None;
    }
    if memchr::memchr(b'\r', bytes).is_none() {
        sink.text(run);
        return Some(end);
    }
    if memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n')) {
        return None;
    }
    for line in run.split_inclusive('\n') {
        match line.strip_suffix("\r\n") {
            Some(line) => {
                sink.text(line);
                sink.text("\n");
            }
            None => sink.text(line),
        }
    }
    Some(end)
}

fn contains_ignoring_case(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memchr_iter(b'<', bytes).any(|at| {
        bytes
            .get(at..at + word.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(word))
    })
}
