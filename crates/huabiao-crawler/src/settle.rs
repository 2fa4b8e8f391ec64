use std::collections::BTreeMap;

use huabiao_facts::{Coverage, Outcome, Target};

use crate::frontier::{Frontier, Id, Role};
use crate::net::Net;
use crate::seen::Seen;

/// Addresses whose redirects lead back to themselves, one for each circle and each
/// way into it. Circles that a script closes are left out: it may set a cookie first.
pub(crate) fn loops(frontier: &Frontier) -> Vec<Id> {
    (0..frontier.nodes.len())
        .filter_map(|id| Id::try_from(id).ok())
        .filter(|id| matches!(walk(frontier, *id), End::Circle { script: false }))
        .collect()
}

/// How every address ended, in each spelling that a page uses; counts what was left
/// out.
pub(crate) fn targets(
    frontier: &mut Frontier,
    net: &Net,
    coverage: &mut Coverage,
) -> BTreeMap<String, Target> {
    let ends: Vec<Target> = (0..frontier.nodes.len())
        .filter_map(|id| Id::try_from(id).ok())
        .map(|id| end(frontier, net, id))
        .collect();
    for (node, end) in frontier.nodes.iter().zip(&ends) {
        if node.role == Role::Page {
            match end.outcome {
                Outcome::Budget => coverage.over_budget += 1,
                Outcome::Robots => coverage.robots += 1,
                Outcome::Trap => coverage.traps += 1,
                _ => {}
            }
        }
    }
    std::mem::take(&mut frontier.spellings)
        .into_iter()
        .filter_map(|(spelling, id)| Some((String::from(spelling), ends.get(id as usize)?.clone())))
        .collect()
}

enum End {
    /// The last address of the chain.
    At { id: Id, hops: usize, script: bool },
    /// The chain has no end.
    Circle { script: bool },
}

fn walk(frontier: &Frontier, from: Id) -> End {
    let mut id = from;
    let mut script = false;
    for hops in 0..=MAX_CHAIN {
        let Some(node) = frontier.node(id) else { break };
        let Some(next) = node.next else {
            return End::At { id, hops, script };
        };
        script |= node
            .seen
            .as_ref()
            .and_then(|seen| seen.onward.as_ref())
            .is_some_and(|o| o.script);
        id = next;
    }
    End::Circle { script }
}

fn end(frontier: &Frontier, net: &Net, id: Id) -> Target {
    let seen = |id| frontier.node(id).and_then(|node| node.seen.as_ref());
    let mut target = match (walk(frontier, id), seen(id)) {
        // The time for the site was used up before.
        (_, None) => Seen::new(Outcome::Budget).target(),
        (End::At { hops: 0, .. }, Some(own)) => own.target(),
        (End::At { id, script, .. }, Some(own)) => {
            let budget = Seen::new(Outcome::Budget);
            match frontier.node(id).and_then(|node| node.url.as_ref()) {
                Some(url) => {
                    let end = seen(id).unwrap_or(&budget);
                    own.ending(end, net.sure(end.outcome), url, script).target()
                }
                None => own.target(),
            }
        }
        (End::Circle { .. }, Some(own)) => Target {
            outcome: Outcome::Challenge,
            ..own.target()
        },
    };
    target.outcome = net.sure(target.outcome);
    target
}

/// Longer than any chain whose hops are counted.
const MAX_CHAIN: usize = 300;
