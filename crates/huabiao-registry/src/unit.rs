use huabiao_types::UnitCode;

/// A unit (单位) that answers for sites: an office, a department, a district
/// government, a subordinate unit.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unit {
    /// Its code in this registry.
    pub code: UnitCode,
    /// Its full name.
    pub name: String,
    /// The unit above it (上级单位), if that is in the registry too.
    pub superior: Option<UnitCode>,
}
