/// Whether a script puts something at the head of an element, or a new content into a
/// list. What it adds at the end of a list (加载更多) is older than what stands there.
pub(crate) fn fills_list(code: &str) -> bool {
    prepends(code) || places(code, &["html(", "innerHTML", "load("]).any(is_list)
}

/// Whether a script puts something at the head of an element other than the whole page.
pub(crate) fn prepends(code: &str) -> bool {
    code.contains("afterbegin")
        || places(code, &["prepend("]).any(|target| !WHOLE_PAGE.contains(&target))
}

/// The selectors of the elements on which some calls are made.
fn places<'a>(code: &'a str, calls: &'a [&str]) -> impl Iterator<Item = &'a str> {
    calls.iter().flat_map(move |call| {
        code.match_indices(*call)
            .filter_map(|(at, _)| target(code.get(..at)?.trim_end().strip_suffix('.')?))
    })
}

/// The selector in the call that code ends with: `$(".list ul")`.
fn target(head: &str) -> Option<&str> {
    let inside = head.trim_end().strip_suffix(')')?.trim_end();
    let quote = inside.chars().next_back().filter(|c| "\"'`".contains(*c))?;
    let literal = inside.strip_suffix(quote)?;
    let (_, selector) = literal.rsplit_once(quote)?;
    Some(selector.trim())
}

/// Whether a selector ends with an element that holds entries, or a name that says so.
fn is_list(selector: &str) -> bool {
    let last = selector.rsplit([' ', '>']).next().unwrap_or_default();
    let last = last.to_ascii_lowercase();
    last.contains("list") || ["ol", "tbody", "ul"].contains(&last.as_str())
}

/// What is put there is a bar over the page, no entry.
const WHOLE_PAGE: [&str; 3] = ["body", "head", "html"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_bring_entries() {
        for code in [
            "$.get('/x',function(r){$(\".list ul\").prepend(r.html)})",
            "$.get('/x',function(r){$('#news').prepend(r)})",
            "fetch('/x').then(r=>{box.insertAdjacentHTML('afterbegin', r)})",
            "$.get('/x',function(r){$('#newsList') .html(r)})",
            "xhr.onload=function(){document.getElementById('list').innerHTML=s}",
            "$('.box > ul').load('/x.html')",
        ] {
            assert!(fills_list(code), "{code}");
        }
    }

    #[test]
    fn scripts_that_bring_something_else() {
        for code in [
            "$.get('/hits',function(n){$('#hits').html(n)})",
            "$(window).load(function(){})",
            "$('body').prepend('<div class=bar></div>')",
            "$.get('/x?p=2',function(r){$('.list ul').append(r)})",
            "s.parentNode.insertBefore(hm, s)",
        ] {
            assert!(!fills_list(code), "{code}");
        }
    }
}
