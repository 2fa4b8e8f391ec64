use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use huabiao::run::Event;
use huabiao::types::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how far a run is: a bar with an estimate on a terminal, plain lines
/// elsewhere, nothing when asked to be quiet.
pub(crate) struct Progress {
    lang: Lang,
    form: Form,
}

enum Form {
    Bar(ProgressBar),
    Lines(Mutex<Lines>),
    Quiet,
}

struct Lines {
    total: usize,
    done: usize,
    before: usize,
    begun: Instant,
    said: Option<Instant>,
}

impl Progress {
    pub(crate) fn new(lang: Lang, quiet: bool) -> Self {
        let form = if quiet {
            Form::Quiet
        } else if std::io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template(match lang {
                Lang::En => {
                    "{bar:30} sites {pos}/{len} · {elapsed} · about {eta} left · {wide_msg}"
                }
                Lang::Zh => {
                    "{bar:30} {pos}/{len} 个网站 · 已用 {elapsed} · 约剩 {eta} · {wide_msg}"
                }
            }) {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(200));
            Form::Bar(bar)
        } else {
            Form::Lines(Mutex::new(Lines {
                total: 0,
                done: 0,
                before: 0,
                begun: Instant::now(),
                said: None,
            }))
        };
        Self { lang, form }
    }

    pub(crate) fn event(&self, event: Event<'_>) {
        match &self.form {
            Form::Bar(bar) => match event {
                Event::Begun { sites, done } => {
                    bar.set_length(sites as u64);
                    bar.set_position(done as u64);
                    bar.reset_eta();
                }
                Event::SiteBegun { site } => bar.set_message(site.name.clone()),
                Event::SiteDone { .. } => bar.inc(1),
                _ => {}
            },
            Form::Lines(lines) => {
                if let Ok(mut lines) = lines.lock() {
                    lines.event(event, self.lang);
                }
            }
            Form::Quiet => {}
        }
    }

    pub(crate) fn finish(&self) {
        if let Form::Bar(bar) = &self.form {
            bar.finish_and_clear();
        }
    }
}

impl Lines {
    fn event(&mut self, event: Event<'_>, lang: Lang) {
        match event {
            Event::Begun { sites, done } => {
                (self.total, self.done, self.before) = (sites, done, done);
                match (lang, done) {
                    (Lang::En, 0) => eprintln!("sites to inspect: {sites}"),
                    (Lang::En, _) => eprintln!("going on; sites done before: {done} of {sites}"),
                    (Lang::Zh, 0) => eprintln!("共{sites}个网站待检查"),
                    (Lang::Zh, _) => eprintln!("继续上次检查：{sites}个网站中{done}个已完成"),
                }
            }
            Event::SiteDone { .. } => {
                self.done += 1;
                let due = self.said.is_none_or(|said| said.elapsed() >= EVERY);
                if due || self.done == self.total {
                    self.said = Some(Instant::now());
                    let left = self.left().as_secs();
                    match lang {
                        Lang::En => {
                            eprintln!("sites: {}/{}, about {left} s left", self.done, self.total)
                        }
                        Lang::Zh => {
                            eprintln!("已完成 {}/{} 个网站，约剩 {left} 秒", self.done, self.total)
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// What is left if the rest goes as fast as what was done in this run.
    fn left(&self) -> Duration {
        let here = u32::try_from(self.done - self.before)
            .unwrap_or(u32::MAX)
            .max(1);
        let rest = u32::try_from(self.total.saturating_sub(self.done)).unwrap_or(u32::MAX);
        self.begun
            .elapsed()
            .checked_div(here)
            .unwrap_or_default()
            .saturating_mul(rest)
    }
}

/// How often plain lines appear.
const EVERY: Duration = Duration::from_secs(2);
