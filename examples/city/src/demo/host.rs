use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::answer::Answer;
use super::decoys;
use super::draft::{Draft, Leads, Manner};
use super::elsewhere::Elsewhere;
use super::{assets, render};

/// A host that is made when it is first asked.
pub(super) type Made = LazyLock<Host, Box<dyn FnOnce() -> Host + Send>>;

/// A host of the city, ready to answer.
#[derive(Debug)]
pub(super) struct Host {
    answers: HashMap<String, Answer>,
    missing: Answer,
    manner: Manner,
    /// The site whose calendar has no end.
    calendar: Option<Draft>,
    /// What was asked for already, for hosts that fail once.
    asked: Mutex<HashSet<String>>,
}

impl Host {
    /// The host of a site.
    pub(super) fn of_site(draft: &Draft) -> Self {
        let charset = draft.site.charset;
        let kind = render::content_type(charset);
        let page = |status, html: &str| Answer::Body {
            status,
            kind: kind.clone(),
            body: render::encode(charset, html),
        };
        let mut answers: HashMap<String, Answer> = assets::common()
            .into_iter()
            .map(|(path, answer)| (path.to_owned(), answer))
            .collect();
        for (path, html) in render::pages(draft) {
            answers.insert(path, page(200, &html));
        }
        for column in &draft.columns {
            for entry in &column.entries {
                if let Leads::File(ending) = &entry.leads {
                    answers.insert(draft.entry_path(column, entry), assets::file(ending));
                }
            }
        }
        answers.extend(draft.answers.iter().cloned());
        let missing = if draft.manner == Manner::SoftMissing {
            Answer::page(200, decoys::SOFT_MISSING)
        } else {
            let main = "<h1>404</h1><p>对不起，您要访问的页面不存在。</p>";
            page(404, &render::extra_page(draft, "/404", "页面不存在", main))
        };
        Self {
            answers,
            missing,
            manner: draft.manner,
            calendar: Some(draft.clone()),
            asked: Mutex::default(),
        }
    }

    /// A host outside the city.
    pub(super) fn of_elsewhere(elsewhere: Elsewhere) -> Option<Self> {
        Some(Self {
            answers: HashMap::new(),
            missing: elsewhere.answer()?,
            manner: Manner::Usual,
            calendar: None,
            asked: Mutex::default(),
        })
    }

    /// What is answered to a path with its query, as requested.
    pub(super) fn answer(&self, target: &str) -> Answer {
        let target = without_session(target);
        if let Some(answer) = self.answers.get(&target) {
            return answer.clone();
        }
        if let (Some(draft), Some(query)) = (&self.calendar, target.strip_prefix("/rcap.asp?")) {
            return calendar(draft, &target, query);
        }
        self.missing.clone()
    }

    /// Paths and queries with an answer of their own.
    #[cfg(test)]
    pub(super) fn paths(&self) -> impl Iterator<Item = (&String, &Answer)> {
        self.answers.iter()
    }

    fn respond(&self, target: &str, cookie: &str) -> Option<Response> {
        let answer = self.answer(target);
        let is_page = matches!(&answer, Answer::Body { kind, .. } if kind.starts_with("text/html"));
        match self.manner {
            Manner::Silent => return None,
            Manner::Forbidden if is_page => return respond(Answer::page(403, decoys::FORBIDDEN)),
            Manner::Challenge if is_page => return respond(Answer::page(200, decoys::CHALLENGE)),
            Manner::Cookie if is_page && !cookie.contains(TICKET) => {
                let mut response = respond(Answer::redirect(target))?;
                let ticket = HeaderValue::from_static(TICKET_SET);
                response.headers_mut().insert(header::SET_COOKIE, ticket);
                return Some(response);
            }
            Manner::Flapping if is_page => {
                let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
                if asked.insert(target.to_owned()) {
                    let status = if target == "/" { 503 } else { 500 };
                    return respond(Answer::page(status, "<h1>Service Unavailable</h1>"));
                }
            }
            _ => {}
        }
        respond(answer)
    }
}

