use chrono::NaiveDate;
use huabiao_facts::PublicMessage;

use super::words::state;
use crate::day::Found;
use crate::regions::Area;
use crate::sink::fold;
use crate::view::View;

/// Entries of lists that say beside the title whether there is an answer.
pub(super) fn listed(view: &View<'_>, days: &[Found]) -> Vec<PublicMessage> {
    let mut found = Vec::new();
    for list in view.lists {
        if !matches!(list.area, Area::Main) {
            continue;
        }
        let entries: Vec<PublicMessage> = list
            .entries
            .iter()
            .filter_map(|entry| {
                let text = view.skeleton.slice(entry.start, entry.end);
                let beside = text.replace(&entry.title, " ");
                if beside.trim().chars().count() > 60 {
                    return None;
                }
                let answer = state(&beside)?;
                let within = |day: &&Found| {
                    day.start >= entry.start as usize && day.end <= entry.end as usize
                };
                let dates: Vec<NaiveDate> =
                    days.iter().filter(within).map(|day| day.date).collect();
                let asked = dates.iter().min().copied().or(entry.date);
                let answered = dates.iter().max().copied();
                Some(PublicMessage {
                    title: fold(&entry.title, 120),
                    url: view.address(entry.link).map(str::to_owned),
                    asked,
                    answered: answered.filter(|_| answer.is_given() && dates.len() > 1),
                    unit: None,
                    answer,
                    whole: false,
                    line: entry.line,
                })
            })
            .collect();
        if entries.len() >= 2 && entries.len() * 2 >= list.entries.len() {
            found.extend(entries);
        }
    }
    found
}
