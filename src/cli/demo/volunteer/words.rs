//! Words of volunteering: invented people, teams, and activities of the kinds organizations hold.
use crate::volunteer::person::{ServiceField, Skill};

/// Second and third characters of given names.
pub(super) const GIVEN: &[char] = &[
    '静', '文', '清', '晓', '兰', '志', '明', '建', '国', '秀', '英', '丽', '华', '强', '春', '梅', '海', '燕', '思',
    '远', '雨', '桐', '子', '涵', '玉', '德', '福', '永', '康', '婉', '浩', '然', '立', '新', '佳', '音', '欣', '怡',
    '梓', '轩', '诗', '琪', '俊', '杰', '云', '峰', '雪', '莲', '小', '芳', '长', '河', '青', '松', '月', '红', '向',
    '东', '嘉', '悦', '安', '宁', '书', '航', '可', '心', '若', '溪', '一', '鸣', '沐', '阳',
];

/// Beginnings of nicknames.
pub(super) const NICK_OF: &[&str] = &[
    "涪江边的",
    "早起的",
    "爱笑的",
    "会修车的",
    "爱唱歌的",
    "隔壁的",
    "骑车的",
    "带相机的",
    "种花的",
    "热心的",
    "慢跑的",
    "读书的",
    "会下棋的",
    "观音湖的",
    "穿红马甲的",
    "不迟到的",
    "爱喝茶的",
    "会急救的",
    "写毛笔字的",
    "逛菜市的",
];

/// Ends of nicknames.
pub(super) const NICK: &[&str] = &[
    "小雨",
    "老周",
    "荷叶",
    "白鹭",
    "青竹",
    "阿姨",
    "大叔",
    "木匠",
    "老师",
    "同学",
    "石榴",
    "柑橘",
    "蜜蜂",
    "燕子",
    "向日葵",
    "桂花",
    "小禾",
    "阿福",
    "山茶",
    "蒲公英",
    "小满",
    "谷雨",
    "陶罐",
    "灯塔",
    "豆浆",
    "竹笋",
];

/// When people have time.
pub(super) const FREE: &[&str] =
    &["周末全天", "工作日晚上", "周六上午", "周日下午", "寒暑假", "随时，请提前一天联系", ""];

/// Professional teams of the report: name, county, fields, who they are.
pub(super) const TEAMS: &[(&str, &str, &[ServiceField], &str)] = &[
    (
        "邻里守望志愿服务队",
        "510903",
        &[ServiceField::Elder, ServiceField::Community],
        "陪伴独居和高龄老人，上门送餐、理发、代买代办，每周走访一次。",
    ),
    (
        "观音湖环保志愿服务队",
        "510903",
        &[ServiceField::Environment],
        "守护观音湖和涪江岸线：清理垃圾、记录水质、劝导不文明行为。",
    ),
    (
        "红十字应急救护志愿服务队",
        "510903",
        &[ServiceField::Emergency, ServiceField::Health],
        "持证救护员组成，开展急救普及和大型活动保障。",
    ),
    ("法律与心理志愿服务队", "510903", &[ServiceField::Law], "律师、社会工作者和心理咨询师轮流值班，在社区接待居民。"),
    (
        "柑橘之乡助学志愿服务队",
        "510904",
        &[ServiceField::Education, ServiceField::Youth],
        "为留守儿童辅导功课，建流动图书角，办周末兴趣课。",
    ),
    (
        "七彩明珠文明实践志愿服务队",
        "510904",
        &[ServiceField::Culture, ServiceField::Community],
        "把讲座、演出和便民集市送到村口。",
    ),
    ("书法之乡文化志愿服务队", "510921", &[ServiceField::Culture], "写春联、教书法、讲蓬溪故事，走进学校和敬老院。"),
    (
        "卓筒井助残志愿服务队",
        "510923",
        &[ServiceField::Disability],
        "陪伴残疾人出行、就医和参加文体活动，协助辅具维修。",
    ),
    (
        "子昂故里青年志愿服务队",
        "510981",
        &[ServiceField::Youth, ServiceField::Event],
        "大学生和青年职工组成，服务赛事、展会和青少年活动。",
    ),
    ("沱江之声交通文明志愿服务队", "510981", &[ServiceField::Traffic], "在学校和路口劝导文明出行，护送学生过街。"),
];

/// An activity as organizations of a kind hold it.
pub(super) struct Kind {
    pub field: ServiceField,
    pub title: &'static str,
    pub summary: &'static str,
    pub plan: &'static str,
    pub skills: &'static [Skill],
    pub place: &'static str,
    pub hours: i64,
    pub rest: i64,
    pub min_age: i64,
    pub is_dangerous: bool,
    pub bring: &'static str,
}

const fn kind(field: ServiceField, title: &'static str, summary: &'static str) -> Kind {
    Kind {
        field,
        title,
        summary,
        plan: "集合签到，分组说明\n按组开展服务\n整理现场，签退",
        skills: &[],
        place: "社区市民中心",
        hours: 3,
        rest: 0,
        min_age: 16,
        is_dangerous: false,
        bring: "请穿便于活动的衣服，自带水杯",
    }
}

