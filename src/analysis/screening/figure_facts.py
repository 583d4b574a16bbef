"""What each figure of a text says: what it counts, in which role, when, and in which list.

A `Fact` is made for every figure whose value is known.  Relations between figures are looked for
over facts (`analysis.screening.relations`), so that a rule asks for the role of a figure and for
the thing it counts, and not for the words that one writer uses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from analysis.screening.lazy import lazy
from analysis.screening.passages import Passage, ReadNumber, Term

FigureRole: TypeAlias = Literal["level", "change", "growth", "share", "average", "plan", "other"]
"""How much there is; by how much it changed; the same in per cent; a share or rate; so much for
each; what is planned; none of these (points, multiples, lengths, ranks)."""

_PER_CENT = ("%", "‰")
_POINTS = "个百分点"
_OTHER_UNITS = ("", "倍", "个百分点", "比", "岁", "年")
_SCALES: dict[str, tuple[str, Fraction]] = {
    "吨": ("公斤", Fraction(1000)), "千克": ("公斤", Fraction(1)), "斤": ("公斤", Fraction(1, 2)),
    "公顷": ("亩", Fraction(15)), "公里": ("米", Fraction(1000)), "千米": ("米", Fraction(1000)),
    "册次": ("册", Fraction(1)), "学时": ("小时", Fraction(1)), "课时": ("小时", Fraction(1)),
    "宗": ("件", Fraction(1)), "队次": ("次", Fraction(1)), "台次": ("次", Fraction(1)),
    "辆次": ("辆", Fraction(1)), "个百分点": ("%", Fraction(1)), "新台币": ("元", Fraction(1)),
    "港元": ("元", Fraction(1)),
}  # fmt: skip
"""Units in which one thing is measured, with how many of the first the second makes.

