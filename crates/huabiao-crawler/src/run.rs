use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use huabiao_facts::{Coverage, Outcome, PageVisit, SiteFacts, SiteProfile, Visit};
use tokio::task::JoinSet;
use tokio::time::Instant;
use url::Url;

use crate::frontier::{Found, Frontier, Id, Role};
use crate::home::Home;
use crate::identity::identity;
use crate::look::{Came, How, Look};
use crate::net::{Gate, Net, Want};
use crate::probes::Leads;
use crate::progress::Hook;
use crate::seen::Seen;
use crate::site::Site;
use crate::soft::{Print, Probe, nowhere};
use crate::trap::Traps;
use crate::verdict::{Next, Verdict};
use crate::{Progress, Sink};

/// The crawl of one site, level by level.
pub(crate) struct Run<'a, S> {
    net: Arc<Net>,
    site: Arc<Site>,
    profile: &'a SiteProfile,
    today: NaiveDate,
    sink: &'a mut S,
    hook: Option<Hook>,
    frontier: Frontier,
    traps: Traps,
    coverage: Coverage,
    ordinals: HashMap<Id, u32>,
    /// Where each page was read, by its ordinal.
    read_at: HashMap<u32, Url>,
    taken: u32,
    checked: u32,
    done: u32,
    /// Pages of this level.
    level: VecDeque<Id>,
    /// Found, but their series may be endless.
    waiting: Vec<Id>,
    checks: VecDeque<Id>,
    reading: JoinSet<(Id, Look)>,
    /// Asked again while this level is read.
    again: JoinSet<(Id, Look)>,
    /// To be asked again while the next level is read.
    again_later: JoinSet<(Id, Look)>,
    checking: JoinSet<(Id, Seen)>,
    /// What the search is tried with.
    leads: Leads,
}

impl<'a, S: Sink> Run<'a, S> {
    pub(crate) fn new(
        net: Arc<Net>,
        profile: &'a SiteProfile,
        today: NaiveDate,
        sink: &'a mut S,
        hook: Option<Hook>,
    ) -> Self {
        Self {
            site: Arc::new(Site::new(profile)),
            net,
            profile,
            today,
            sink,
            hook,
            frontier: Frontier::default(),
            traps: Traps::default(),
            coverage: Coverage::default(),
            ordinals: HashMap::new(),
            read_at: HashMap::new(),
            taken: 0,
            checked: 0,
            done: 0,
            level: VecDeque::new(),
            waiting: Vec::new(),
            checks: VecDeque::new(),
            reading: JoinSet::new(),
            again: JoinSet::new(),
            again_later: JoinSet::new(),
            checking: JoinSet::new(),
            leads: Leads::new(&profile.host, today),
        }
    }

    /// Everything but the pages, which went into the sink.
    pub(crate) async fn run(mut self, earlier: Vec<Visit>) -> SiteFacts {
        let mut visits = earlier;
        let mut probes = huabiao_facts::Probes::default();
        let deadline = Instant::now() + self.net.config.site_time;
        let worked = tokio::time::timeout_at(deadline, async {
            let mut visit = self.home().await;
            visit.outcome = self.net.sure(visit.outcome);
            visits.push(visit);
            self.levels().await;
            self.loops().await;
            if self.net.config.probes {
                probes = self.net.probe(self.profile, &self.site, &self.leads).await;
            }
        });
        if worked.await.is_err() {
            tracing::info!(host = %self.profile.host, "the time for the site is used up");
        }
        visits.sort_by_key(|visit| visit.at);
        let targets = crate::settle::targets(&mut self.frontier, &self.net, &mut self.coverage);
        self.coverage.requests = self.site.tally.load(Ordering::Relaxed);
        SiteFacts {
            profile: self.profile.clone(),
            today: self.today,
            pages: Vec::new(),
            targets,
            visits,
            coverage: self.coverage,
            probes,
            records: huabiao_facts::Records::default(),
        }
    }

    async fn home(&mut self) -> Visit {
        let Home { visit, look, url } = self.net.open_home(self.profile, &self.site).await;
        let Some(url) = url else { return visit };
        let landed = look.seen.landed.clone();
        let mut site = Site::new(self.profile);
        site.tally = self.site.tally.load(Ordering::Relaxed).into();
        site.keep(&self.site.jar(None));
        site.fronts.insert(identity(&url));
        if let Some(landed) = &landed {
            site.fronts.insert(identity(landed));
            site.join_www(landed);
        }
        let at = landed.as_ref().unwrap_or(&url);
        if visit.outcome.is_ok() && site.owns(at) {
            site.probe = self.probe(at, look.seen.print, &mut site).await;
        }
        self.site = Arc::new(site);
        self.taken = 1;
        let found = Found {
            place: (0, 0),
            role: Role::Page,
            depth: 0,
            hops: 0,
        };
        let id = self.frontier.note(url.as_str(), found, &self.site);
        if let Some(landed) = &landed {
            let other = self.frontier.note(landed.as_str(), found, &self.site);
            if other != id
                && let Some(node) = self.frontier.node_mut(other)
            {
                let mut seen = look.seen.clone();
                seen.landed = None;
                node.seen = Some(seen);
            }
        }
        self.frontier.take_fresh();
        self.ordinals.insert(id, 0);
        let found = Found { depth: 1, ..found };
        for address in &self.net.config.also {
            let owned = Url::parse(address).is_ok_and(|url| self.site.owns(&url));
            if owned {
                self.frontier.note(address, found, &self.site);
            }
        }
        self.finish(id, look);
        self.barrier();
        visit
    }

