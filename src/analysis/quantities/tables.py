"""Word lists of the reader, kept as data: units, hedges, words, names.

Everything here is a plain string, dictionary or set, so that a word is added by editing one
line.  The lists come from the published reading rules (units, hedges) and from general
dictionaries of Chinese numerals in words and names; no list is fitted to a single article.
All words are simplified characters: the reader looks at a simplified view of the text.
"""

from __future__ import annotations

LEFT = 16
"""Characters of context read in front of a numeral: a window's numeral begins at this index."""
RIGHT = 20
"""Characters of context read behind a numeral."""


def _words(text: str) -> frozenset[str]:
    """Return the words of a list written with spaces between them."""
    return frozenset(text.split())


# --------------------------------------------------------------------------- characters
DIGITS = "0123456789０１２３４５６７８９"
"""ASCII and full-width digits."""

CHINESE_DIGITS: dict[str, int] = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7,
    "捌": 8, "玖": 9, "俩": 2, "幺": 1,
}  # fmt: skip

MULTIPLIERS: dict[str, int] = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
    "万": 10**4, "亿": 10**8, "兆": 10**12,
}  # fmt: skip

TENS: dict[str, int] = {"廿": 20, "卅": 30}
"""Characters that stand for a multiple of ten by themselves."""

LOST = "\ufffd"
"""Stands in the clean view for a digit that cannot be known."""

TRADITIONAL = (
    "萬万億亿兩两餘余個个總总過过達达數数幾几為为對对場场項项戶户戸户張张點点間间條条臺台"
    "貳贰叄叁陸陆倆俩負负圓圆將将約约還还歲岁歷历連连續续獲获鎮镇鄉乡縣县區区號号級级屆届"
    "類类種种筆笔輛辆艘艘棟栋畝亩頃顷噸吨層层門门題题課课時时鐘钟週周學学員员職职會会農农"
    "師师團团隊队業业機机構构單单醫医護护黨党幹干婦妇軍军產产華华幣币錢钱銖铢盧卢韓韩歐欧"
    "長长於于從从後后離离頭头線线體体實实雙双陣阵麵面雞鸡隻只齣出樣样絲丝統统萬万專专劃划"
    "眾众願愿難难衛卫進进節节階阶內内佔占冊册處处顆颗塊块車车開开組组輪轮較较帶带網网"
    "問问費费資资經经補补貼贴損损貸贷額额廠厂"
    "蘋苹裏里紀纪從从動动務务勞劳來来優优無无國国"
)
"""Pairs of a traditional and a simplified character, as far as the reader needs them."""

TRADITIONAL_MAP: dict[int, str] = {
    ord(TRADITIONAL[k]): TRADITIONAL[k + 1]
    for k in range(0, len(TRADITIONAL), 2)
    if TRADITIONAL[k] != TRADITIONAL[k + 1]
}

