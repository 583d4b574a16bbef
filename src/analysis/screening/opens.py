"""What the words leave open: numbers that a reader could take in two ways.

None of these is wrong.  Each says what must not be done with a number, or what must be asked before
it is added, divided or compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.language.messages import Message, Name, Named, Part, in_quotes
from analysis.screening.passages import Passage, ScreeningContext, Term
from analysis.screening.printed_arithmetic import all_printed, printed
from analysis.screening.screening_records import MarkedPlace, ScreeningResult

_VAGUE_TIME = re.compile(
    r"近年来|近些年来?|近几年来?|几年来|多年来|过去的?[两三四五六七八九十]年|历时[一二三四五六七八九十两]+个?月"
)
_RELATIVE = re.compile(r"去年以来|去年|今年以来|今年|本年度")
_DATED = re.compile(r"(?:19|20)[0-9]{2}[年./-][0-9]{1,2}[月./-][0-9]{1,2}日?")
_EVERY = re.compile(r"每年[^。；;，,0-9]{0,10}$")
_TERM = re.compile(r"第[一二三四五六七八九十0-9]+期[^，,。；;0-9]{0,12}$")
_TERM_AFTER = re.compile(r"^[^，,。；;0-9]{0,8}(?:参加|参与)了?第[一二三四五六七八九十0-9]+期")
_ALL = re.compile(
    r"^[^，,。；;0-9]{0,14}?(?:全部|均已|均|都已|全覆盖|实现了?[^，,。；;]{0,10}全覆盖)"
)
_TWO_KINDS = re.compile(
    r"(?P<a>[一-鿿]{2,8})(?:及其?|和|与)(?P<b>[一-鿿]{2,8}?)(?:率)?"
    r"(?:达到|达|共|为|约|近|超过)?$"
)
_TWO_RATES = re.compile(r"[一-鿿]{2,6}(?:和|与|及|、)[一-鿿]{2,8}率(?:均)?(?:达到了?|达|为|是)?$")
_BARE = re.compile(r"[^，,。；;]?(?:[，,。；;]|$)")
"""Next to nothing behind a figure in its clause."""
_PEOPLE = re.compile(r"(?:职工|农民工|家属|子女|家庭|人员|群众|会员|学生|案件|咨询|援助)")
_TWO_UNITS = re.compile(r"[（(][人次件户家][)）]")
_GRADE = re.compile(r"国家级|全国|省级|省|市级|全市|县级|区级|部级|自治区级")
_NOUN = re.compile(r"[一-鿿]{2,3}$")
_INSIDE = re.compile(r"^[^，,。；;0-9]{1,16}的$")
_MORE = re.compile(r"^等(?=[，,；;]|$)")
_SPEND = r"投入|筹集|筹措|下拨|安排|拨付|投资|支出|预算"
_SPENDS = re.compile(_SPEND)
_SPENT = re.compile(rf"(?:{_SPEND})[^，,。；;0-9]{{0,10}}$")
_LARGE = re.compile(r"共|全年|累计|总")
_APART = re.compile(r"其中|另|还|再|此外|同时还|分别|用于|占")
_BETWEEN = re.compile(rf"^，?(?:{_SPEND})(?:资金|经费|专项资金)?$")
_SERVED = re.compile(r"救助|资助|帮扶|慰问|发放|培训|服务")


def _said(kind: str, terms: Sequence[Term], **fields: Part) -> ScreeningResult:
    """Return what is left open about some figures."""
    numbers = [each.number for each in terms]
    message = Message(f"screening.open.{kind}", inputs=all_printed(numbers), **fields)
    return ScreeningResult("open", "open", tuple(sorted(n.place for n in numbers)), message)


def of_sentence(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Find what one sentence leaves open."""
    for i in context.own:
        term = context.terms[i]
        following = context.terms[i + 1] if i + 1 < len(context.terms) else None
        yield from _of_one(term)
        if following is not None:
            yield from _of_two(context, term, following)
    yield from _grades(context)
    yield from _money_between(context)


def _of_one(term: Term) -> Iterator[ScreeningResult]:
    """Find what one figure leaves open."""
    if _TWO_UNITS.search(term.number.literal):
        yield _said("unit", [term])
    if _MORE.match(term.tail):
        yield _said("more", [term])
    if term.unit not in ("%", "元", "倍") and _ALL.match(term.tail):
        yield _said("all", [term])
    if term.unit == "%" and term.number.value == 100:
        yield _said("all", [term])
    if term.unit == "%" and _TWO_RATES.search(term.lead):
        yield _said("kinds", [term])
    elif term.unit in ("人", "人次", "件", "户") and _BARE.match(term.tail):
        both = _TWO_KINDS.search(term.clause)
        if both and _PEOPLE.search(both["a"] + both["b"]):
            yield _said("kinds", [term])
    if _TERM.search(term.clause) or _TERM_AFTER.match(term.tail):
        yield _said("term", [term])


def _of_two(context: ScreeningContext, term: Term, following: Term) -> Iterator[ScreeningResult]:
    """Find what two neighbouring figures leave open."""
    if (
        _EVERY.search(term.clause)
        and following.unit not in ("%", "倍")
        and len(following.lead) < 16
        and re.match("(?:以上|以下|左右)?[，,]", following.lead)
    ):
        yield _said("each", [following], each=printed(term.number))
    if following.unit == "家" and term.unit in ("个", "家") and _INSIDE.match(following.lead):
        yield _said("inside", [term, following])
    if term.unit != following.unit and following.unit in ("家", "件", "个", "户"):
        a, b = term.number.value, following.number.value
        if a >= 1000 and a != b and abs(a - b) * 200 < a:
            yield _said("near", [term, following])


