"""Attributes that words name: stage, scheme, grade, route, actor and population of a figure.

Nothing is proposed where no word says it: an empty attribute means that it was not coded apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from analysis.proposals.nearby_words import divider
from analysis.reading.mentions import Mention

_clauses = divider("[，,；;：:]")
_LISTED = "、"

# --- stages -------------------------------------------------------------------------------------

Stages = Sequence[tuple[str, re.Pattern[str]]]


def _stages(**words: str) -> Stages:
    return [(code, re.compile(form)) for code, form in words.items()]


_OF_MONEY = _stages(
    raised="筹集|筹措|筹得|筹款|筹资|募集|募得|募捐|捐款|捐资|收缴|归集|集资",
    returned="返还|返拨|回拨|返还",
    budgeted="预算|计划投|拟投|计划安排|(?<![发发])投资$|总投资",
    issued="(?:发放|派发|发出)[^，,]{0,16}券",
    paid="(?:发放|支付|给付|赔付|理赔|兑付|报销)[^，,]{0,14}(?:补助金|互助金|保障金|互助保障|赔付金|补助)"
    "|给付|赔付|理赔|兑付",
    spent="投入|发放|下拨|拨付|拨出|拨款|支出|花费|使用|资助|补贴|补助|慰问|奖励|列支|支付|安排资金",
)
"""Of sums, in the order in which they count where a clause names several."""
_OF_HONOURS = _stages(
    applied="申报|申请",
    passed="通过验收|验收合格|验收通过",
    recommended_or_named="推荐选树|推荐评选|推选",
    recommended="推荐|推报|举荐|上报",
    named="评选|获评|评为|评出|评定|命名|授予|授牌|表彰|荣获|获得|获|培育|培养|选树|斩获|选拔|涌现|认定|"
    "夺得|摘得|被评|诞生|创建|发布",
)
_FOUNDED = "新建|建立|建设|建成|建起|共建|自建|援建|创建|成立|设立|打造|组建|建了|开设"
_OF_STRUCTURES = _stages(
    applied="申报",
    passed="通过验收|验收合格|验收通过",
    named="评为|获评|命名|授予|认定|评选|培育[^，,]{0,4}[省市县国区]",
    founded=f"{_FOUNDED}|(?:援助|帮助|支持)[^。]{{0,24}}建",
)
_OF_PEOPLE = _stages(
    job_introduced="介绍就业|职业介绍|推荐就业|推荐上岗|推荐岗位",
    reemployed="再就业|转岗|全部上岗|实现就业|重新就业|上岗就业",
    served="接待",
)
_GIVEN = re.compile("发放|赠送|送出|送去|送上|派发|发出|配发|免费送|领到|领取|发给")
_GIVEN_UNITS = frozenset(
    ("张", "份", "个", "只", "套", "盒", "件", "顶", "册", "床", "箱", "袋", "瓶")
)
_ENROLLED = re.compile(
    "(?:参加|参保|参与|加入|投保)[^。；]{0,30}(?:互助|保险|保障)|互助[^，,；]{0,8}$"
)
_INSURED = re.compile("互助|保障计划|职工保险")
_INSURED_PAID = re.compile("(?:给付|赔付|理赔|发放|支付|补助|得到救助|受益|获赔)")
_ATTENDED = re.compile("参与|参加|吸引|出席|到场|见证|观看|参观|考察|覆盖观众|举办[^，,]{0,20}班")
_CONTEST = re.compile("竞赛|比武|大赛|练兵|比赛|安康杯|参赛")
_COUPLES = _stages(
    married="结婚|婚姻|登记|成婚|步入婚",
    paired="牵手|配对",
    dating="交往|恋爱|恋情",
    introduced="牵线|撮合|搭桥|介绍",
)
_SETTLED = re.compile("成功(?:调解|化解|调处|协调)|(?:调解|化解|调处)成功")
_HANDLED = re.compile(
    "受理|处理|办理|协调|调解|调处|接听|答复|办结|代理|提供[^，,]{0,16}(?:咨询|援助)|参与审理|化解"
)
_CASES = frozenset(("件", "起", "宗", "件次", "人次", "例", "次"))
_MEMBERS = re.compile("会员|涉及|覆盖(?!服务)|建会")
_SHORT = 3
"""An item of a list with no more characters has no verb of its own."""
_INVOLVED = re.compile("涉及|惠及")


_TITLED = re.compile("评为|命名|获评")
_BENEFIT = re.compile("补助金|互助金")
_ATTENDS = re.compile("[^，,]{0,16}(?:参与|参加|出席|见证)")
_PART = re.compile("[；;]")


def stage_of(
    mention: Mention, before: str, after: str, whole: str, counted: str, nature: str
) -> str:
    """Return at which stage of its matter a number was taken; empty where no word says it.

    Parameters
    ----------
    mention
        The number.
    before, after
        The words of its sentence before and after it.
    whole
        The words before it over semicolons: titles are listed over them.
    counted, nature
        What it counts, and its nature.
    """
    clauses = _clauses(before)
    clause = clauses[-1]
    behind = _clauses(after)[0]
    unit = mention.unit or ""
    if nature in ("rate", "tariff"):
        return ""
    if unit == "元":
        return _of_money(before, clause, nature)
    if nature == "plan":
        return ""
    if unit == "对":
        return _first(_COUPLES, clause) or _first(_COUPLES, behind[:8])
    if counted == "honours" or nature == "duration":
        return _carried(_OF_HONOURS, _clauses(whole), behind)
    if counted == "structures":
        if nature == "stock":
            named = _TITLED.search(clause + behind)
            return "named" if named else "existing"
        return _carried(_OF_STRUCTURES, clauses, "" if unit == "份" else behind)
    if counted == "activities":
        handled = unit in _CASES and _HANDLED.search(clause)
        return "handled" if handled else ""
    return _of_people(mention, before, clause, behind, nature)


def _of_money(before: str, clause: str, nature: str) -> str:
    if nature == "plan":
        return "budgeted"
    found = _first(_OF_MONEY, clause)
    insured = _INSURED.search(before[-80:]) or _BENEFIT.search(clause)
    return "paid" if found == "spent" and insured and "慰问" not in clause else found


def _of_people(mention: Mention, before: str, clause: str, behind: str, nature: str) -> str:
    unit, words = mention.unit or "", clause + behind
    if _SETTLED.search(clause):
        return "settled"
    item = clause.rpartition(_LISTED)[2]
    found = _first(_OF_PEOPLE, item if len(item) > _SHORT else clause)
    found = found or _first(_OF_PEOPLE, behind[:24])
    if found:
        return found
    if unit in _GIVEN_UNITS and _GIVEN.search(before[-50:]):
        return "issued"
    if _ENROLLED.search(clause + behind) or (
        nature == "stock" and _INSURED.search(before[-30:] + behind)
    ):
        return "paid" if _INSURED_PAID.search(words) else "enrolled"
    if _INSURED.search(before[-60:]) and _INSURED_PAID.search(words):
        return "paid"
    if nature == "stock":
        return "existing" if _MEMBERS.search(clause) else ""
    if _INVOLVED.search(clause) and _HANDLED.search(before):
        return "handled"
    attended = _ATTENDED.search(clause) or _ATTENDS.match(behind)
    return "attended" if attended and not _CONTEST.search(before + behind) else ""


def _first(stages: Stages, words: str) -> str:
    """Return the first stage of which some words speak."""
    return next((code for code, form in stages if form.search(words)), "")


_EARLY = 2
"""Stages before a decision: the first ones of a list of stages."""
_NEW_SUBJECT = re.compile(
    "举办|开展|培训|组织|慰问|投入|筹集|救助|参加|参与|目前|截至|帮助|覆盖|涉及"
)


def _carried(stages: Stages, clauses: Sequence[str], behind: str) -> str:
    """Return the stage that the nearest verb says; the items of a list share the first one's."""
    for distance, clause in enumerate(reversed(clauses)):
        last = _last(stages, clause)
        if last:
            return last
        if distance == 0 and (last := _last(stages, behind)):
            return last
        if _NEW_SUBJECT.search(clause):
            return ""
    return ""