# --------------------------------------------------------------------------- units
_UNIT_WORDS = (
    # people and attendance
    "人 名=人 位=人 个人=人 口人=人 人次 人(次)=人次 人（次）=人次 人天 人份 "
    # things and bodies
    "个 家 户 件 件次 件(次)=件次 件（次）=件次 项 项次 次 场 场次 场(次)=场次 场（次）=场次 份 "
    "张 对 册 本 期 班 批 套 台 台套 台(套)=台套 台（套）=台套 台次 项(次)=项次 项（次）=项次 "
    "批次 管 例次 "
    "起次 台(次)=台次 台（次）=台次 辆 辆次 架 架次 艘 艘次 部 "
    "条 条次 座 栋 幢 间 处 所 支 只 头 匹 株 棵 根 盏 把 枚 面 篇 幅 首 集 字 页 卷 封 例 起 宗 "
    "桩 款 种 类 门 科 片 块 段 层 笔 单 票 股 顶 床 张床位=张 张床=张 床位=张 包 袋 箱 盒 瓶 桶 "
    "罐 车 车次 双 副 组 队 列 趟 节 堂 课时 学时 学分 分 题 轮 届 遍 户次 家次 家(次)=家次 "
    "家（次）=家次 户(次)=户次 户（次）=户次 班次 航次 标准箱 岗 眼 口 口井=口 孔 樽 尾 羽 粒 颗 "
    "朵 滴 剂次 剂 针次 针 支队 顿 桌 席 幕 局 尊 串 束 捆 扇 片区 声 步 道 环 圈 番 格 代 手 丛 "
    "堆 发 "
    # money
    "元 圆=元 块=元 块钱=元 元钱=元 元整=元 元人民币=元 人民币=元 美元 美金=美元 美刀=美元 港元 "
    "港币=港元 日元 欧元 英镑 韩元 卢布 泰铢 澳元 加元 法郎 瑞士法郎 新台币 台币=新台币 新加坡元 "
    "澳门元 卢比 马克 角 毛=角 先令 比索 林吉特 越南盾 "
    # shares
    "% ％=% ‰ 个百分点 百分点=个百分点 个百分比=个百分点 倍 个基点 基点=个基点 "
    # measures
    "米 公里 千米=公里 厘米 公分=厘米 毫米 微米 纳米 海里 里 华里=里 英里 英尺 英寸 尺 寸 丈 "
    "平方米 平米=平方米 平方公里 平方千米=平方公里 平方=平方米 ㎡=平方米 m²=平方米 km²=平方公里 "
    "立方米 立方=立方米 方=立方米 m³=立方米 亩 亩次 公顷 顷 吨 公斤 千克=公斤 克 斤 两 毫克 微克 "
    "升 毫升 公升=升 度 摄氏度 ℃ °C=℃ 华氏度 千瓦时 千瓦 兆瓦 瓦 瓦特=瓦 千伏 伏 伏特=伏 安培 "
    "千卡 卡路里 焦耳 帕 赫兹 兆赫 兆赫兹=兆赫 千赫 比特 字节 兆字节 千字节 分贝 吨公里 人公里 "
    "标准煤 吨标准煤 "
    "km=公里 m=米 cm=厘米 mm=毫米 kg=公斤 g=克 mg=毫克 t=吨 kw=千瓦 kW=千瓦 KW=千瓦 MW=兆瓦 "
    "mw=兆瓦 kWh=千瓦时 ml=毫升 mL=毫升 L=升 GB MB TB KB Mbps Gbps Hz=赫兹 MHz=兆赫 GHz hm²=公顷 "
    "CM=厘米 KM=公里 KG=公斤 Kg=公斤 "
    # time
    "年 个月 月 天 日 个小时=小时 小时 个钟头=小时 钟头=小时 个钟=小时 分钟 秒 秒钟=秒 周 "
    "个周=周 星期 个星期=星期 礼拜 个礼拜=礼拜 季度 个季度=季度 学年 个学年=学年 学期 "
    "个学期=学期 个工作日=工作日 工作日 周年 年度 载 个年头=年 年头=年 个世纪=世纪 世纪 昼夜 "
    "个昼夜=昼夜 周岁 周岁=岁 岁 旬 年代 刻钟 夜 晚 宿 "
)


def _units() -> dict[str, str]:
    """Fold the word list into a dictionary from a printed unit to its base unit."""
    table: dict[str, str] = {}
    for word in _UNIT_WORDS.split():
        printed, _, base = word.partition("=")
        table[printed] = base or printed
    return table


UNITS: dict[str, str] = _units()
"""Printed unit or classifier to base unit."""

UNIT_LENGTHS: dict[str, tuple[int, ...]] = {}
"""First character of a unit to the lengths of the units beginning with it, longest first."""
for _unit in UNITS:
    UNIT_LENGTHS[_unit[0]] = tuple(
        sorted({*UNIT_LENGTHS.get(_unit[0], ()), len(_unit)}, reverse=True)
    )

TIME_UNITS = _words(
    "年 个月 月 天 日 小时 分钟 秒 周 星期 礼拜 季度 学年 学期 工作日 周年 年度 载 世纪 昼夜 旬 "
    "年代 刻钟 夜 晚 宿 "
)
"""Base units that make a mention a date or plain length of time."""

MONEY_UNITS = _words(
    "元 美元 港元 日元 欧元 英镑 韩元 卢布 泰铢 澳元 加元 法郎 瑞士法郎 新台币 新加坡元 澳门元 "
    "卢比 马克 角 先令 比索 林吉特 越南盾 "
)

