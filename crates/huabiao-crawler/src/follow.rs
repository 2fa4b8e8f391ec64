use std::collections::HashSet;

use huabiao_facts::Outcome;
use url::Url;

use crate::identity::identity;
use crate::look::How;
use crate::net::Net;
use crate::seen::Seen;

impl Net {
    /// Follows an address that is not read as a page of the site to its end. Each
    /// step is asked for once in a run, whoever comes by.
    pub(crate) async fn follow(&self, url: &Url, how: How<'_>) -> Seen {
        let first = self.once(url, how).await;
        let mut passed = HashSet::from([identity(url)]);
        let mut script = false;
        let mut last = first.clone();
        let mut at = url.clone();
        while let Some(onward) = last.onward.take() {
            script |= onward.script;
            at = onward.url;
            if passed.len() > usize::from(self.config.max_redirects) {
                last = Seen::new(Outcome::RedirectLimit);
                break;
            }
            if !passed.insert(identity(&at)) {
                if script {
                    // It may set a cookie first, which nobody here does.
                    last = Seen::new(Outcome::Challenge);
                } else {
                    last = self
                        .chase(url, url.clone(), how.as_reader().jar(), how)
                        .await
                        .seen;
                }
                break;
            }
            last = self.once(&at, how).await;
        }
        if first.onward.is_none() {
            return first;
        }
        first.ending(&last, self.sure(last.outcome), &at, script)
    }

    async fn once(&self, url: &Url, how: How<'_>) -> Seen {
        let cell = self.cell(url);
        let seen = cell.get_or_init(|| async { self.confirm(url, None, how).await.seen });
        seen.await.clone()
    }
}
