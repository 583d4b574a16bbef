"""How fast a column of limits compares and adds: a million rows, best of several runs."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

import analysis as ua

ROWS, FEW = 10**6, 10**4
"""Rows where all ends fit in 64 bits; where they do not, and stay exact as fractions."""


def columns(rows: int, divisor: int) -> tuple[Any, Any]:
    """Return two columns of limits over a common denominator."""
    numbers = np.random.default_rng(0)
    one, other = (numbers.integers(0, 10**9, rows) for _ in range(2))
    return ua.limits(one, one + 7, "[)") / divisor, ua.limits(other, other + 9) / divisor


def best(work: Callable[[], object], repeats: int) -> float:
    """Return the shortest time in seconds."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def run(quick: bool = False) -> dict[str, Any]:
    """Measure comparisons, sums, sorting and division; return seconds by name."""
    repeats = 2 if quick else 7
    a, b = columns(ROWS, 100)
    x, y = a.bounds.low, b.bounds.low
    c, d = columns(FEW, 10**19)  # beyond 64 bits
    return {
        "rows": ROWS,
        "compared": best(lambda: a > b, repeats),
        "added": best(lambda: a + b, repeats),
        "floats_compared": best(lambda: x > y, repeats),
        "floats_added": best(lambda: x + y, repeats),
        "summed": best(a.sum, repeats),
        "sorted": best(a.sort_values, repeats),
        "few": FEW,
        "few_compared": best(lambda: c > d, repeats),
        "few_added": best(lambda: c + d, repeats),
        "few_divided": best(lambda: a[:FEW] / b[:FEW], 1 if quick else 3),
    }


def table(results: dict[str, Any]) -> str:
    """Return the results as a table in text."""
    rows, few = results["rows"], results["few"]
    lines = [f"{'limits as a column':<44}seconds"]
    lines += [
        f"{f'{rows:,} rows {name}':<44}{results[name]:.4f}"
        for name in ("compared", "added", "summed", "sorted")
    ]
    lines += [
        f"{f'{name}, against two columns of floats':<44}"
        f"{results[name] / results[f'floats_{name}']:.1f} times"
        for name in ("compared", "added")
    ]
    lines += [
        f"{f'{few:,} rows {name}, beyond 64 bits':<44}{results[f'few_{name}']:.4f}"
        for name in ("compared", "added")
    ]
    lines.append(f"{f'{few:,} rows divided by a column':<44}{results['few_divided']:.4f}")
    return "\n".join(lines)
