use huabiao::registry::{Actor, Registry, Site, Unit};
use huabiao::types::{Lang, UnitCode};
use serde::Serialize;

use super::TreeArguments;
use crate::Exit;
use crate::refused::Refused;

/// Units and their sites as a tree.
pub(super) fn run(arguments: &TreeArguments) -> anyhow::Result<Exit> {
    let lang = arguments.source.lang;
    let source = arguments.source.open()?;
    let registry = source.registry()?;
    let actor = arguments.seen_as.as_ref();
    if let Some(unit) = actor.map(|actor| &actor.unit)
        && registry.unit(unit).is_none()
    {
        let day = source.day;
        let words = match lang {
            Lang::En => format!("unit {unit} is not registered on {day}"),
            Lang::Zh => format!("{day}没有登记单位{unit}"),
        };
        return Err(Refused(words).into());
    }
    let forest = Forest {
        registry: &registry,
        actor,
    };
    let tree = forest.tree();
    if arguments.json {
        crate::say!("{}", serde_json::to_string_pretty(&tree)?);
        return Ok(Exit::Done);
    }
    let mut counts = (0, 0);
    for node in &tree.units {
        node.print(0, &mut counts);
    }
    if !tree.without_unit.is_empty() {
        crate::say!(
            "{}",
            match lang {
                Lang::En => "no unit answers for:",
                Lang::Zh => "没有主办单位：",
            }
        );
        for site in &tree.without_unit {
            site.print(1);
        }
    }
    let (units, sites, day) = (counts.0, counts.1 + tree.without_unit.len(), source.day);
    match lang {
        Lang::En => crate::say!("{day}: {units} units, {sites} sites"),
        Lang::Zh => crate::say!("{day}：单位{units}个，网站{sites}个"),
    }
    Ok(Exit::Done)
}

struct Forest<'a> {
    registry: &'a Registry,
    actor: Option<&'a Actor>,
}

#[derive(Serialize)]
struct Tree<'a> {
    units: Vec<Node<'a>>,
    without_unit: Vec<Leaf<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    unit: &'a UnitCode,
    name: &'a str,
    sites: Vec<Leaf<'a>>,
    below: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct Leaf<'a> {
    name: &'a str,
    home: &'a str,
}

impl<'a> Forest<'a> {
    fn tree(&self) -> Tree<'a> {
        let is_top = |unit: &&'a Unit| {
            let above = unit.superior.as_ref();
            self.sees(Some(&unit.code)) && above.is_none_or(|above| !self.sees(Some(above)))
        };
        let tops = self.registry.units().filter(is_top);
        Tree {
            units: tops.map(|unit| self.node(unit)).collect(),
            without_unit: match self.sees(None) {
                true => self.leaves(None),
                false => Vec::new(),
            },
        }
    }

    fn sees(&self, unit: Option<&UnitCode>) -> bool {
        self.actor
            .is_none_or(|actor| self.registry.sees(actor, unit))
    }

    /// A registry has no circle, so this ends.
    fn node(&self, unit: &'a Unit) -> Node<'a> {
        let units = self.registry.units();
        let below = units.filter(|one| one.superior.as_ref() == Some(&unit.code));
        Node {
            unit: &unit.code,
            name: &unit.name,
            sites: self.leaves(Some(&unit.code)),
            below: below
                .filter(|one| self.sees(Some(&one.code)))
                .map(|one| self.node(one))
                .collect(),
        }
    }

    fn leaves(&self, unit: Option<&UnitCode>) -> Vec<Leaf<'a>> {
        let sites = self.registry.sites().iter();
        let sites = sites.filter(|site| site.unit.as_ref() == unit);
        sites.map(Leaf::of).collect()
    }
}

impl<'a> Leaf<'a> {
    fn of(site: &'a Site) -> Self {
        Self {
            name: &site.name,
            home: &site.home,
        }
    }

    fn print(&self, depth: usize) {
        crate::say!("{}· {} {}", "  ".repeat(depth), self.name, self.home);
    }
}

impl Node<'_> {
    fn print(&self, depth: usize, counts: &mut (usize, usize)) {
        crate::say!("{}{} [{}]", "  ".repeat(depth), self.name, self.unit);
        counts.0 += 1;
        counts.1 += self.sites.len();
        for site in &self.sites {
            site.print(depth + 1);
        }
        for node in &self.below {
            node.print(depth + 1, counts);
        }
    }
}