CURRENCY_PREFIXES: dict[str, str] = {
    "人民币": "元", "港币": "港元", "新台币": "新台币", "台币": "新台币", "日币": "日元",
    "美金": "美元", "￥": "元", "¥": "元", "$": "美元", "US$": "美元", "€": "欧元", "£": "英镑",
}  # fmt: skip

NOT_A_UNIT: dict[str, str] = {
    # unit -> characters after it that show that it begins another word
    "人": "大均民才口数员类", "名": "称义誉牌录列额城优", "位": "于居置移", "家": "庭园具属",
    "户": "外籍口均型", "件": "均", "次": "日年数于要生", "场": "地所馆", "份": "额量",
    "项": "目", "张": "家", "对": "于应象照外内待", "期": "间望待货刊限盼", "班": "组长子干",
    "批": "准复评判", "条": "件例约款", "部": "门分委署", "处": "理于置罚境",
    "所": "有以得需谓", "支": "部持付出援撑教", "只": "要有能是", "面": "向对积临貌",
    "首": "次先席批创要都届府", "集": "体中团聚合资约散镇结", "起": "来到草步点源飞",
    "例": "如外", "款": "项式待", "种": "植子养", "类": "似型别", "门": "槛诊口",
    "科": "技学研普教", "组": "织建合成", "队": "伍员长", "列": "入为出举",
    "节": "约能假水省俭", "分": "之别公配布析管享类局发散享解包区红摊", "题": "材",
    "单": "位独身一元", "口": "岸号径罩味粮", "发": "展现生布放送动挥出达行明表言电给",
    "车": "间站", "方": "面案式法便向位略", "里": "程面", "度": "过假", "两": "会个学年",
    "年": "龄级轻产均薪", "月": "均薪", "日": "报均常益程", "天": "津然", "周": "边围末",
    "米": "粉", "克": "服强隆", "元": "旦素宵帅", "层": "次级", "股": "份东权",
    "手": "机术续段册", "步": "行伐骤", "道": "路德理", "代": "表理码替", "环": "境节保球",
    "局": "长", "套": "路",
    "株": "洲", "管": "理控辖制", "升": "高级降学值温至到", "轮": "车胎驱子",
    "声": "音明望", "晚": "会上", "夜": "间", "秒": "杀", "席": "卷",
    "字": "号", "页": "面", "包": "括含容", "针": "对", "角": "度落色", "瓦": "斯", "尺": "度",
    "届": "时", "头": "脑部版", "片": "区",
}  # fmt: skip
"""After a Chinese numeral a unit is not read when one of these characters follows (三方面)."""

NOT_A_UNIT_AFTER_DIGITS: dict[str, str] = {
    "手": "机工术", "年": "级龄", "期": "间", "部": "门队分", "方": "面案式", "天": "津",
    "对": "于", "元": "旦宵", "次": "日", "支": "持撑付", "处": "理于", "只": "要",
    "面": "向对", "起": "来", "例": "如", "代": "表", "度": "过", "单": "元位",
    "发": "展现生布放送动挥出达行明表言电给", "人": "均", "分": "别", "环": "卫节保境球",
    "科": "技研室学普", "股": "民东份", "口": "罩岸味", "首": "席", "节": "能约日", "组": "织",
    "队": "员伍", "条": "件", "班": "组", "车": "辆间", "门": "诊", "张": "家", "声": "音",
    "项": "目", "种": "植子养", "家": "庭属", "户": "籍外", "份": "额", "场": "地馆所",
    "位": "于", "本": "科", "片": "区", "类": "似", "株": "洲", "管": "理控辖制",
    "升": "高级降学值温至到",
    "轮": "车胎驱子",
}  # fmt: skip
"""The same after a number in digits, where the classifier is nearly always meant."""

RISKY_UNITS = _words(
    "声 步 道 面 片 头 手 代 环 格 圈 列 节 首 门 科 方 里 度 两 分 单 字 眼 孔 尾 羽 "
    "丛 朵 滴 粒 串 段 层 队 席 局 幕 股 角 尺 寸 丈 晚 夜 宿 载 卷 包 车 岗 番 班 g m t L "
)
"""Units that are also everyday words: after a single Chinese digit they count for less."""