/// Activities of every field.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        plan: "在市民中心签到，领取慰问清单\n两人一组入户，理发、量血压、陪聊\n记录老人需要，交给社区\n签退",
        skills: &[Skill::Care],
        ..kind(ServiceField::Elder, "独居老人上门探访", "为高龄和独居老人理发、量血压、陪聊天，记下他们需要什么。")
    },
    Kind {
        skills: &[Skill::Care],
        place: "社区日间照料中心",
        hours: 4,
        rest: 30,
        ..kind(ServiceField::Elder, "日间照料中心助餐", "协助备餐、分餐和送餐上门，陪老人用餐。")
    },
    Kind {
        skills: &[Skill::Computer],
        ..kind(ServiceField::Elder, "教长者用手机", "一对一教老人用手机挂号、缴费和识别诈骗电话。")
    },
    Kind {
        skills: &[Skill::Teaching],
        place: "社区儿童之家",
        ..kind(ServiceField::Youth, "课后陪伴与作业辅导", "陪伴放学后的孩子写作业、读绘本、做游戏。")
    },
    Kind {
        skills: &[Skill::Psychology],
        place: "青少年活动室",
        hours: 2,
        ..kind(ServiceField::Youth, "青少年心理团辅", "以游戏和谈话帮助青少年认识情绪、学会求助。")
    },
    Kind {
        skills: &[Skill::Care, Skill::Driving],
        place: "残疾人服务站",
        hours: 5,
        rest: 60,
        min_age: 18,
        ..kind(ServiceField::Disability, "陪同残疾朋友出游", "陪伴轮椅使用者和视障朋友逛公园、看展览。")
    },
    Kind {
        skills: &[Skill::Repair],
        place: "残疾人服务站",
        ..kind(ServiceField::Disability, "轮椅与辅具检修", "为残疾人免费检修轮椅、助行器和家中扶手。")
    },
    Kind {
        place: "小区中庭",
        ..kind(ServiceField::Community, "邻里集市", "旧物交换、磨刀修伞、便民理发，让邻居互相认识。")
    },
    Kind {
        hours: 2,
        place: "小区各单元门口",
        ..kind(ServiceField::Community, "楼道清洁与消防通道整理", "清理楼道堆放物，检查消防通道，张贴提示。")
    },
    Kind {
        hours: 3,
        place: "观音湖湿地公园",
        bring: "请穿防滑鞋，自带手套",
        ..kind(ServiceField::Environment, "河湖岸线清洁", "沿岸捡拾垃圾、称重记录，向游客宣传护水。")
    },
    Kind {
        hours: 4,
        rest: 30,
        place: "城郊苗圃",
        min_age: 16,
        ..kind(ServiceField::Environment, "植树与苗木养护", "栽植乡土树种，为去年种下的树浇水、培土。")
    },
    Kind {
        skills: &[Skill::Arts],
        place: "文化广场",
        ..kind(ServiceField::Culture, "写春联送祝福", "书法爱好者为居民现场书写春联和家训。")
    },
    Kind {
        skills: &[Skill::Arts, Skill::Photo],
        place: "乡村大舞台",
        hours: 4,
        rest: 30,
        ..kind(ServiceField::Culture, "文艺下乡演出", "川剧选段、合唱和舞蹈，演到村口；需要演员和摄影。")
    },
    Kind {
        skills: &[Skill::Teaching],
        place: "村小学",
        hours: 6,
        rest: 60,
        min_age: 18,
        ..kind(ServiceField::Education, "乡村小学周末课堂", "为村小学的孩子上英语、科学和美术课。")
    },
    Kind {
        place: "市图书馆",
        ..kind(ServiceField::Education, "图书整理与导读", "整理还书、包书皮，带孩子们读一本书。")
    },
    Kind {
        skills: &[Skill::Medicine, Skill::FirstAid],
        place: "社区卫生服务站",
        ..kind(ServiceField::Health, "社区义诊", "测血压血糖、讲慢病用药，为居民建健康档案。")
    },
    Kind {
        hours: 4,
        rest: 30,
        place: "中心血站献血屋",
        min_age: 18,
        ..kind(ServiceField::Health, "无偿献血服务", "在献血点引导、登记，陪护献血者休息。")
    },
    Kind {
        skills: &[Skill::FirstAid],
        place: "涪江防汛物资点",
        hours: 6,
        rest: 60,
        min_age: 18,
        is_dangerous: true,
        bring: "听从统一指挥，穿救生衣",
        ..kind(ServiceField::Emergency, "防汛演练与堤岸巡查", "参加防汛演练，分段巡查堤岸并上报险情。")
    },
    Kind {
        skills: &[Skill::FirstAid],
        hours: 2,
        ..kind(ServiceField::Emergency, "心肺复苏与急救普及", "教居民心肺复苏和海姆立克法，现场练习。")
    },
    Kind {
        hours: 2,
        place: "小学门前路口",
        min_age: 18,
        ..kind(ServiceField::Traffic, "护学岗", "上学放学时段在路口护送学生过街。")
    },
    Kind {
        hours: 3,
        place: "城区主要路口",
        min_age: 18,
        ..kind(ServiceField::Traffic, "文明出行劝导", "劝导行人和非机动车按信号通行，发放头盔。")
    },
    Kind {
        skills: &[Skill::Law],
        ..kind(ServiceField::Law, "法律咨询日", "律师志愿者为居民解答婚姻、劳动和物业问题。")
    },
    Kind {
        skills: &[Skill::Psychology],
        hours: 2,
        ..kind(ServiceField::Law, "心理热线值守", "经过培训的志愿者轮流接听心理支持热线。")
    },
    Kind {
        skills: &[Skill::Language, Skill::Photo],
        place: "体育中心",
        hours: 7,
        rest: 60,
        min_age: 18,
        ..kind(ServiceField::Event, "马拉松赛事服务", "补给、引导、计时和终点陪护。")
    },
    Kind {
        skills: &[Skill::Language],
        place: "会展中心",
        hours: 5,
        rest: 60,
        ..kind(ServiceField::Event, "展会接待与引导", "在展会入口登记、引导参观，协助老人和外地客商。")
    },
];