    /// How the site answers for what does not exist.
    async fn probe(&self, home: &Url, front: Option<Print>, site: &mut Site) -> Probe {
        let how = How {
            want: Want::Check,
            gate: Gate::Usual,
            site,
            depth: 0,
            came: Came::Alone(None),
        };
        let look = self.net.look(&nowhere(home), how).await;
        if let Some(onward) = &look.seen.onward {
            return match !onward.script && site.fronts.contains(&identity(&onward.url)) {
                true => Probe::Home,
                false => Probe::Proper,
            };
        }
        match (look.seen.outcome, look.seen.print, front) {
            // A page equal to the home page tells nothing.
            (Outcome::Ok(_), Some(print), Some(front)) if !print.says(&front) => Probe::Page(print),
            _ => Probe::Proper,
        }
    }

    async fn levels(&mut self) {
        let window = (self.net.config.connections * 2).max(16);
        loop {
            while self.reading.len() < window
                && let Some(id) = self.level.pop_front()
            {
                self.read(id);
            }
            while self.checking.len() < window * 4
                && let Some(id) = self.checks.pop_front()
            {
                self.check(id);
            }
            if self.level.is_empty() && self.reading.is_empty() && self.again.is_empty() {
                self.barrier();
                let idle = self.level.is_empty() && self.again.is_empty();
                if idle && self.checks.is_empty() && self.checking.is_empty() {
                    return;
                }
                if !idle || !self.checks.is_empty() {
                    continue;
                }
            }
            tokio::select! {
                Some(Ok((id, look))) = self.reading.join_next() => self.first(id, look),
                Some(Ok((id, look))) = self.again.join_next() => self.finish(id, look),
                Some(Ok((id, seen))) = self.checking.join_next() => {
                    self.keep(id, seen);
                }
                else => {}
            }
        }
    }

    /// Ends a level: decides what of its discoveries is asked for.
    fn barrier(&mut self) {
        std::mem::swap(&mut self.again, &mut self.again_later);
        let mut found = std::mem::take(&mut self.waiting);
        found.extend(self.frontier.take_fresh());
        let mut series: HashMap<String, u32> = HashMap::new();
        let config = &self.net.config;
        for id in found {
            let Some(node) = self.frontier.node(id) else {
                continue;
            };
            let Some(url) = &node.url else { continue };
            let skipped = if node.seen.is_some() {
                continue;
            } else if node.hops > config.max_redirects {
                Some(Outcome::RedirectLimit)
            } else if node.role == Role::Check {
                let own = self.site.owns(url);
                if self.checked >= config.max_checks || !(own || config.check_external) {
                    Some(Outcome::Budget)
                } else {
                    self.checked += 1;
                    self.checks.push_back(id);
                    None
                }
            } else if self.traps.is_trap(url, self.today) {
                Some(Outcome::Trap)
            } else if node.depth > config.max_depth || self.taken >= config.max_pages {
                Some(Outcome::Budget)
            } else {
                let unproven = self.traps.unproven(url);
                let is_full = |(name, most): &(String, u32)| {
                    series.get(name).is_some_and(|taken| taken >= most)
                };
                if unproven.iter().any(is_full) {
                    self.waiting.push(id);
                    continue;
                }
                for (name, _) in unproven {
                    *series.entry(name).or_default() += 1;
                }
                self.ordinals.insert(id, self.taken);
                self.taken += 1;
                self.level.push_back(id);
                None
            };
            if let Some(outcome) = skipped
                && let Some(node) = self.frontier.node_mut(id)
            {
                node.seen = Some(Seen::new(outcome));
                self.done += 1;
            }
        }
    }

    fn read(&mut self, id: Id) {
        let Some((url, depth, from)) = self.place(id) else {
            return;
        };
        let (net, site) = (Arc::clone(&self.net), Arc::clone(&self.site));
        self.reading.spawn(async move {
            let how = How {
                want: Want::Page,
                gate: Gate::Usual,
                site: &site,
                depth,
                came: Came::Alone(from.as_ref()),
            };
            (id, net.look(&url, how).await)
        });
    }

