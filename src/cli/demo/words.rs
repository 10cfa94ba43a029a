//! Words for names that belong to nobody.

/// 字号: first and second characters, combined.
pub const TRADE: &[(&str, &str)] = &[
    ("阳光", "Sunshine"),
    ("和美", "Hemei"),
    ("同心", "Tongxin"),
    ("涪江", "Fujiang"),
    ("观音湖", "Guanyin Lake"),
    ("荷韵", "Lotus Rhyme"),
    ("晨曦", "Dawn"),
    ("暖阳", "Warm Sun"),
    ("邻里", "Neighbours"),
    ("益民", "Yimin"),
    ("安康", "Ankang"),
    ("春晖", "Spring Light"),
    ("金秋", "Golden Autumn"),
    ("青禾", "Green Seedling"),
    ("清泉", "Clear Spring"),
    ("百福", "Baifu"),
    ("德馨", "Dexin"),
    ("仁和", "Renhe"),
    ("乐龄", "Happy Age"),
    ("星火", "Spark"),
    ("启明", "Morning Star"),
    ("润泽", "Runze"),
    ("惠民", "Huimin"),
    ("爱心", "Kind Heart"),
    ("微光", "Glimmer"),
    ("朝露", "Morning Dew"),
    ("鸿雁", "Wild Goose"),
    ("知行", "Zhixing"),
    ("博学", "Boxue"),
    ("绿源", "Green Source"),
    ("蓝天", "Blue Sky"),
    ("红柳", "Tamarisk"),
    ("竹韵", "Bamboo"),
    ("灵泉", "Lingquan"),
    ("卧龙", "Wolong"),
    ("凤台", "Fengtai"),
    ("子昂", "Zi’ang"),
    ("盐井", "Yanjing"),
    ("沱江", "Tuojiang"),
    ("宋瓷", "Song Porcelain"),
    ("桂香", "Osmanthus"),
    ("柏林", "Cypress"),
];

/// Fields of service institutions: Chinese, English, category word, form, purpose.
pub const SERVICE: &[(&str, &str, &str, &str, &str)] = &[
    ("养老服务", "Elder-care", "charity", "中心", "为老年人提供居家照护、日间照料和助餐服务"),
    ("社会工作服务", "Social Work", "community", "中心", "为社区居民提供专业社会工作服务"),
    ("社区服务", "Community Service", "community", "中心", "为社区居民提供便民服务和邻里互助"),
    ("儿童关爱", "Child Care", "charity", "中心", "关爱困境儿童和留守儿童，开展课后陪伴"),
    ("助残服务", "Disability Support", "charity", "中心", "为残疾人提供康复训练和就业支持"),
    ("幼儿园", "Kindergarten", "other", "", "开展学前教育"),
    ("职业技能培训", "Vocational Training", "other", "学校", "开展职业技能培训"),
    ("文化艺术", "Arts", "other", "中心", "开展群众文化艺术活动和培训"),
    ("体育健身", "Sports", "other", "俱乐部", "组织群众体育健身活动"),
    ("心理健康服务", "Mental Health", "community", "中心", "为居民提供心理健康知识普及和咨询"),
    ("环保公益", "Environment", "charity", "中心", "开展河湖保护、垃圾分类宣传和志愿清洁"),
    ("法律援助", "Legal Aid", "charity", "中心", "为困难群众提供法律咨询和援助"),
    ("科技服务", "Science and Technology", "science", "中心", "普及科学技术，服务农业技术推广"),
    ("城市绿化养护", "Landscaping", "community", "中心", "承接园林绿化养护和公共空间维护服务"),
    ("环卫保洁", "Street Cleaning", "community", "中心", "承接道路保洁和垃圾分类服务"),
    ("市政维护", "Municipal Maintenance", "community", "中心", "承接市政设施巡查和维护服务"),
];

/// Fields of associations: Chinese, English, category word, form.
pub const ASSOCIATION: &[(&str, &str, &str, &str)] = &[
    ("物业管理行业", "Property Management", "trade", "协会"),
    ("餐饮行业", "Catering", "trade", "协会"),
    ("建筑业", "Construction", "trade", "协会"),
    ("养老服务业", "Elder-care Industry", "trade", "协会"),
    ("白酒行业", "Liquor Industry", "trade", "协会"),
    ("旅游", "Tourism", "trade", "协会"),
    ("电子商务", "E-commerce", "trade", "协会"),
    ("农业科技", "Agricultural Science", "science", "学会"),
    ("中医药", "Chinese Medicine", "science", "学会"),
    ("护理", "Nursing", "science", "学会"),
    ("慈善", "Charity", "charity", "促进会"),
    ("志愿服务", "Volunteer Service", "charity", "联合会"),
    ("书法家", "Calligraphers", "other", "协会"),
    ("摄影家", "Photographers", "other", "协会"),
    ("作家", "Writers", "other", "协会"),
    ("老年体育", "Senior Sports", "other", "协会"),
    ("乒乓球", "Table Tennis", "other", "协会"),
    ("钓鱼", "Angling", "other", "协会"),
    ("陈子昂文化", "Chen Zi’ang Culture", "other", "研究会"),
    ("观音文化", "Guanyin Culture", "other", "研究会"),
    ("蔬菜种植", "Vegetable Growers", "trade", "协会"),
    ("家政服务", "Household Services", "trade", "协会"),
    ("社会工作者", "Social Workers", "community", "协会"),
    ("个体私营经济", "Private Business", "trade", "协会"),
];

/// Filed community groups: Chinese, English, category word.
pub const FILED: &[(&str, &str, &str)] = &[
    ("舞蹈队", "Dance Group", "culture_sport"),
    ("合唱队", "Choir", "culture_sport"),
    ("书画社", "Calligraphy Circle", "culture_sport"),
    ("太极拳队", "Tai Chi Group", "culture_sport"),
    ("邻里互助会", "Neighbours’ Help", "affairs"),
    ("调解队", "Mediation Group", "affairs"),
    ("平安巡逻队", "Safety Patrol", "affairs"),
    ("助餐服务队", "Meal Service", "living"),
    ("便民维修队", "Repair Group", "living"),
    ("托幼互助组", "Child-care Circle", "living"),
    ("爱心义卖社", "Charity Sale", "charity"),
    ("助老服务队", "Help for the Aged", "charity"),
    ("环境美化队", "Green Corner Group", "affairs"),
];

/// Surnames and given names for legal representatives who do not exist.
pub const SURNAMES: &[&str] = &[
    "张", "王", "李", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "𠮷",
];
/// Given names.
pub const GIVEN: &[&str] = &[
    "静", "文清", "晓兰", "志明", "建国", "秀英", "丽华", "国强", "春梅", "海燕", "思远", "雨桐", "子涵", "玉兰",
    "德福", "永康", "婉清", "浩然", "立新", "佳音", "𤭢", "䶮",
];