def _grades(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Find counts of one thing by grade: whether the higher are among the lower is not said."""
    groups: dict[str, list[Term]] = defaultdict(list)
    for i in context.own:
        term = context.terms[i]
        if term.unit not in ("个", "家", "人", "项"):
            continue
        noun = _NOUN.search(re.sub("[”“」』]", "", term.clause))
        if noun and _GRADE.search(term.clause):
            groups[noun[0][-2:]].append(term)
    for terms in groups.values():
        grades = {_GRADE.findall(each.clause)[-1] for each in terms}
        if len(terms) >= 2 and len(grades) >= 2:
            yield _said("grades", terms)


def _money_between(context: ScreeningContext) -> Iterator[ScreeningResult]:
    """Find an amount between two things done, of which it may pay either."""
    for i in context.own:
        term = context.terms[i]
        if term.unit != "元" or not _SPENDS.search(term.lead):
            continue
        after = re.match(r"[，,](?P<then>[^，,。；;0-9]{2,})", term.tail)
        said = _BETWEEN.match(term.lead[-8:].lstrip("，,")) or _BETWEEN.match(
            "，" + re.split("[，,]", term.lead)[-1]
        )
        done = re.search("(?:举办|开展|组织|建设)[^。；;]*[，,]", term.lead)
        apart = after and _APART.search(after["then"][:4])
        if said and after and done and not apart:
            yield _said("between", [term])


def of_paragraph(sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Find what a paragraph leaves open: amounts that may be parts, people who may be the same."""
    lines: dict[int, list[Term]] = defaultdict(list)
    for passage in sentences:
        lines[passage.line] += passage.terms
    for terms in lines.values():
        money = [e for e in terms if e.unit == "元" and _SPENT.search(e.clause)]
        first = next((e for e in money if _LARGE.search(e.clause)), None)
        if first is not None:
            later = money[money.index(first) + 1 :]
            parts = [
                e
                for e in later
                if not _APART.search(e.clause) and e.number.value < first.number.value
            ][:4]
            if parts:
                found = _said("within", parts, whole=printed(first.number))
                yield replace(found, places=(first.number.place, *found.places))
        yield from _same_people(terms)


def _same_people(terms: Sequence[Term]) -> Iterator[ScreeningResult]:
    """Find people counted twice in a paragraph under one noun, each time as served."""
    groups: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        if term.unit != "人" or not _SERVED.search(term.around) or "其中" in term.lead:
            continue
        noun = "职工" if "职工" in term.around[-8:] else ""
        if noun:
            groups[noun].append(term)
    for found in groups.values():
        if 2 <= len(found) <= 6 and not any(each.is_mean for each in found):
            yield _said("overlap", found)


def open_times(text: str, sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Find words of time that no date in the text makes definite, with the figures they govern."""
    starts = [passage.start for passage in sentences]
    dated = bool(_DATED.search(text[:400]))
    for match in _VAGUE_TIME.finditer(text):
        yield _since(match, sentences, starts)
    if not dated:
        found = list(_RELATIVE.finditer(text))
        if found:
            words = in_quotes(Named(Name(found[0][0])))
            places = tuple(MarkedPlace(*match.span()) for match in found)
            yield ScreeningResult(
                "open", "open", places, Message("screening.open.year", words=words)
            )


def _since(
    match: re.Match[str], sentences: Sequence[Passage], starts: Sequence[int]
) -> ScreeningResult:
    """Return the result for vague words of time: they and the figures behind them."""
    k = bisect_right(starts, match.start()) - 1
    places = [MarkedPlace(*match.span())]
    if k >= 0 and match.start() < starts[k] + len(sentences[k].text):
        places += [n.place for n in sentences[k].numbers if n.start > match.start()]
    words = in_quotes(Named(Name(match[0])))
    return ScreeningResult(
        "open", "open", tuple(places), Message("screening.open.since", words=words)
    )


_SCOPES = ("全市", "全县", "全区", "全省", "全州")
_INHERENT = re.compile(rf"(?P<scope>{'|'.join(_SCOPES)})$")
_UNITS_OF_LAND = re.compile(r"(?P<noun>乡镇|街道|社区|县区|县市区|开发区|建制村|行政村|镇)")


def totals_of_land(sentences: Sequence[Passage]) -> Iterator[ScreeningResult]:
    """Find different counts of what a place has one number of (全市72个乡镇, 全市76个乡镇)."""
    seen: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for passage in sentences:
        for term in passage.terms:
            if not term.lead.endswith(_SCOPES):
                continue
            scope, noun = _INHERENT.search(term.lead), _UNITS_OF_LAND.match(term.tail)
            if scope and noun:
                seen[scope["scope"], noun["noun"]].append(term)
    for terms in seen.values():
        values = {each.number.value for each in terms}
        if len(values) > 1:
            numbers = [each.number for each in terms]
            message = Message("screening.repeat.land", inputs=all_printed(numbers))
            yield ScreeningResult("repeat", "unusual", tuple(n.place for n in numbers), message)
        elif len(terms) > 1:
            numbers = [each.number for each in terms]
            message = Message("screening.repeat.same", inputs=all_printed(numbers))
            yield ScreeningResult("repeat", "holds", tuple(n.place for n in numbers), message)