PEOPLE_NOUNS = (
    "农民工|医务人员|医护人员|工作人员|科研人员|技术人员|从业人员|参保人员|失业人员|困难群众|"
    "退役军人|劳动者|建设者|志愿者|参与者|从业者|受益者|消费者|员工|职工|会员|工人|群众|党员|"
    "学生|师生|学员|教师|青年|市民|村民|居民|农民|干部|代表|青工|女工|劳模|工匠|医生|护士|"
    "患者|观众|读者|网友|网民|乡亲|教职工|贫困人口|劳动力|客商|嘉宾|运动员|专家|粉丝|游客|旅客|乘客|民警|官兵|战士|儿童|老人|妇女|少年|骑手|司机|"
    "考生|毕业生|大学生|人口|人员|军民|用户|选手|队员|人群|百姓"
)
"""Nouns for people: a bare number in front of one of them counts 人."""

MONEY_NOUNS = (
    "资金|投资|经费|金额|总额|收入|产值|补贴|补助|费用|损失|投入|成本|捐款|善款|贷款|欠薪|"
    "工资|利润|税收|款物|款|票房|营业额|销售额|市值|债务|余额|罚款|奖金|奖池|营收|产值|增加值|总值"
)
"""Nouns for money: a bare number behind one of them (投资3000万) counts 元."""

# --------------------------------------------------------------------------- hedges
HEDGES_BEFORE: dict[str, str] = {
    "近": "nearly", "将近": "nearly", "接近": "nearly", "几近": "nearly", "近乎": "nearly",
    "约": "about", "大约": "about", "大概": "about", "大致": "about", "约莫": "about",
    "差不多": "about", "大约有": "about", "约有": "about", "约为": "about", "约合": "about",
    "超过": "at_least", "超": "at_least", "逾": "at_least", "突破": "at_least", "已逾": "at_least",
    "至少": "at_least", "不少于": "at_least", "不低于": "at_least", "不下": "at_least",
    "不下于": "at_least", "最少": "at_least", "高于": "at_least",
    "大于": "at_least", "多于": "at_least", "超出": "at_least", "不小于": "at_least",
    "不止": "at_least", "大于等于": "at_least", "远超": "at_least", "远超过": "at_least",
    "≥": "at_least", ">": "at_least", "＞": "at_least", "破": "at_least", "冲破": "at_least",
    "不足": "at_most", "不到": "at_most", "不超过": "at_most", "最多": "at_most", "至多": "at_most",
    "不满": "at_most", "未满": "at_most", "不高于": "at_most", "不多于": "at_most",
    "低于": "at_most", "少于": "at_most", "小于": "at_most", "不大于": "at_most",
    "未超过": "at_most",
    "≤": "at_most", "<": "at_most", "＜": "at_most", "不超": "at_most", "未达": "at_most",
    "未到": "at_most", "不逾": "at_most",
    "上": "at_least", "过": "at_least", "成": "at_least",
}  # fmt: skip
"""Hedge directly in front of a number and the bound it asserts."""

HEDGE_LENGTHS: dict[str, tuple[int, ...]] = {}
"""Last character of a hedge to the lengths of the hedges ending in it, longest first."""
for _hedge in HEDGES_BEFORE:
    HEDGE_LENGTHS[_hedge[-1]] = tuple(
        sorted({*HEDGE_LENGTHS.get(_hedge[-1], ()), len(_hedge)}, reverse=True)
    )

NOT_A_HEDGE: dict[str, str] = {
    "近": "最附靠临亲邻新远贴逼",
    "约": "节预签合违公集特邀条契毁履守续缔立誓制婚",
    "超": "赶反高",
    "破": "打侦爆突攻",
    "上": "以线网路身会场街车船地马晚早历事",
    "成": "",
    "过": "超通经不",
}
"""A one-character hedge is none after one of these characters (最近, 节约, 线上)."""

HEDGES_AFTER: dict[str, str] = {
    "以上": "at_least", "及以上": "at_least", "(含)以上": "at_least", "（含）以上": "at_least",
    "开外": "at_least", "有余": "at_least", "之上": "at_least",
    "以下": "at_most", "及以下": "at_most", "以内": "at_most", "之内": "at_most",
    "(含)以下": "at_most", "（含）以下": "at_most", "之下": "at_most",
    "左右": "about", "上下": "about", "前后": "about",
}  # fmt: skip
"""Hedge behind the unit and the bound it asserts."""