    /// A first answer: enough, or to be asked again while the next level is read.
    fn first(&mut self, id: Id, look: Look) {
        let seen = &look.seen;
        let next = Verdict::default().take(seen.outcome, seen.passing, &self.net.config);
        if seen.confirmed || next != Next::Again {
            self.finish(id, look);
            return;
        }
        let Some((url, depth, from)) = self.place(id) else {
            return;
        };
        let (net, site) = (Arc::clone(&self.net), Arc::clone(&self.site));
        self.again_later.spawn(async move {
            let how = How {
                want: Want::Page,
                gate: Gate::Usual,
                site: &site,
                depth,
                came: Came::Alone(from.as_ref()),
            };
            (id, net.confirm(&url, Some(look), how).await)
        });
    }

    /// An address, its depth, and the page where it stands.
    fn place(&self, id: Id) -> Option<(Url, u16, Option<Url>)> {
        let node = self.frontier.node(id)?;
        let from = self.read_at.get(&node.place().0).cloned();
        Some((node.url.clone()?, node.depth, from))
    }

    /// A page is done: its links, its way on, the page itself to the sink.
    fn finish(&mut self, id: Id, look: Look) {
        let ordinal = self.ordinals.get(&id).copied().unwrap_or_default();
        let Look { mut seen, visit } = look;
        seen.attempts = seen.attempts.max(u32::from(seen.at.is_some()));
        if let Some(node) = self.frontier.node(id)
            && let Some(url) = &node.url
        {
            if ordinal != 0 {
                self.traps.note(url, visit.as_deref());
            }
            let _ = self.net.cell(url).set(seen.clone());
            // A redirect is no page: what it leads to is still reached from the page before.
            let from = match &seen.onward {
                Some(onward) if !onward.script => self.read_at.get(&node.place().0).cloned(),
                _ => Some(seen.landed.clone().unwrap_or_else(|| url.clone())),
            };
            if let Some(from) = from {
                self.read_at.insert(ordinal, from);
            }
        }
        if let Some(visit) = visit {
            self.coverage.pages += 1;
            if visit
                .page
                .column
                .as_ref()
                .is_some_and(|c| c.filled_by_script && c.items.is_empty())
            {
                self.coverage.unseen_lists += 1;
            }
            self.frontier
                .links(&visit.page.links, ordinal, visit.depth, &self.site);
            self.deliver(ordinal, *visit);
        }
        self.keep(id, seen);
    }

    fn deliver(&mut self, ordinal: u32, visit: PageVisit) {
        if self.net.config.probes {
            self.leads.note(ordinal, &visit);
        }
        self.sink.page(ordinal, visit);
    }

    /// Keeps an outcome, and goes where it leads on.
    fn keep(&mut self, id: Id, seen: Seen) {
        let ordinal = self.ordinals.get(&id).copied().unwrap_or(u32::MAX);
        let next = match (&seen.onward, self.frontier.node(id)) {
            (Some(onward), Some(node)) => Some((
                onward.url.to_string(),
                Found {
                    place: (ordinal, 0),
                    role: node.role,
                    depth: node.depth,
                    hops: node.hops.saturating_add(1),
                },
            )),
            _ => None,
        };
        let next = next.map(|(url, found)| self.frontier.note(&url, found, &self.site));
        if let Some(node) = self.frontier.node_mut(id) {
            node.next = next;
            node.seen = Some(seen);
        }
        self.done += 1;
        if let Some(hook) = &self.hook {
            hook(&Progress {
                host: &self.profile.host,
                done: self.done,
                known: u32::try_from(self.frontier.nodes.len()).unwrap_or(u32::MAX),
            });
        }
    }

    /// Asks for something that is not read as a page of the site, once in a run.
    fn check(&mut self, id: Id) {
        let Some((url, depth, from)) = self.place(id) else {
            return;
        };
        let (net, site) = (Arc::clone(&self.net), Arc::clone(&self.site));
        self.checking.spawn(async move {
            let how = How {
                want: Want::Check,
                gate: Gate::Usual,
                site: &site,
                depth,
                came: Came::Alone(from.as_ref()),
            };
            let seen = net.follow(&url, how).await;
            (id, seen)
        });
    }

    /// Follows chains that lead back to themselves once more, with cookies.
    async fn loops(&mut self) {
        for id in crate::settle::loops(&self.frontier) {
            let Some((url, depth, from)) = self.place(id) else {
                continue;
            };
            let how = How {
                want: Want::Check,
                gate: Gate::Usual,
                site: &self.site,
                depth,
                came: Came::Alone(from.as_ref()),
            };
            let look = self
                .net
                .chase(&url, url.clone(), how.as_reader().jar(), how)
                .await;
            if let Some(node) = self.frontier.node_mut(id) {
                let mut seen = look.seen;
                seen.attempts = seen.attempts.max(2);
                seen.onward = None;
                node.seen = Some(seen);
                node.next = None;
            }
        }
    }
}