def _last(stages: Stages, words: str) -> str:
    """Return the stage whose words stand last; what was examined or applied for is no more yet."""
    early = _first(stages[:_EARLY], words)
    if early:
        return early
    best, found = (-1, -1), ""
    for code, form in stages:
        for match in form.finditer(words):
            if (match.end(), match.end() - match.start()) > best:
                best, found = (match.end(), match.end() - match.start()), code
    return found


# --- schemes ------------------------------------------------------------------------------------

_SEASONS = re.compile("春送|夏送|秋送|冬送|金秋助学")
_SCHEMES = (
    ("hospitalisation", "住院(?:医疗)?互助|互助住院|住院职工[^。]{0,12}补助|住院互助保障"),
    ("critical_illness", "(?:重大?疾?病|大病|特种疾病)[^，,。]{0,4}(?:互助|保障)"),
    ("medical_unspecified", "医疗互助|互助保障|互助医疗|职工互助"),
    ("illness_relief", "因病(?:致困|致贫|困难|救助)|患(?:大|重)病|大病救助|因病"),
    ("heat_relief", "送清凉|清凉|高温|防暑|降温|酷暑"),
    ("golden_autumn", "金秋助学|助学|圆梦|上大学|大学新生|大一新生|寒门学子"),
    ("post_care", "岗位送关爱|送关爱"),
    (
        "hardship_visits",
        "(?:走访)?慰问[^，,。]{0,10}(?:困难|劳模|病困)|送温暖|困难[^，,。]{0,6}慰问|走访慰问",
    ),
    ("epidemic_vouchers", "(?:疫情|防疫|抗疫)[^，,。]{0,12}消费券"),
    ("holiday_vouchers", "(?:节日|春节|中秋|端午|国庆)[^，,。]{0,12}消费券"),
    ("epidemic_fund", "(?:防疫|抗疫|疫情防控)[^，,。]{0,6}(?:专项|资金|经费)"),
)
"""Programmes that unions run everywhere, by the words that name them."""
_SCHEME_FORMS = [(code, re.compile(form)) for code, form in _SCHEMES]
_ANY_SCHEME = re.compile(
    "互助|病|清凉|高温|防暑|降温|酷暑|助学|圆梦|大学|学子|大一|关爱|慰问|送|保障|疫|券"
)
"""Each programme has one of these words."""
_SCHEME_THINGS = frozenset(("money", "people_reached"))
_CARRIED = re.compile("活动|工程|项目|工作|计划|行动|载体")
_SPENT_BY_OTHERS = re.compile("带动|拉动|惠及|预算")
_OF_ITS_OWN = frozenset(("epidemic_vouchers", "holiday_vouchers", "epidemic_fund"))
"""Programmes that are named with the sum itself, and not carried on."""


