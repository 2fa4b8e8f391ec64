use huabiao_types::UnitCode;

use crate::{Registry, Site};

/// A person who acts.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Actor {
    /// What names the person: an account or a staff number.
    pub person: String,
    /// The unit for which the person acts.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub unit: UnitCode,
    /// In which role.
    pub role: Role,
}

/// The role in which a person acts.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Role {
    /// The office that guides and supervises the whole estate (市政府办公室): sees all,
    /// acts on all.
    City,
    /// The office of a district or county: sees and supervises its own tree, but does not
    /// judge itself.
    District,
    /// Somebody who decides appeals (复核人) and looks at what they are about.
    Reviewer,
    /// A unit that runs sites: its own sites only, and only answers.
    Unit,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::City, Self::District, Self::Reviewer, Self::Unit];
}

impl Registry {
    /// Whether `actor` sees what `unit` answers for (谁主管谁负责); `None` where no unit
    /// is registered for it.
    ///
    /// The office of the city and reviewers see all. A district's office sees its own
    /// tree, a unit what is its own. What nobody answers for is seen by the first two
    /// alone.
    pub fn sees(&self, actor: &Actor, unit: Option<&UnitCode>) -> bool {
        match actor.role {
            Role::City | Role::Reviewer => true,
            Role::District => unit.is_some_and(|unit| self.is_within(unit, &actor.unit)),
            Role::Unit => unit == Some(&actor.unit),
        }
    }

    /// The sites that `actor` sees, in the order of the list.
    ///
    /// ```
    /// use huabiao_registry::{Actor, Registry, Role, Site, Unit};
    ///
    /// let unit = |code: &str, above: Option<&str>| Unit {
    ///     code: code.parse().unwrap(),
    ///     name: code.into(),
    ///     superior: above.map(|code| code.parse().unwrap()),
    /// };
    /// let units = vec![unit("city", None), unit("east", Some("city")), unit("school", Some("east"))];
    /// let site = |host: &str, unit: &str| Site {
    ///     unit: Some(unit.parse().unwrap()),
    ///     ..Site::from_home(host).unwrap()
    /// };
    /// let sites = vec![site("www.city.gov.cn", "city"), site("school.east.gov.cn", "school")];
    /// let registry = Registry::new(units, sites)?;
    ///
    /// let office = Actor { person: "e1".into(), unit: "east".parse()?, role: Role::District };
    /// let seen: Vec<&str> = registry.seen_by(&office).map(|site| site.host.as_str()).collect();
    /// assert_eq!(seen, ["school.east.gov.cn"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn seen_by<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a Site> {
        let sees = |site: &&Site| self.sees(actor, site.unit.as_ref());
        self.sites().iter().filter(sees)
    }
}
