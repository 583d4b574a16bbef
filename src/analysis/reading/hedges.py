"""The one table of hedges: each word that makes a number less than exact, and what it asserts.

The reader, the limits, the words on the cards and the drafts for coders all take their hedges from
here, so that a word means the same wherever it is met.  A new hedge is one more word in `_ROWS`.
All words are in simplified characters; only the standard library is used.

What each class asserts about the number N beside it:

======== ============================================== ========= ===================
class    asserts                                        bound     wording (catalogue)
======== ============================================== ========= ===================
more     more than N                                    at_least  ``bound.more_than``
or_more  N or more                                      at_least  ``bound.at_least``
or_less  N or less                                      at_most   ``bound.at_most``
less     less than N                                    at_most   ``bound.less_than``
near     less than N and close to it                    nearly    ``bound.nearly``
about    nothing that is firm: around N                 about     ``bound.about``
======== ============================================== ========= ===================
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple, TypeAlias

HedgeClass: TypeAlias = Literal["more", "or_more", "or_less", "less", "near", "about"]
"""What a hedge asserts about the number beside it."""

_Place: TypeAlias = Literal["adverb", "verb", "before", "behind", "inside"]
"""Where a hedge stands.

``adverb``: in front of the number or of a verb that only carries it (至少500, 至少有500) ·
``verb``: in front of the number, itself a verb that may take a particle (超过500, 超过了500) ·
``before``: directly in front of the number only (近500, >500) ·
``behind``: behind the number or its unit (500人以上) ·
``inside``: behind the digits, before or behind 万 and 亿 or the unit (500余万, 500余人).
"""


class Asserts(NamedTuple):
    """What a class of hedges says, in the terms of the coded figures.

    Attributes
    ----------
    bound
        The coded bound: ``at_least``, ``at_most``, ``nearly`` or ``about``.
    direction
        ``up``, ``down`` or ``around``: words in different directions contradict each other.
    wording
        Key of the catalogue's words for such a number.
    """

    bound: str
    direction: str
    wording: str


CLASSES: dict[HedgeClass, Asserts] = {
    "more": Asserts("at_least", "up", "bound.more_than"),
    "or_more": Asserts("at_least", "up", "bound.at_least"),
    "or_less": Asserts("at_most", "down", "bound.at_most"),
    "less": Asserts("at_most", "down", "bound.less_than"),
    "near": Asserts("nearly", "down", "bound.nearly"),
    "about": Asserts("about", "around", "bound.about"),
}
"""Every class, with what it says."""

HEDGED_BOUNDS = frozenset(asserts.bound for asserts in CLASSES.values())
"""The bounds that hedges give to a number."""

_ROWS: tuple[tuple[HedgeClass, _Place, str], ...] = (
    ("more", "verb", "超过 超出 远超过 突破 冲破 破 高于 远高于 大于 多于"),
    ("more", "adverb", "不止 何止 岂止 不只"),
    ("more", "before", "超 远超 逾 已逾 过 > ＞ ﹥"),
    ("more", "inside", "余 多"),
    ("more", "behind", "有余 开外"),
    ("or_more", "adverb", "至少 起码 最少 最低 不下 少说"),
    (
        "or_more",
        "verb",
        "不少于 不低于 不小于 不下于 大于等于 大于或等于 大于或者等于 等于或大于 达到或超过 "
        "高于等于 高于或等于 多于等于 多于或等于 超过或等于",
    ),
    ("or_more", "before", "足有 上 成 ≥ ≧ ⩾ ≮ >="),
    (
        "or_more",
        "behind",
        "以上 及以上 或以上 或者以上 或更多 或者更多 或更高 或者更高 及其以上 "
        "(含)以上 （含）以上 之上 + ＋",
    ),
    ("or_less", "adverb", "最多 至多 顶多 最高 充其量"),
    (
        "or_less",
        "verb",
        "不超过 不超 不高于 不多于 不大于 不逾 小于等于 小于或等于 小于或者等于 等于或小于 "
        "低于等于 低于或等于 少于等于 少于或等于",
    ),
    ("or_less", "before", "≤ ≦ ⩽ ≯ <="),
    (
        "or_less",
        "behind",
        "以下 及以下 或以下 或者以下 或更少 或者更少 或更低 或者更低 及其以下 "
        "(含)以下 （含）以下 以内 之内 之下",
    ),
    ("less", "verb", "不足 不到 不满 未满 未达 未到 不及 少于 低于 远低于 小于"),
    ("less", "before", "< ＜ ﹤"),
    ("near", "verb", "接近 逼近 直逼"),
    ("near", "adverb", "将近 几近 近乎"),
    ("near", "before", "近"),
    ("about", "adverb", "约 大约 大概 大致 大体 大抵 约莫 约摸 差不多"),
    ("about", "before", "≈"),
    ("about", "inside", "来 把"),
    ("about", "behind", "左右 上下 上下浮动 前后"),
)


class Hedge(NamedTuple):
    """A hedging word.

    Attributes
    ----------
    word
        The word, simplified.
    asserts
        Its class.
    place
        Where it stands.
    """

    word: str
    asserts: HedgeClass
    place: _Place

    @property
    def bound(self) -> str:
        """The bound that the word alone gives to a number."""
        return CLASSES[self.asserts].bound


_NEGATIONS = [
    "不得",
    "不能",
    "不可",
    "不应",
    "不会",
    "不许",
    "不准",
    "不宜",
    "不要",
    "不再",
    "未",
    "尚未",
    "并未",
    "从未",
    "没有",
    "没",
]
_NEGATED: dict[HedgeClass, str] = {
    "or_more": "低于 少于 小于 不足 不到",
    "or_less": "超过 超出 超 突破 高于 大于 多于",
}
"""What a negation makes of a verb: 不得低于 is or more, 未超过 or less."""


def _table() -> dict[str, Hedge]:
    """Return every hedge by its word, with the verbs under a negation."""
    rows = [*_ROWS]
    for asserts, verbs in _NEGATED.items():
        for negation in _NEGATIONS:
            rows.append((asserts, "verb", " ".join(negation + verb for verb in verbs.split())))
    return {
        word: Hedge(word, asserts, place)
        for asserts, place, words in rows
        for word in words.split()
    }


HEDGES: dict[str, Hedge] = _table()
"""Every hedge by its word."""

VAGUE = ("数", "几")
"""Words that stand in place of a digit (数十, 十几): they leave no value, or half of one."""

TARIFF = ("最高", "最低")
"""Hedges only before what somebody may get (最高可达5000元); a measured 最高 is a superlative."""

_HELPING = (
    "已 将 会 可 能 要 应 须 需 还 就 只 仅 共 总共 可以 能够 应当 应该 必须 只能 也 都 曾 再"
)
_CARRYING = (
    "有 是 为 占 占到 达 达到 到 需 需要 要 合 计 等于 相当于 花 花费 用 耗 耗费 费 值 在 含 得 "
    "拥有 具有 具备 容纳 折合 合计 共计 奖励 补助 补贴 给予 资助 支付 缴纳 报销 发放 奖 补 "
    "获 获得 得到 领 领取 享受 贷 申请 收 收取 罚 罚款"
)


def carriers() -> frozenset[str]:
    """Return the verbs that only carry an adverb's hedge to the number.

    They may have a helping word in front of them and a particle behind: 至少有500, 最高可达5000元,
    大约用了3年.
    """
    verbs = [f"{verb}{particle}" for verb in _CARRYING.split() for particle in ("", "了")]
    return frozenset(f"{help}{verb}" for help in ("", *_HELPING.split()) for verb in verbs)


PARTICLES: tuple[str, ...] = ("了", "于")
"""Particles that may stand between a hedging verb and the number (超过了500)."""


def classes_of(bound: str, hedge: str) -> tuple[HedgeClass, ...]:
    """Return what the hedges of a figure assert, without repeats, in the order printed.

    Parameters
    ----------
    bound
        Coded bound; it decides where no listed hedge is printed.
    hedge
        The hedging words, simplified, several joined by ``+``.

    Examples
    --------
    >>> classes_of("about", "近+余"), classes_of("at_most", "")
    (('near', 'more'), ('or_less',))
    """
    found = [HEDGES[word].asserts for word in hedge.split("+") if word in HEDGES]
    if not found and bound in _DEFAULT:
        found = [_DEFAULT[bound]]
    return tuple(dict.fromkeys(found))


_DEFAULT: dict[str, HedgeClass] = {
    "at_least": "or_more",
    "at_most": "or_less",
    "nearly": "near",
    "about": "about",
}
_WEAKEST_FIRST: tuple[HedgeClass, ...] = ("about", "or_more", "more", "or_less", "less", "near")


def class_of(bound: str, hedge: str) -> HedgeClass | None:
    """Return the one class that the words of a figure come to.

    Two words in one direction count as the weaker one (超过100人以上 is 100 or more); words in two
    directions contradict each other and assert nothing.

    Parameters
    ----------
    bound, hedge
        As in `classes_of`.

    Returns
    -------
    HedgeClass or None
        ``None`` for words that contradict each other, and for a bound without hedges.

    Examples
    --------
    >>> class_of("at_least", "超过+以上"), class_of("about", "近+余")
    ('or_more', None)
    """
    return weakest(classes_of(bound, hedge))


def weakest(classes: Collection[HedgeClass]) -> HedgeClass | None:
    """Return the weakest of classes in one direction, ``None`` where they contradict each other."""
    if len({CLASSES[name].direction for name in classes}) != 1:
        return None
    return next(name for name in _WEAKEST_FIRST if name in classes)


def unlisted(hedge: str) -> list[str]:
    """Return the hedging words that the table does not know."""
    return [word for word in hedge.split("+") if word and word not in HEDGES]


def _longest_first(*places: _Place) -> tuple[str, ...]:
    """Return the hedges of these places, longest first."""
    found = [hedge.word for hedge in HEDGES.values() if hedge.place in places]
    return tuple(sorted(found, key=len, reverse=True))


_IN_FRONT: dict[str, list[str]] = {}
"""Hedges in front of a number by their first character, longest first."""
for _word in _longest_first("adverb", "verb", "before"):
    _IN_FRONT.setdefault(_word[0], []).append(_word)
_BEHIND = _longest_first("behind")
_NUMERALS = frozenset("0123456789十百千万亿")
_DIGITS = _NUMERALS | frozenset(
    "０１２３４５６７８９〇零一二三四五六七八九两半壹贰叁肆伍陆柒捌玖拾佰仟廿卅数几"
)


def hedges_of(literal: str) -> str:
    """Return the hedging words of a literal as it is printed, several joined by ``+``.

    Parameters
    ----------
    literal
        The span of one figure that is not exact, simplified and without pinyin.

    Examples
    --------
    >>> hedges_of("近1400万元"), hedges_of("20万人次以上"), hedges_of("近400余")
    ('近', '以上', '近+余')
    """
    before = _begins(literal)
    rest = literal[len(before) :]
    second = _begins(rest) if before else ""
    if len(second) == 1 and rest[1:2] not in _DIGITS:
        second = ""  # 至多成立
    rest = rest[len(second) :]
    behind = ""
    if rest.endswith(_BEHIND):
        behind = next(word for word in _BEHIND if rest.endswith(word))
    number = next((k for k, c in enumerate(rest) if c in _DIGITS), 0)
    inside = _inside(rest[number:].removesuffix(behind))
    return "+".join(word for word in (before, second, inside, behind) if word)


def _begins(literal: str) -> str:
    """Return the hedge that a literal begins with, or nothing."""
    words = _IN_FRONT.get(literal[:1], ())
    return next((word for word in words if literal.startswith(word)), "")


def _inside(rest: str) -> str:
    """Return the hedge inside a literal: 余 in 500余人, 几 in 十几人, 把 in 百把人."""
    for word in ("余", "多", *VAGUE):
        if word in rest:
            return word
    for word in ("来", "把"):
        place = rest.find(word)
        if place > 0 and rest[place - 1] in _NUMERALS and (word == "来" or place + 1 < len(rest)):
            return word
    return ""