def scheme_of(
    previous: str,
    sentence: str,
    after: str,
    counted: str,
    labels: Mapping[str, str] | None = None,
) -> str:
    """Return the programme that a number belongs to; empty where no word names one.

    Parameters
    ----------
    previous
        The sentence before its own, in its paragraph.
    sentence
        The words of its sentence before it, over semicolons.
    after
        The words after it.
    counted
        What it counts: money and people belong to programmes that all unions run.
    labels
        Words of further programmes by code, as the codebook has them.
    """
    labels = labels or {}
    behind = _clauses(after)[0]
    own = _PART.split(sentence)[-1]
    clause = _clauses(own)[-1]
    if _CONTEST.search(own + behind) or _SPENT_BY_OTHERS.search(clause):
        return ""
    named = _labelled_scheme(own + behind, labels)
    if named or counted not in _SCHEME_THINGS:
        return named
    found = _named_scheme(clause + behind)
    if found:
        return found
    following = after[len(behind) : len(behind) + _NAMED_BEHIND]
    for words in (own, clause + behind + following, sentence, previous):
        found = _named_scheme(words)
        if found and found not in _OF_ITS_OWN and (words is not previous or _CARRIED.search(words)):
            return found
    return ""


def _labelled_scheme(words: str, labels: Mapping[str, str]) -> str:
    """Return the programme whose words in the codebook stand last."""
    places = {code: words.rfind(label) for code, label in labels.items()}
    best = max(places, key=lambda code: places[code], default="")
    return best if best and places[best] >= 0 else ""


