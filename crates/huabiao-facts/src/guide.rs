/// One of the ten key elements of a service guide (重点要素类别).
///
/// Source: 国办秘函〔2019〕19号, website veto 服务不实用.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum GuideElement {
    /// 事项名称.
    Name,
    /// 设定依据.
    Basis,
    /// 申请条件.
    Conditions,
    /// 办理材料.
    Materials,
    /// 办理地点.
    Place,
    /// 办理机构.
    Office,
    /// 收费标准.
    Fees,
    /// 办理时间.
    Hours,
    /// 联系电话.
    Telephone,
    /// 办理流程.
    Procedure,
}

impl GuideElement {
    /// All ten, in the order of the clause.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Basis,
        Self::Conditions,
        Self::Materials,
        Self::Place,
        Self::Office,
        Self::Fees,
        Self::Hours,
        Self::Telephone,
        Self::Procedure,
    ];

    /// The official Chinese term.
    pub const fn official(self) -> &'static str {
        match self {
            Self::Basis => "设定依据",
            Self::Conditions => "申请条件",
            Self::Fees => "收费标准",
            Self::Hours => "办理时间",
            Self::Materials => "办理材料",
            Self::Name => "事项名称",
            Self::Office => "办理机构",
            Self::Place => "办理地点",
            Self::Procedure => "办理流程",
            Self::Telephone => "联系电话",
        }
    }
}