# --------------------------------------------------------------------------- words and names
OTHER_WORDS = _words(
    "三步并作两步 一波三折 三五成群 七十二变 一百单八将 三百六十行 二十四节气 二十四孝 三十六计 "
    "七十二行 一家亲 一个样 十一中 双胞胎 一刻 一言为定 说一不二 一清二楚 一干二净 七嘴八舌 "
    "三头六臂 四分五裂 五花八门 六六大顺 八面来风 十拿九稳 十之七八 百密一疏 百读不厌 千钧一发 "
    "千奇百怪 千姿百态 万马奔腾 万事俱备 亿万斯年 一举两得 一石二鸟 一箭双雕 一目十行 一日千里 "
    "一诺千金 一字千金 一呼百应 一通百通 一劳永逸 一触即发 一帆风顺 两败俱伤 两面三刀 三足鼎立 "
    "三长两短 三生有幸 四面楚歌 四平八稳 五体投地 五光十色 六亲不认 七手八脚 七零八落 八拜之交 "
    "九霄云外 十万八千里 百发百中 百感交集 百川归海 百无一用 千秋万代 千言万语 万古长青 万里无云 "
    "二氧化碳 二氧化硫 一氧化碳 三聚氰胺 "
    "三次产业 一审 二审 一本 二本 一本线 欢聚一堂 济济一堂 一审终审 "
    # 一
    "统一 唯一 同一 万一 专一 单一 合一 一一 不一 划一 归一 逐一 一些 一切 一样 一起 一般 一直 "
    "一定 一致 一贯 一旦 一律 一向 一再 一共 一同 一并 一边 一面 一时 一度 一举 一味 一经 一概 "
    "一系列 一体 一体化 一方面 一会儿 一下 一下子 一点 一点点 一线 一把手 一揽子 一站式 一条龙 "
    "一窗式 一窗 一网 一次性 一大批 一批批 一批 一股 一种 一座座 一名名 一个个 一项项 一件件 "
    "一张张 一幅幅 一首首 一朵朵 一道道 一双双 一句句 一声声 一步步 一代代 一批又一批 一次次 "
    "一茬 一路 一手 一身 一心 一道 一生 一世 一家人 一员 一流 一把 一带 一角 一隅 一刻 一瞬 "
    "一口气 一阵 一阵子 一脸 一眼 一跃 一看 一听 一说 一来 一去 一到 一行 进一步 近一步 更进一步 "
    "一如既往 一以贯之 一心一意 一点一滴 一砖一瓦 一言一行 一分一秒 一丝不苟 一马当先 一脉相承 "
    "一往无前 一应俱全 一目了然 一视同仁 一尘不染 一丝一毫 一举一动 一草一木 一丝 一毫 一派 一片 "
    "一席之地 一臂之力 一己之力 一技之长 一鼓作气 一步到位 一抓到底 一锤定音 一竿子 一盘棋 "
    "一张网 一本账 万众一心 合二为一 独一无二 数一数二 融为一体 九九归一 百里挑一 始终如一 "
    "知行合一 三位一体 五位一体 四位一体 之一 其一 同一 一是一 一块儿 一边倒 一带而过 一条心 "
    "一家亲 一颗心 一股劲 一碗水 一刀切 一对一 一比一 一言堂 一票否决 一岗双责 一户一策 一企一策 "
    "一人一策 一事一议 一村一品 一县一品 一校一品 一人一档 一户一档 一线职工 一词 一号 一把尺 "
    "三个臭皮匠 十二生肖 五十步笑百步 "
    "一览 一览表 一览无余 一跃而 一度 一成不变 一丁点 一连串 一连 一晃 一拥而上 一哄而上 "
    "一拍即合 一蹴而就 一劳永逸 一气呵成 一路同行 一起向未来 一衣带水 一日之计 一年之计 "
    "不管三七二十一 一五一十 "
    # 二 两
    "二维码 二手 二手车 二胎 二孩 两岸 两侧 两旁 两边 两地 两性 两极 两难 两手 两用 两手抓 两头 "
    "两会 两岸三地 两全 两全其美 两委 两新 两新组织 两癌 两学一做 两弹一星 两不愁三保障 两山 "
    "两高 两个维护 两个确立 一分为二 二话不说 二者 两者 两两 不二 两眼 两口子 "
    # 三..九
    "三角 三角形 三维 三轮车 三农 三农工作 三伏 三伏天 三九天 三明 三明市 三亚 三亚市 三门峡 "
    "三峡 三沙 三水 三原 三河 三门 三穗 三都 三台 三江 三星 三国 三军 三更 三餐 一日三餐 "
    "三令五申 三三两两 三言两语 三心二意 三番五次 接二连三 举一反三 再三 三思 三生 三朝 三好 "
    "三好学生 三公 三公经费 三资 三重一大 三会一课 三严三实 三八 三八红旗手 三八妇女节 三下乡 "
    "三支一扶 三甲 三产 三违 三级联动 三湘四水 三晋 三秦 三年级 四川 四川省 四会 四平 四平市 "
    "四方 四处 四周 四面八方 四面 四季 四季如春 四肢 四邻 四海 五湖四海 四通八达 四大班子 四化 "
    "四史 四套班子 不三不四 四合院 四书五经 四六级 颠三倒四 丢三落四 五金 五谷 五谷丰登 五官 "
    "五星 五星级 五星红旗 五彩 五彩缤纷 五颜六色 五华 五大连池 五原 五台 五台山 五指山 五常 "
    "五常市 五险一金 五保 五保户 五四 五四青年节 五一 五一节 五一劳动节 五一劳动奖章 "
    "五一劳动奖状 五一巾帼 五角 五粮液 五味 六神无主 六安 六安市 六盘水 六合 六合区 六一 "
    "六一儿童节 六稳 六保 六朝 六盘山 七一 七夕 七夕节 七台河 七里河 七上八下 乱七八糟 七五普法 "
    "八一 八一建军节 八仙 八卦 八方 八宝 八达岭 八面玲珑 八公山 十之八九 八九不离十 八路军 九江 "
    "九江市 九龙 九龙坡 九寨沟 九州 九泉 九华山 九原 九三学社 九牛一毛 三九 九死一生 "
    # 十 百 千 万 亿
    "十分 十足 十全 十全十美 十堰 十堰市 十万火急 十字 十字路口 红十字 红十字会 十里长街 十里 "
    "十月革命 十三陵 双十一 双十二 合十 十有八九 百姓 老百姓 百货 百科 百度 百合 百灵 百色 "
    "百色市 百花 百花齐放 百般 百倍 百年 百年大计 百年老店 百家争鸣 百业 百废待兴 百折不挠 百战 "
    "百战百胜 百日 百强 百强县 百万富翁 百炼成钢 千锤百炼 千方百计 千百万 百川 百叶窗 百余年 "
    "百尺竿头 百里 百步 百感交集 百看不厌 百废俱兴 百分制 百分数 百分比 百科全书 百年奋斗 "
    "百年华诞 百年党史 百年征程 百鸟 百草 百里洲 百团大战 百家姓 千古 千秋 千家万户 千差万别 "
    "千千万万 成千上万 千变万化 千丝万缕 千言万语 千军万马 千山万水 千辛万苦 千载难逢 千篇一律 "
    "千载 千瓦 千里 千金 千斤顶 千岛湖 千难万难 千头万绪 千钧一发 千疮百孔 千阳 千帆 千年 千阳县 "
    "万千 万物 万州 万州区 万象 万紫千红 万水千山 万里 万里长征 万里长城 万分 万全 万能 万岁 "
    "万宁 万宁市 万年 万载 万荣 万众 万科 万达 万家 万家灯火 万无一失 万丈 万里行 万象更新 万事 "
    "万事如意 万元户 万安 万盛 亿万 亿万富翁 亿利 兆头 预兆 征兆 吉兆 "
    # 几 半 数
    "几乎 几何 几何时 茶几 几率 几经 几度 几时 几点 几次三番 半导体 半岛 半径 半壁 半壁江山 半夜 "
    "半天 半边天 大半 多半 半途 半途而废 半路 半信半疑 半决赛 半程 半成品 半封闭 半自动 半月谈 "
    "下半场 上半场 "
    # financial characters inside words
    "队伍 入伍 退伍 陆续 大陆 陆地 登陆 陆军 着陆 陆海 收拾 拾金不昧 拾起 拾取 拾遗 放肆 肆意 "
    "肆虐 伍家岗 陆家嘴 陆良 陆河 陆丰 内陆 水陆 海陆 落伍 为伍 行伍 零售 零部件 零件 零散 零工 "
    "零星 零距离 零容忍 零食 零钱 零担 归零 清零 零碎 零下 零时 零点 零基础 零门槛 凋零 零落 "
    "零关税 零报告 零投诉 零跑腿 零售商 零售业 零售额 零接触 零感染 两会 "
)
"""Everyday words, idioms and place names in which a numeral counts nothing."""

