use huabiao_facts::{HttpsProbe, Outcome};
use reqwest::header::STRICT_TRANSPORT_SECURITY;
use url::Url;

use crate::jar::Jar;
use crate::look::{Came, How};
use crate::net::{Gate, Net, Want};
use crate::site::Site;

impl Net {
    /// What the home page answers over HTTPS, and whether the plain address leads there.
    pub(crate) async fn probe_https(&self, home: &Url, site: &Site) -> Option<HttpsProbe> {
        // A port of its own speaks what its scheme says; there is no other to try.
        if home.port().is_some() {
            return None;
        }
        let with = |scheme: &str| {
            let mut url = home.clone();
            url.set_scheme(scheme).is_ok().then_some(url)
        };
        let (plain, secure) = (with("http")?, with("https")?);
        let mut jar = Jar::default();
        let first = self
            .ask(&secure, Want::Check, Gate::Home, &mut jar, &site.tally)
            .await;
        let hsts = first.headers.get(STRICT_TRANSPORT_SECURITY);
        let hsts = hsts
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        let answered = first.status != 0;
        let outcome = match answered {
            // A redirect over HTTPS is an answer; where it leads is the crawl's business.
            true if first.status < 400 => Outcome::Ok(first.status.clamp(200, 299)),
            true => first.outcome,
            false => {
                let how = How {
                    want: Want::Check,
                    gate: Gate::Home,
                    site,
                    depth: 0,
                    came: Came::Alone(None),
                };
                self.sure(self.confirm(&secure, None, how).await.seen.outcome)
            }
        };
        let certificate = match (answered, outcome) {
            (true, _) => Some(true),
            (false, Outcome::TlsCertificate) => Some(false),
            (false, _) => None,
        };
        let mut jar = Jar::default();
        let answer = self
            .ask(&plain, Want::Check, Gate::Home, &mut jar, &site.tally)
            .await;
        let upgraded = match (answer.location(&plain), answer.status) {
            (Some(to), _) if to.scheme() == "https" => Some(true),
            // Elsewhere in the clear first: nobody followed it to its end.
            (Some(_), _) | (None, 0) => None,
            (None, 200..=299) => Some(false),
            (None, _) => None,
        };
        Some(HttpsProbe {
            outcome,
            certificate,
            detail: first.detail.chars().take(200).collect(),
            upgraded,
            hsts,
        })
    }
}
