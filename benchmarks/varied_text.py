"""Text made up from thousands of varied frames, in which no sentence need come twice.

    python benchmarks/varied_text.py BYTES [SEED] [SHARE] > text.txt

A frame is put together from its parts (who, does what, to how many of what, when, compared with
what), each drawn by itself; numbers are written in digits, with commas, with decimals, with 万 and
in Chinese.  A reader that remembers what it has read gains nothing by it here.
"""

from __future__ import annotations

import random
import sys

NEWS, DENSE = 0.35, 1.0
"""Share of clauses that hold a figure: ordinary news, and text dense with figures."""


def _words(text: str) -> list[str]:
    """Return the words of a list written with spaces between them."""
    return text.split()


_WHO = _words(
    "市总工会 各级工会 县人社局 开发区管委会 某制造企业 当地教育部门 统计局 交通运输厅 医院 "
    "研究团队 社区服务中心 环保组织 农业合作社 电力公司 气象台 海关 法院 消防救援队 博物馆 "
    "图书馆 仲裁委 财政局 住建部门 港务集团 铁路局 航空公司 银行分行 保险公司 高校 职业学校 "
)
_DOES = _words(
    "举办 开展 新增 投入 完成 发放 培训 走访 接待 处理 建成 改造 查处 运送 生产 销售 出口 引进 "
    "种植 修复 巡查 调解 资助 奖励 免除 回收 签订 审结 采集 检测 "
)
_WHAT = _words(
    "职工 技能竞赛 困难家庭 法律援助案件 培训班 服务站点 高标准农田 老旧小区 新能源汽车 口罩 "
    "图书 志愿者 检查 货物 病例 树木 贷款 补贴 订单 专利 课程 演出 岗位 住房 桥梁 充电桩 样本 "
    "电量 稻谷 "
)
_UNITS = _words(
    "人 名 人次 户 家 件 个 场 次 项 台 套 吨 公里 亩 万元 亿元 元 万吨 亿千瓦时 万立方米 批 册 "
    "期 辆 平方米 处 座 所 份 条 例 种 张 艘 万人次 万户 只 株 盏 间 "
)
_MEASURED = _words(
    "工资 利润 税收 出口额 用电量 粮食产量 就业率 满意度 投诉量 覆盖率 参保率 床位数 客流量 造价 "
    "预算 能耗 绿化面积 存款余额 注册资本 研发费用 "
)
_BEFORE = (
    *[""] * 8, "近",
    "约", "超过", "不少于", "至少", "超", "逾", "达", "共", "约为", "至少有", "不到",
)  # fmt: skip
_BEHIND = (*[""] * 8, "余", "多", "左右")
_WHEN = _words(
    "今年以来 {y}年 {y}年{m}月 {m}月{d}日 前三季度 上半年 截至{y}年底 去年同期 近三年来 "
    "第{o}季度 {m}月份 当天下午{h}时 "
)
_ARTICLES = _words("一些 三个 两种 一名 每个 一次 第一 十分 百余")
_ASIDES = _words(
    "当天 记者了解到 与此同时 从总体上看 在此基础上 有关负责人表示 为进一步推动工作 "
    "群众普遍反映良好 下一步将继续加大力度 各项指标稳中有进 一些地方仍存在短板 第一时间赶赴现场 "
    "这是一项系统工程 统一思想认识 一方面要加强领导 一系列措施相继出台 双方就此达成一致 "
    "不少家庭因此受益 多位专家认为前景广阔 天气逐渐转暖 河道两岸绿意盎然 村民们脸上露出笑容 "
    "他说自己一直坚持学习 百姓的生活越来越好 千家万户共享成果 一位老师傅告诉我们 "
    "新的一年充满期待 各方力量协同发力 产业结构持续优化 市场活力不断释放 "
)


def _chinese(number: int) -> str:
    """Write a whole number below ten thousand in Chinese."""
    digits, written = str(number), ""
    for place, digit in enumerate(digits):
        if digit != "0":
            written += (
                "零一二三四五六七八九"[int(digit)] + " 十百千"[len(digits) - 1 - place].strip()
            )
        elif written and not written.endswith("零") and int(digits[place:]):
            written += "零"
    return written


def _number(source: random.Random) -> str:
    kind = source.random()
    if kind < 0.55:
        return str(source.randrange(2, 9999))
    if kind < 0.70:
        return f"{source.randrange(1, 999)}.{source.randrange(1, 99)}"
    if kind < 0.80:
        return f"{source.randrange(1, 99)},{source.randrange(100, 999)}"
    if kind < 0.92:
        return _chinese(source.randrange(2, 9999))
    return f"{source.randrange(2, 99)}万"


def _quantity(source: random.Random) -> str:
    unit, number = source.choice(_UNITS), _number(source)
    if number.endswith("万"):
        unit = unit.lstrip("万亿")
    behind = source.choice(_BEHIND)
    middle, end = ("", behind) if behind == "左右" else (behind, "")
    return f"{source.choice(_BEFORE)}{number}{middle}{unit}{end}"


def _clause(source: random.Random) -> str:
    """Return a clause with at least one figure."""
    pick = source.choice
    when = pick(_WHEN).format(
        y=source.randrange(1990, 2026), m=source.randrange(1, 13), d=source.randrange(1, 29),
        h=source.randrange(7, 22), o=pick("一二三四"),
    )  # fmt: skip
    unit = pick(_UNITS)
    rate = f"{source.randrange(1, 60)}.{source.randrange(10)}"
    share = f"{source.randrange(60, 99)}.{source.randrange(10)}%"
    return pick(
        (
            f"{when}，{pick(_WHO)}{pick(_DOES)}{pick(_WHAT)}{_quantity(source)}",
            f"{pick(_MEASURED)}同比{pick(('增长', '下降', '提高', '上升'))}{rate}%",
            f"{pick(_WHO)}{pick(_DOES)}{_quantity(source)}{pick(_WHAT)}",
            f"其中{pick(_WHAT)}{_quantity(source)}，占{share}",
            f"{pick(_MEASURED)}由{_number(source)}{unit}增加到{_number(source)}{unit}",
            f"{pick(_ARTICLES)}{pick(_WHAT)}",
            f"{pick(_MEASURED)}提高{rate}个百分点至{share}",
            f"{pick(_WHO)}{pick(_DOES)}{rate}至{source.randrange(60, 300)}{unit}",
        )
    )


def varied(size: int, seed: int = 7, share: float = DENSE) -> str:
    """Return text of about `size` bytes of UTF-8.

    Parameters
    ----------
    size
        Bytes.
    seed
        Another seed gives another text.
    share
        Share of clauses that hold a figure.
    """
    source = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        clauses = []
        for _ in range(source.randrange(2, 5)):
            if source.random() < share:
                clauses.append(_clause(source))
            else:
                things = "".join(source.sample(_WHAT, 2))
                clauses.append(f"{source.choice(_WHO)}{source.choice(_DOES)}{things}")
                clauses.append(source.choice(_ASIDES))
        sentence = "，".join(clauses) + ("。\n" if source.random() < 0.15 else "。")
        parts.append(sentence)
        length += len(sentence.encode())
    return "".join(parts)


def main() -> int:
    """Write a text to standard output."""
    given = sys.argv[1:]
    size, seed, share = (*given, *("1000000", "7", str(DENSE))[len(given) :])
    sys.stdout.write(varied(int(size), int(seed), float(share)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
