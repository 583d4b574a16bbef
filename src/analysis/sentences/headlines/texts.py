"""The sentences of the main findings, as templates in both languages."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "pairs.title_none": (
        "No two figures of different texts can be put in an order",
        "各文数字没有一对可以分出高下",
    ),
    "pairs.title_some": (
        "{ranked} of {pairs} pairs of figures can be put in an order{which}",
        "{pairs}对数字中，{ranked}对可以分出高下{which}",
    ),
    "pairs.which": (": {labels}", "：{labels}"),
    "pairs.none": (
        "{pairs}, two texts give figures on the same matter. None of these pairs can be put "
        "in an order; {side} may stand side by side; {never} cannot be compared.{why}",
        "两篇文章就同一事项都给出数字的，有{pairs}对：没有一对可以分出高下，{side}对只可并列，"
        "{never}对不可比。{why}",
    ),
    "pairs.some": (
        "{pairs}, two texts give figures on the same matter. {ranked} of these pairs can be "
        "put in an order.{ordered} {side} may only stand side by side; {never} cannot be compared "
        "at all.{why}",
        "两篇文章就同一事项都给出数字的，有{pairs}对，其中{ranked}对可以分出高下。{ordered}"
        "另有{side}对只可并列，{never}对根本不可比。{why}",
    ),
    "pairs.ordered": (" {statement}", "{statement}"),
    "pairs.among": (" Among them: {statement}", "例如：{statement}"),
    "pairs.why": (" In the way stand: {reasons}.", "障碍在于：{reasons}。"),
    "reason": ("{reason} ({n})", "{reason}（{n}对）"),
    "counted.title": (
        "What the texts count most often: {kinds}",
        "各文最常统计的是：{kinds}",
    ),
    "counted": (
        "Where each text has its longest list: {items}. Amounts of money are {money} of the "
        "{figures} figures.",
        "各文数字集中在：{items}。{figures}个数字中，金额有{money}个。",
    ),
    "counted.kind": ("{kind} – {items}", "{kind}——{items}"),
    "counted.item": ("{n} of {total} ({document})", "{document}（{n}/{total}）"),
    "share.title": (
        "{label}: near-equal percentages that give no order",
        "{label}：百分数相近，却排不出先后",
    ),
    "share.title_apart": (
        "{label}: percentages that give no order",
        "{label}：各有百分数，却排不出先后",
    ),
    "share": (
        "{label} is stated as {list}. No order follows{reasons}.",
        "{label}分别写为{list}。不能据此排序{reasons}。",
    ),
    "share.item": ("{number} ({document})", "{number}（{document}）"),
    "share.reasons": (": {reasons}", "：{reasons}"),
    "share.unstated": (
        "{documents} {verb} not say of what it is a share",
        "{documents}未写明基数",
    ),
    "share.bases": ("the shares are of different groups", "各自的基数不同"),
    "share.limit": ("{documents} {verb} only a limit", "{documents}只给出限值"),
    "share.years": ("they are of different years", "年份不同"),
    "impossible.title": (
        "A sentence that cannot be right as printed",
        "有一句话，照原样不可能成立",
    ),
    "impossible.title_some": (
        "{n} figures of one sentence cannot be right as printed",
        "同一句话里有{n}个数字照原样不可能成立",
    ),
    "impossible.title_apart": (
        "{n} figures in {sentences} sentences cannot be right as printed",
        "{sentences}句话里有{n}个数字照原样不可能成立",
    ),
    "impossible": (
        "The copy of {document} that we read has {money} ({money_is}) for {heads} ({heads_are}): "
        "{ratio}, where {plausible} is plausible.{argued}",
        "所读《{document}》的文本写有{money}（{money_is}），对{heads}（{heads_are}），合{ratio}；"
        "合乎情理的是{plausible}。{argued}",
    ),
    "impossible.argued": (
        " If {printed} should be {restored}, it is {ratio}: our argument, not print.",
        "若{printed}应为{restored}，则合{ratio}：系本项目推断，非原文。",
    ),
    "impossible.same": (
        " In the same sentence {figure} ({figure_is}) cannot be right either{beside}{argued}.",
        "同一句中的{figure}（{figure_is}）{beside}也不可能成立{argued}。",
    ),
    "impossible.other": (
        " In {document} {figure} ({figure_is}) cannot be right either{beside}{argued}.",
        "《{document}》的{figure}（{figure_is}）{beside}也不可能成立{argued}。",
    ),
    "impossible.beside": (
        ", beside {figure} ({figure_is})",
        "与{figure}（{figure_is}）对照，",
    ),
    "impossible.restored": (
        "; we argue for {restored}, which is not print",
        "；本项目推断为{restored}，非原文",
    ),
    "alike.title": (
        "The same number, not the same thing",
        "数字相同，说的不是一回事",
    ),
    "alike": (
        "{x} in {a}: {thing_a}. {y} in {b}: {thing_b}. Side by side they look like agreement; "
        "they are not.",
        "《{a}》的{x}是{thing_a}，《{b}》的{y}是{thing_b}。放在一起看似一致，其实说的不是一回事。",
    ),
    "per_head.title": (
        "What help comes to per head, side by side",
        "帮扶到每人、每例是多少，并列来看",
    ),
    "per_head": (
        "{items}. They may stand side by side, in no order{reasons}.",
        "{items}。只可并列，不能分高下{reasons}。",
    ),
    "per_head.measure": ("{label}: {list}", "{label}：{list}"),
    "per_head.reasons": (
        " (what differs or is not stated: {reasons})",
        "（{reasons}不同或未说明）",
    ),
    "reporting.title": (
        "{city} changed what it reports",
        "{city}报道的内容变了",
    ),
    "reporting": (
        "{all} core subjects have figures: {only_a} in {a} only, {only_b} in {b} only, {both} in "
        "both.{gone}{new} What is not reported may still have been done.",
        "{all}项核心内容中，仅《{a}》有数字的{only_a}项，仅《{b}》有数字的{only_b}项，两文都有的{both}项。"
        "{gone}{new}未报道不等于未开展。",
    ),
    "reporting.gone": (" No longer any figure on {themes}.", "后一篇不再有数字的主题：{themes}。"),
    "reporting.new": (" New figures on {themes}.", "后一篇才有数字的主题：{themes}。"),
    "vague": (
        "{texts}, {figures}. {vague} of them {are} not exact{hedges}; {faulty} {are_faulty} "
        "damaged, doubtful or impossible in the copies we read.",
        "{texts}篇文章，{figures}个不同数字，其中{vague}个不是确数{hedges}，"
        "{faulty}个在所读文本中破损、存疑或不可能成立。",
    ),
    "vague.hedges": (" ({hedges}{rest})", "（{hedges}{rest}）"),
    "vague.rest": (
        "; {n} in other ways, as a range or as a number that cannot be read",
        "；另有{n}个用其他写法",
    ),
    "vague.hedge": ("“{word}” {n}", "“{word}”{n}次"),
}
"""The sentences; a name in braces is replaced by text or by linked numbers."""