@lru_cache(maxsize=1024)
def _named_scheme(words: str) -> str:
    """Return the programme that is named last; one sentence is around several numbers."""
    if not _ANY_SCHEME.search(words):
        return ""
    if len(set(_SEASONS.findall(words))) > 1:
        return "four_seasons"
    best, found = -1, ""
    for code, form in _SCHEME_FORMS:
        for match in form.finditer(words):
            if match.end() > best:
                best, found = match.end(), code
    return found


def scheme_words(labels: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the words of the programmes that have a name of their own, by code.

    Parameters
    ----------
    labels
        Codes with the words that the codebook has for them.
    """
    general = {code for code, _ in _SCHEMES} | {"four_seasons"}
    return {code: word for code, word in labels if code not in general and len(word) > 4}


# --- grades -------------------------------------------------------------------------------------

_GRADES = (
    ("national", re.compile("国家级|全国(?![各仅共总]|范围)")),
    ("provincial", re.compile("省级|省(?=[^总委内里、市厅政外])|自治区级")),
    (
        "municipal",
        re.compile("市级|(?<![全我本])市(?=劳模|劳动|五一|工人|先锋|杰出|优秀|先进|模范|示范)"),
    ),
    ("county", re.compile("(?:县区|区县|县市区|县|区)级")),
)
"""Words before a number, or right behind it, that say who awards a rank."""
_GRADED = re.compile("[国省市县区]")
"""Each grade has one of these characters."""
_SEVERAL = re.compile(
    "(?:全国|国家|省|市|县区|县|区)级?、(?:全国|国家|省|市|县区|县|区)|各级(?!工会)|各类各级"
)
_AND_ABOVE = re.compile("(?:国家|省|市|县|区)级?(?:及)?以上")
_NAMED_BEHIND = 16
"""Characters behind a number that may name a rank."""
_NOUN = 7
"""Characters of an item of a list that has no words beside its noun."""
_marked = divider("[，,、；;：:]")


def grade_of(before: str, after: str) -> str:
    """Return the grade that the words right around a number name, or nothing.

    Where its own words name none and it goes on a list (省级企业6家、园区2家), the item before
    decides.

    Parameters
    ----------
    before, after
        The words of its sentence before and after it.
    """
    behind = _marked(after)[0][:_NAMED_BEHIND]
    parts = _clauses(before)[-1].split(_LISTED)
    words = parts[-1] + behind
    whole = _clauses(before)[-1] + behind
    several = _SEVERAL.search(whole[-36:])
    if several and not before.endswith(several[0]):
        return "mixed"
    carried = reversed(parts[:-1]) if len(parts[-1]) <= _NOUN else ()
    for part in (words, *carried):
        if not _GRADED.search(part):
            continue
        places = {g: match.start() for g, form in _GRADES for match in form.finditer(part)}
        if places:
            return max(places, key=lambda grade: places[grade])
    return ""


def grade_and_above(before: str, after: str) -> bool:
    """Tell whether higher grades are counted with the one that is named (省级以上)."""
    parts = _clauses(before)[-1]
    return bool(_AND_ABOVE.search(parts + _marked(after)[0][:_NAMED_BEHIND]))


# --- routes and actors --------------------------------------------------------------------------

_ROUTES = (
    (
        "legal_aid_and_consultation",
        re.compile("法律咨询[^，,]{0,6}(?:和|与|、|及)[^，,]{0,4}援助|法律援助[^，,]{0,6}咨询"),
    ),
    ("hotline", re.compile("热线|12351|来电")),
    ("part_in_arbitration", re.compile("参与[^，,]{0,8}仲裁|仲裁案件|参与审理")),
    ("legal_aid", re.compile("法律援助|受援")),
    ("conciliation_by_unions", re.compile("(?:调解|协调|调处|化解)[^，,；]{0,8}(?:争议|纠纷)")),
)
_OTHER_WORK = re.compile("慰问|救助|资助|培训|举办|走访|发放|评选|表彰|新建|建立|成立|参加")
"""Work that goes on in the same sentence and has no route."""
_DISPUTED = re.compile("争议|纠纷|援助|热线|12351|仲裁|受援|挽回|来电|咨询")


def route_of(sentence: str) -> str:
    """Return the way by which disputes and help in law came to be counted.

    Parameters
    ----------
    sentence
        The words of its part of the sentence before the number.
    """
    if not _DISPUTED.search(sentence):
        return ""
    best, found = -1, ""
    for code, form in _ROUTES:
        for match in form.finditer(sentence):
            if match.end() > best:
                best, found = match.end(), code
    return "" if _OTHER_WORK.search(sentence, max(best, 0)) else found


_ACTORS = (
    ("national", re.compile("中华全国总工会|全国总工会|全总|国务院|人社部")),
    ("province", re.compile("省总工会|省总(?!工会会员)|自治区总工会")),
    ("county_unions", re.compile("(?:各)?(?:县市区|县区|区县|县|区)(?:总工会|总|工会)(?!主席)")),
    ("city_federation", re.compile("(?:市|州|盟)总(?:工会)?(?!数|量|体|计)")),
    ("unions_all_levels", re.compile("各级工会|全市工会|全州工会|各级各类工会|各工会")),
    (
        "grassroots_union",
        re.compile("(?:基层|企业|单位|公司|乡镇|街道|社区|村|行业)(?:[（(]街道[）)])?工会"),
    ),
)
"""Who does what is counted: a subject, and so no word that 为, 向 or a verb leads to."""
_ACTING = re.compile("总|工会|国务院|人社部")
"""Each of them has one of these words."""
_NO_SUBJECT = re.compile(
    "(?:为|向|给|对)[^，,。；]{0,9}$"
    "|(?:支持|帮助|指导|推动|推进|引导|组织|与|和|同|已建|新建|组建|建立|由|被|带动|召开|加强|健全|规范|完善"
    "|全国|省级?|模范|示范|优秀|市、)[^，,。；]{0,6}$"
)
_IS_SUBJECT = re.compile("^(?:组织|干部|部门|系统|机关)?[^，,。；的会达员总主经等0-9]")


def actor_of(sentence: str) -> str:
    """Return who does what a number counts: the last subject that its sentence names.

    Parameters
    ----------
    sentence
        The words of its sentence before it, over semicolons.
    """
    best, found = -1, ""
    if not _ACTING.search(sentence):
        return found
    for code, form in _ACTORS:
        for match in form.finditer(sentence):
            behind = sentence[match.end() :]
            if match.end() <= best or not _IS_SUBJECT.match(behind):
                continue
            if code != "unions_all_levels" and _NO_SUBJECT.search(sentence[: match.start()]):
                continue
            best, found = match.end(), code
    return found


_EACH = (
    ("year", re.compile("(?:每年|年均)[^，,。；]{0,12}$|(?<![0-9])1年$")),
    ("person", re.compile("(?:每人|人均|每名[^，,]{0,4}|掌握)[^，,。；]{0,8}$")),
    ("employer", re.compile("(?:每家|每个?单位|每个?企业|每户企业)[^，,。；]{0,8}$")),
    ("project", re.compile("每(?:个项目|项)[^，,。；]{0,8}$")),
)


def per_of(before: str) -> str:
    """Return what a number is given for each of: a year, a person, an employer or a project."""
    clause = _clauses(before)[-1]
    return next((code for code, form in _EACH if form.search(clause)), "")


# --- populations --------------------------------------------------------------------------------

_ASIDE = re.compile("[（(][^）)]*[）)]")
_AROUND = 14
"""Characters beside a number in which its population is named."""


def population_words(labels: Iterable[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return the words by which populations are found, the longest first; too short ones are left.

    Parameters
    ----------
    labels
        Codes with the words that the codebook has for them.
    """
    words = [
        (code, _ASIDE.sub("", label).replace("“", "").replace("”", "")) for code, label in labels
    ]
    return sorted(
        ((code, word) for code, word in words if len(word) > 2), key=lambda each: -len(each[1])
    )


def population_of(
    before: str, after: str, words: Sequence[tuple[str, str]], known: str = ""
) -> str:
    """Return the group that the words right around a number name, or nothing.

    Parameters
    ----------
    before, after
        The words of its sentence before and after it.
    words
        What `population_words` gives.
    known
        The words of its indicator: a group that these name is not coded apart.
    """
    behind = _marked(after)[0][:_AROUND]
    near = _clauses(before)[-1][-_AROUND:] + ("" if behind.startswith("为") else f"0{behind}")
    return next((code for code, word in words if word in near and word not in known), "")
