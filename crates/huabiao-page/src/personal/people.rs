/// Whether a text is nothing but a personal name of Chinese form: a common family name
/// and one or two characters, white space and a mask for the given name allowed.
pub(super) fn is_name(text: &str) -> bool {
    let name: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c) || *c == '*' || *c == '＊';
    let compound: String = name.iter().take(2).collect();
    let family = if COMPOUND.contains(&compound.as_str()) {
        2
    } else {
        1
    };
    let given = name.len().saturating_sub(family);
    name.iter().all(is_han)
        && (1..=2).contains(&given)
        && (family == 2 || name.first().is_some_and(|first| FAMILY.contains(*first)))
}

/// Whether the holder of an account may be a person: two to four characters that do not
/// end as the names of bodies do, unless they begin as a personal name does.
pub(super) fn may_be_person(text: &str) -> bool {
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || "·*＊".contains(c);
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    (2..=4).contains(&name.chars().count())
        && name.chars().all(is_han)
        && !ends(&BODY_ENDS)
        && (!ends(&OFFICE_ENDS) || is_name(&name))
}

/// Whether a text is about people who hold an office or speak for a body: whose numbers
/// are there to be called.
pub(super) fn is_about_office(text: &str) -> bool {
    OFFICE.iter().any(|word| text.contains(word))
}

/// The same, or about a body and its numbers.
pub(super) fn is_about_body(text: &str) -> bool {
    is_about_office(text) || BODIES.iter().any(|word| text.contains(word))
}

/// Whether the heading of a column asks for the names of persons.
pub(super) fn asks_for_names(text: &str) -> bool {
    let mut name = String::new();
    for (index, c) in text.chars().filter(|c| !c.is_whitespace()).enumerate() {
        if index == 10 {
            return false;
        }
        name.push(c);
    }
    NAMES.iter().any(|word| name.contains(word))
}

/// Whether the heading of a column with names asks for people who hold no office.
pub(super) fn holds_no_office(heading: &str) -> bool {
    let heading: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    PRIVATE.iter().any(|word| heading.contains(word))
}

/// Whether the line above a table says that it lists people whom an office serves: those
/// who get help, who take an examination.
pub(super) fn lists_the_served(caption: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| caption.contains(word));
    caption.chars().count() <= 40 && says(&SERVED) && says(&LISTS) && !says(&SERVING)
}

/// Words of those who hold an office or may be called.
const OFFICE: [&str; 82] = [
    "队员",
    "服务团队",
    "服务区域",
    "服务范围",
    "服务片区",
    "责任区",
    "负责区域",
    "负责片区",
    "监督员",
    "安全员",
    "导游",
    "志愿者",
    "专家",
    "专干",
    "书记",
    "主任",
    "仲裁员",
    "公证员",
    "包保",
    "包联",
    "包片",
    "包村",
    "医师",
    "站长",
    "干部",
    "投诉",
    "指导员",
    "律师",
    "咨询",
    "所长",
    "护林员",
    "服务热线",
    "村长",
    "楼长",
    "段长",
    "民警",
    "河长",
    "法定代表",
    "法律顾问",
    "湖长",
    "特派员",
    "田长",
    "督导员",
    "经办人",
    "经理",
    "网格",
    "职务",
    "联络员",
    "联系人",
    "调解员",
    "负责人",
    "责任人",
    "通讯录",
    "镇长",
    "队长",
    "驻村",
    "值班",
    "林长",
    "家庭医生",
    "栋长",
    "单元长",
    "从业人员",
    "服务人员",
    "农机手",
    "机手",
    "店主",
    "订房",
    "电话预约",
    "红白理事",
    "开锁",
    "民宿",
    "农家乐",
    "村医",
    "信息员",
    "协管员",
    "讲解员",
    "代办员",
    "护工",
    "家政",
    "维修",
    "咨询师",
    "坐席",
];

/// Words of bodies: a row or heading with one of them is about a body.
const BODIES: [&str; 16] = [
    "业主",
    "中介",
    "企业",
    "机构",
    "公司",
    "医生",
    "单位",
    "合作社",
    "律所",
    "教师",
    "法人",
    "热线",
    "科室",
    "职位",
    "部门",
    "门店",
];

/// Ends of the names of bodies, never of persons.
const BODY_ENDS: [&str; 20] = [
    "局", "厅", "厂", "校", "公司", "中心", "总会", "工会", "协会", "学会", "商会", "学院", "医院",
    "大学", "中学", "小学", "商店", "政府", "超市", "银行",
];

/// Ends that a given name may have, too.
const OFFICE_ENDS: [&str; 12] = [
    "办", "委", "院", "站", "处", "所", "会", "部", "社", "队", "店", "馆",
];

/// Headings of a column with names.
const NAMES: [&str; 12] = [
    "姓名",
    "户主",
    "申请人",
    "考生",
    "学生",
    "患者",
    "当事人",
    "村民",
    "受益人",
    "中奖人",
    "家长",
    "低保对象",
];

/// Those headings that ask for people who hold no office.
const PRIVATE: [&str; 8] = [
    "户主",
    "考生",
    "学生",
    "患者",
    "村民",
    "受益人",
    "中奖人",
    "低保对象",
];

/// What people get from an office, or apply for.
const SERVED: [&str; 22] = [
    "五保",
    "低保",
    "住房保障",
    "保障对象",
    "公租房",
    "助学",
    "危房",
    "受助",
    "困难",
    "奖学",
    "廉租",
    "录取",
    "抚恤",
    "摇号",
    "救助",
    "残疾人",
    "特困",
    "考生",
    "补助",
    "补贴",
    "资助",
    "高龄",
];

/// Words of lists.
const LISTS: [&str; 7] = ["公示", "名单", "名册", "发放", "明细", "花名册", "登记表"];

/// Words of those who serve them.
const SERVING: [&str; 8] = [
    "专职", "人员", "办理", "单位", "咨询", "工作", "服务", "电话",
];

/// The hundred and more most common family names.
const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温常康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

/// Family names of two characters.
const COMPOUND: [&str; 12] = [
    "欧阳", "上官", "司马", "诸葛", "皇甫", "司徒", "东方", "令狐", "尉迟", "公孙", "慕容", "夏侯",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in ["张三", "李 四", "欧阳某某", "王小二", "赵*", "陈某某"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["", "张", "张三李四", "电话", "合计", "Zhang", "王 138"] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn those_served() {
        assert!(lists_the_served("2020年第三季度临时救助名单"));
        assert!(lists_the_served("公租房保障对象公示"));
        assert!(!lists_the_served("临时救助"));
        assert!(!lists_the_served("救助工作人员名单"));
        assert!(!lists_the_served("农机购置补贴咨询电话公示"));
        assert!(!lists_the_served("名单"));
        assert!(holds_no_office("户 主"));
        assert!(!holds_no_office("姓名"));
    }

    #[test]
    fn offices() {
        assert!(is_about_office("姓名 职务 联系电话"));
        assert!(!is_about_office("姓名 家庭住址 联系电话"));
    }
}