Where money is counted in 新台币 or 港元, 元 alone is the same in that text.
"""

_RISE = (
    "增加|增长|增高|长高|增|多|提高|提升|上升|上涨|升|涨|扩大|攀升|回升|成长|扩展|净增|新增|超出"
)
_FALL = "减少|下降|降低|回落|压缩|缩短|缩减|压减|下滑|减|降|少|缩|跌|收窄"
_MOVED = re.compile(
    rf"(?:净|同比|环比|实际|名义|累计)*(?:(?P<up>{_RISE})|(?P<down>{_FALL}))"
    r"[收支花用付缴产招投种]?(?:了|约|近|出|逾|超过?|整整|足足|将近|至少|任务|计划|预算|目标|指标|(?:幅度?|速度?|率)(?:为|是|达到?|近|约|超过?)*|"
    r"(?<![多高少])达(?!到))*$"
)
_ALONE = re.compile("[即共]?|[一二三四五六七八九十几]+年|每[一-鿿]{1,2}每[一-鿿]")
_COMPARES = re.compile(
    r"(?:比|较)[^，；。]{1,14}(?:(?P<up>高|快|早|长)|(?P<down>低|慢|短))(?:了|出|约)*$"
)
_MOVED_BEHIND = re.compile(rf"^的?(?:(?P<up>{_RISE})|(?P<down>{_FALL}))[长幅速率]?$")
_MORE_DONE = re.compile("(?P<up>多)[一-鿿]{1,2}$|(?P<down>少)[一-鿿]{1,2}$")
"""What was done more or less than before (比去年多招, 少用)."""
_COMPARED = re.compile(r"(?:(?<!占)比(?!重|例|率|$)|较|同比|环比)[^，；。：]{0,16}$")
_REACHED = re.compile("(?<![幅率速度])[至到为]$")
_BOUNDS = ("以上", "以下", "以内")
_EACH_TIME = re.compile("每[一-鿿]{1,2}每[一-鿿]")
"""So much more for each person and month: a change of what is paid (每人每月增加…)."""
_NEW = re.compile("新增|新[建开招收进入]$")
_TARGET = re.compile(
    "(?:计划|目标|任务|(?<!公共)预算|指标)[^，]{0,4}$|力争|争取|预计|拟|额定|核定|设计(?:能力|产能|规模|容量)|限额"
)
_EXTREME = re.compile("最[高低多少大小长短]|单[日次月]|峰值|高峰")
_EACH = re.compile(
    r"平均|^一[天日](?:接待|要|约|有|能|就是)*$|[人户件场次校日家月年天班亩单车村床期生师项组篇桌站点店馆院县乡镇辆笔案]均|亩产|单产|单价|均价|每(?!年(?:度|来)|逢|当|到)|人平|戶均|次均|标准为|"
    r"中位数"
)
OF_BOTH = re.compile("(?:[和与及]|、)[^，。；]{1,8}均[为是有]$")
"""Words that say so many of each of several (学生和教师均为110人), and no average."""
_THEN = re.compile(
    r"上一?年|去年|前年|上一?[届期轮月季]|上一?个[一-鿿]{0,3}[季期届轮月年]|同期|年初(?!确定|下达|计划|以来|排查|预算|制定|安排|部署|提出)|期初|此前|之前|原来?(?:的|为|有|先)|改革前|疫情前|基期|基数|"
    r"前一[年期届轮次]|往年|旧[有存]|当初|[一二三四五]年前|上[一]?季度|上學年|上学年|上财年|原先|当时|以往"
)
_HEADING = re.compile("[^一-鿿]{0,3}(?:[一二三四五六七八九十]{1,2}、)?([一-鿿]{2,12})：")
_NEXT_YEAR = re.compile("新的?一年|明年|来年|下一年")
"""In what is said of the next year, 去年 is the year that the text is about."""
_REFERENCE_TIME = re.compile(
    r"(?:比|较|与|同|跟)(?:上|去|前|往|年初|期初|月初|季初|同期|疫情前|改造前|年?预算|年?计划|目标|任务|20[0-9]{2}年|[0-9]{2,3}年|[一二三四五六七八九十〇○零]{2,4}年度?|第[一二三四五六七八九十0-9]+)"
    r"[一-鿿]{0,4}$"
)
_COMPARING = re.compile("[比较与同跟]")
_REFERENCE = re.compile(r"(?:比|较|与|同|跟)[^，；。：]{1,16}的$")
FROM = re.compile(
    r"(?:(?<!自)由|从(?![业事军教医严优])|(?<![来各亲独])自(?![管养种用费购驾述主有筹行身治动己然贸评学愿办建营助来付查收考荐报用])"
    r")[^，；。：]{0,16}$"
)
"""Words before what a change began from."""
_ASIDE = re.compile("（[^（）]*）")
_CUT = re.compile("[，；：。（）、]|——")
_END = re.compile("[，；：。（）、]|——")
_YEAR = re.compile(r"(20[0-9]{2})年")
_WHOLE_YEAR = re.compile(r"(20[0-9]{2})年(?![0-9]{1,2}月)")
_DATE = re.compile(r"(20[0-9]{2})年[0-9]{1,2}月")
_THEN_ALL = re.compile(
    r"^[^，。0-9]{0,6}(?:上一?轮|上一?届|上一?年度?|去年|前年|前一年度?|同期)(?![的比]|同期)[^，。]{0,14}"
)
"""A sentence that begins so is of an earlier time."""
_NOW_AGAIN = re.compile("今年|本年|本期|本届|现在|如今|目前")
"""Words that lead back from an earlier time of which a sentence began to speak."""
_FILLER = re.compile(
    r"全[市县区省镇乡院校馆局州国系村行年]|年度|本[市县区院校馆会局镇度行社村]|今年|当年|本学年|年内|截至|截止|同期|"
    r"[年月][底末初]|累计|共计|合计|总计|总数|总共|共有|一共|达到了?|突破|超过|其中|目前|现有|上述|这些|有关|上年|去年|"
    r"完成|实现|先后|分别|各类|各项|各种|全部|要力争|力争|基础上|再增|组织|开展|举办|办理|此外|另外|同时|以及|"
    r"[0-9.,]+[年月日]?|[我为有已了的以约近将在对从和及与等中里、“”「」共计至到达于由是个名位该其]|本(?![科专])|在(?![校职岗册押院编读])"
)


@dataclass(frozen=True, eq=False)
class Fact:
    """A figure with what its words say of it.

    Attributes
    ----------
    term
        The figure at its place: number, unit, words around it.
    sentence
        Which of the sentences with figures it stands in.
    earlier_year
        Whether its clause names a year before the one that the text speaks of most.
    before
        The figure before it in its sentence, if that is of the same unit.
    spoken_after
        Whether the text was written in the year after the one that it is about: 去年 is that one.
    inherited
        The unit of the figure before, where it has none and is compared with that (较上年的480).
    """

    term: Term
    sentence: int
    earlier_year: bool = False
    spoken_after: bool = False
    before: Fact | None = None
    inherited: str = ""

    @lazy
    def number(self) -> ReadNumber:
        """The figure."""
        return self.term.number

    @lazy
    def passage(self) -> Passage:
        """Its sentence."""
        return self.term.passage

    @lazy
    def paragraph(self) -> int:
        """Which line of the text it stands in."""
        return self.term.passage.line

    @property
    def printed_unit(self) -> str:
        """Its unit as printed with it, or with the figure that it is compared with."""
        return self.term.unit or self.inherited

    @lazy
    def unit(self) -> str:
        """Its unit, or that in which the same is measured (公斤 for 吨)."""
        return _SCALES.get(self.printed_unit, (self.printed_unit, 1))[0]

    @lazy
    def factor(self) -> Fraction:
        """How many of `unit` one of its own unit is."""
        return _SCALES.get(self.printed_unit, ("", Fraction(1)))[1]

    @lazy
    def value(self) -> float:
        """Its value in `unit`, for what is first tried."""
        value = float(self.number.value)
        return value if self.factor == 1 else value * float(self.factor)

    @lazy
    def clause(self) -> str:
        """The words of its clause before it."""
        return _CUT.split(_ASIDE.sub("", self.term.lead))[-1]

    @lazy
    def behind(self) -> str:
        """The words of its clause after it."""
        return _END.split(self.term.tail, maxsplit=1)[0]

    @lazy
    def words(self) -> str:
        """Its clause; that before it too where its own has next to no word (的有416起)."""
        own = self.clause + " " + self.behind
        if len(_FILLER.sub("", own).strip()) >= 2 or not self.term.lead:
            return own
        earlier = [part for part in _CUT.split(self.term.lead)[:-1] if part]
        return (earlier[-1] if earlier else "") + own

    @lazy
    def grams(self) -> frozenset[str]:
        """Two characters in a row of what it counts, without words of place, time and number.

        A clause without such words goes on with what the figure before it counts.
        """
        words = _FILLER.sub(" ", self.words)
        if not words.strip() and self.before is not None:
            return self.before.grams
        if not words.strip(" 总额数量收支"):
            words = _FILLER.sub(" ", self.heading)
        return frozenset(
            words[k : k + 2] for k in range(len(words) - 1) if " " not in words[k : k + 2]
        )

    @property
    def heading(self) -> str:
        """The words before the first colon of its sentence, if they are short (到位资金：)."""
        match = _HEADING.match(self.passage.text)
        return match[1] if match else ""

    @lazy
    def moves(self) -> int:
        """1 where its words say that something rose by it, -1 where it fell, else 0."""
        match = _MOVED.search(self.clause) or _COMPARES.search(self.clause)
        if match is None and self.term.unit in _PER_CENT and not _REFERENCE.search(self.clause):
            match = _MOVED_BEHIND.match(self.behind)
        if match is None and self._beside_comparison:
            match = _MORE_DONE.search(self.clause)
        if match is None:
            return 0
        return -1 if match["down"] else 1

    @property
    def moves_alone(self) -> bool:
        """Whether its clause says that something rose or fell, and not what (同比增长)."""
        return bool(_ALONE.fullmatch(_MOVED.sub("", self.clause)))

    @lazy
    def _beside_comparison(self) -> bool:
        """Whether it, or the figure right before it, is compared with another time (比上年的)."""
        before = self.passage.terms[self.term.k - 1].clause if self.term.k else ""
        return bool(
            _COMPARED.search(self.clause)
            or (not _CUT.search(self.term.lead) and _COMPARED.search(before))
        )

    @lazy
    def role(self) -> FigureRole:
        """What the figure is in the account that the text gives."""
        unit = self.printed_unit
        compared = bool(_COMPARED.search(self.clause)) and not (
            self.clause[-1:] in "的之" or self._is_reference
        )
        if unit in _PER_CENT:
            reached = _REACHED.search(self.clause)
            return "growth" if (self.moves or compared) and not reached else "share"
        if unit == _POINTS:
            return "change" if self.moves else "other"
        bounds = self.number.literal[-2:] in _BOUNDS and re.match("[一-鿿]", self.behind)
        if unit in _OTHER_UNITS or bounds or _EXTREME.search(self.clause + self.number.literal):
            return "other"
        each = _EACH.search(self.clause) and "总" not in self.clause[-4:]
        each = each and not OF_BOTH.search(self.clause)
        each = each and not (self.moves and _EACH_TIME.match(self.clause))
        if each or (not self.clause and self._in_list_of_averages):
            return "average"
        if compared or (self.moves and not _NEW.search(self.clause)):
            return "change"
        planned = _TARGET.search(self.clause) and "基础上" not in self.behind
        return "plan" if planned else "level"

    @lazy
    def _in_list_of_averages(self) -> bool:
        """Whether it goes on with an average (每队次出动1.8辆车、12名指战员)."""
        k = self.term.k
        return (
            k > 0
            and self.term.lead.endswith("、")
            and bool(_EACH.search(self.passage.terms[k - 1].clause))
        )

    @lazy
    def then(self) -> bool:
        """Whether it is of an earlier time, or what a change began from."""
        clause, sentence = self.clause, self.passage.text
        if self.spoken_after or _NEXT_YEAR.search(sentence[: sentence.find(clause) + 1]):
            clause, sentence = clause.replace("去年", "今年"), sentence.replace("去年", "今年")
        if self.earlier_year or _THEN.search(clause) or FROM.search(clause):
            return True
        if self._is_reference or _REFERENCE.search(clause):
            return True
        return bool(_THEN_ALL.match(sentence)) and not _NOW_AGAIN.search(
            sentence[: self.number.start - self.passage.start]
        )

    @lazy
    def _is_reference(self) -> bool:
        """Whether it is what another is compared with (较上期44000人; 与2023年45起相比)."""
        if not _COMPARING.search(self.clause):
            return False
        if self.clause.endswith(("同比", "环比")) and re.match("增|减|上升|下降", self.behind):
            return True
        return self.behind.startswith(("相比", "相较")) or bool(_REFERENCE_TIME.search(self.clause))

    @property
    def derived(self) -> bool:
        """Whether it follows from other figures: it is no count or amount itself."""
        return self.role in ("share", "growth", "average", "change")

    @lazy
    def bracketed(self) -> bool:
        """Whether it stands in brackets."""
        before = self.passage.text[: self.number.start - self.passage.start]
        return before.rfind("（") > before.rfind("）")

    @property
    def bound_open(self) -> bool:
        """Whether its words leave one end open (300余家, 不足50人)."""
        exact = self.number.mention.bound == "exact"
        return not exact and not self.number.usual.is_bounded

    @lazy
    def label(self) -> str:
        """The words that name it as an item of a list."""
        return self.clause.strip() or self.behind


_TITLE = 80
_THAN = re.compile("(?:比|较|由|从)[^，。；]{1,12}$")
_MOVES = re.compile(f"，?(?:{_RISE}|{_FALL})")


def _year_of(words: str) -> str:
    """Return the year that a text is about: that of its title, or that it speaks of most."""
    titled = _WHOLE_YEAR.findall(words[:_TITLE])
    years = Counter(_WHOLE_YEAR.findall(words))
    if titled:
        return str(max(titled))
    return max(years, key=lambda year: (years[year], year)) if years else ""


def facts_of(sentences: Sequence[Passage], words: str) -> list[Fact]:
    """Return a fact for every figure, in the order of the text.

    Parameters
    ----------
    sentences
        The sentences of the text that hold figures.
    words
        The whole text (`analysis.screening.passages.words_of_text`).
    """
    main = _year_of(words)
    dated = _DATE.search(words[: 2 * _TITLE])
    after = bool(dated and main and dated[1] > main)
    found: list[Fact] = []
    for s, passage in enumerate(sentences):
        for k, term in enumerate(passage.terms):
            said = _YEAR.findall(_CUT.split(term.lead)[-1])
            last = found[-1] if k and found[-1].term.unit == term.unit else None
            unit = _inherited(term, found[-1]) if k and not term.unit else ""
            found.append(Fact(term, s, bool(said) and max(said) < main, after, last, unit))
    return found


def _inherited(term: Term, last: Fact) -> str:
    """Return the unit of the figure before one that has none and is compared with it."""
    compared = _THAN.search(term.lead) and _MOVES.match(term.tail)
    return last.term.unit if compared and last.role == "level" else ""


def likeness(a: Fact, b: Fact) -> float:
    """Return how much of the words of the one with fewer is also among those of the other."""
    fewer = min(len(a.grams), len(b.grams))
    return len(a.grams & b.grams) / fewer if fewer else 0.0