/// Answers a request to any host of the city.
pub(super) async fn serve(
    State(hosts): State<Arc<HashMap<String, Made>>>,
    request: Request,
) -> Response {
    let response = answer(&hosts, &request);
    drop(request);
    match response {
        Some(response) => response,
        None => std::future::pending().await,
    }
}

fn answer(hosts: &HashMap<String, Made>, request: &Request) -> Option<Response> {
    let text = |name| {
        let value = request.headers().get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let name = text(header::HOST);
    let name = name
        .split(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let Some(host) = hosts.get(&name) else {
        return Some((StatusCode::MISDIRECTED_REQUEST, "no site of the city").into_response());
    };
    let target = request
        .uri()
        .path_and_query()
        .map_or("/", |target| target.as_str());
    host.respond(target, text(header::COOKIE))
}

/// The response; `None` when none ever comes.
fn respond(answer: Answer) -> Option<Response> {
    Some(match answer {
        Answer::Body { status, kind, body } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, [(header::CONTENT_TYPE, kind)], Body::from(body)).into_response()
        }
        Answer::Redirect { status, to } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FOUND);
            (status, [(header::LOCATION, to)]).into_response()
        }
        Answer::Bomb => {
            let headers = [
                (header::CONTENT_TYPE, "text/html"),
                (header::CONTENT_ENCODING, "gzip"),
            ];
            (headers, Body::from(BOMB.clone())).into_response()
        }
        Answer::Silent => return None,
    })
}

/// A path without the session id that a server would have put into it.
fn without_session(target: &str) -> String {
    match target.split_once(";jsessionid=") {
        Some((path, rest)) => {
            let query = rest
                .find('?')
                .and_then(|at| rest.get(at..))
                .unwrap_or_default();
            format!("{path}{query}")
        }
        None => target.to_owned(),
    }
}

/// A month with links to the one before and the one after, for ever.
fn calendar(draft: &Draft, path: &str, query: &str) -> Answer {
    let number = |key: &str| -> i64 {
        let value = query.split('&').find_map(|pair| pair.strip_prefix(key));
        value.and_then(|value| value.parse().ok()).unwrap_or(1)
    };
    let month = number("y=") * 12 + number("m=") - 1;
    let at = |month: i64| {
        format!(
            "/rcap.asp?y={}&m={}",
            month.div_euclid(12),
            month.rem_euclid(12) + 1
        )
    };
    let link = |month: i64| render::escape(&draft.href(path, &at(month)));
    let main = format!(
        "<p>{}年{}月</p><p><a href=\"{}\">上月</a> <a href=\"{}\">下月</a></p><p>本月公务活动安排以实际为准。</p>",
        month.div_euclid(12),
        month.rem_euclid(12) + 1,
        link(month - 1),
        link(month + 1)
    );
    let html = render::extra_page(draft, path, "公务活动日程安排", &main);
    Answer::Body {
        status: 200,
        kind: render::content_type(draft.site.charset),
        body: render::encode(draft.site.charset, &html),
    }
}

/// 64 MiB of spaces in one small gzip stream. One packed block is repeated, so that
/// making it costs little.
static BOMB: LazyLock<Bytes> = LazyLock::new(|| {
    let block = vec![b' '; 1 << 20];
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    let packed = packer.write_all(&block).and_then(|()| packer.flush());
    let Ok(()) = packed else {
        return Bytes::new();
    };
    let packed = packer.get_ref().clone();
    let mut bomb = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    let mut sum = flate2::Crc::new();
    for _ in 0..64 {
        bomb.extend(&packed);
        sum.update(&block);
    }
    // A last block without content, then the sum and the length.
    bomb.extend([0x03, 0x00]);
    bomb.extend(sum.sum().to_le_bytes());
    bomb.extend(sum.amount().to_le_bytes());
    Bytes::from(bomb)
});

const TICKET: &str = "ticket=chenglan";
const TICKET_SET: &str = "ticket=chenglan; Path=/";