NAME_WORDS = _words(
    "五一 五四 六一 七一 八一 三八 十佳 两会 一带一路 双十一 双十二 三农 两新 两学一做 三会一课 "
    "三严三实 三支一扶 三重一大 两个维护 两个确立 四个意识 四个自信 三个代表 两个一百年 五位一体 "
    "四个全面 五大发展理念 新四军 八路军 三八红旗手 五一劳动奖章 五一劳动奖状 五一劳动节 "
    "五一巾帼 五一节 七一勋章 八一建军节 六一儿童节 五四青年节 九三学社 四川 四川省 三明 三明市 "
    "三亚 三亚市 六安 六安市 九江 九江市 十堰 十堰市 百色 百色市 万州 万州区 万宁 四平 四平市 "
    "七台河 六盘水 三门峡 三峡 三沙 七夕 七夕节 九龙坡 九寨沟 五指山 八达岭 红十字 红十字会 万科 "
    "万达 百度 两癌 四史 六稳 六保 两不愁三保障 两山 五险一金 三公经费 百团大战 千岛湖 三下乡 "
    "双一流 一谷三区 五保户 五保 八项规定 六项纪律 四种形态 四风 三定 三定方案 三严三实 "
    "三大攻坚战 三大战役 四套班子 四好农村路 三品一标 三权分置 三变改革 两客一危 两轮一体 "
    "三级联创 两代表一委员 一号文件 一国两制 三区三州 两江四岸 "
    "四项基本原则 二万五千里长征 二十国集团 七国集团 十一黄金周 十一长假 十一假期 十一国庆 "
)
"""Among the words, those that are names of things, days, places or programmes."""

WORD_INDEX: dict[str, tuple[tuple[int, str, str], ...]] = {}
"""Two neighbouring characters, one a numeral, to (offset, word, kind) of the words there."""

SLOGAN_NOUNS = (
    "方面|阶段|层面|环节|维度|维护|确立|意识|自信|全面|代表|结合|必须|坚持|确保|转变|到位|"
    "满意|走在|面向|聚焦|突出|不放过|不变|一批|一百年|清单|角度|世界|革命|抓手|到底|战场|"
    "问题|原则|关键|优先|更加|更好|同步|统筹|体系|自我|敢于|务必|伟大|精神|关系|多月|文明|"
    "倡导|服从|先锋"
)
"""Abstract nouns: 三个 in front of one of them names a slogan or a manner, and counts nothing."""

NUMERAL_CHARACTERS = "零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅俩幺几半"


def _index_words() -> None:
    """Index the words by the two characters around the beginning of each numeral in them."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for word in OTHER_WORDS | NAME_WORDS:
        kind = "name" if word in NAME_WORDS else "other"
        for k, character in enumerate(word):
            if character not in NUMERAL_CHARACTERS:
                continue
            if k and word[k - 1] in NUMERAL_CHARACTERS:
                continue
            if k:
                found.setdefault(word[k - 1 : k + 1], []).append((k, word, kind))
            if k + 1 < len(word):
                found.setdefault(word[k : k + 2], []).append((k, word, kind))
    for pair, entries in found.items():
        WORD_INDEX[pair] = tuple(sorted(set(entries), key=lambda e: (-len(e[1]), e)))


_index_words()
