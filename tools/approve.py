"""Take pictures of the published pages and keep them as approved, after a look at them.

Usage: ``python tools/approve.py [NAME …]``: all states, or those of these names.  The tests of
`tests/browser/test_pictures.py` compare the pages with the pictures kept.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
pictures: Any = importlib.import_module("pictures")
settings: Any = importlib.import_module("conftest")


def main() -> int:
    """Take the pictures and keep them."""
    wanted = set(sys.argv[1:])
    unknown = wanted - {state.name for state in pictures.STATES}
    if unknown:
        print(f"There is no state {sorted(unknown)[0]!r}.", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    pictures.APPROVED.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = os.environ.get("ANALYSIS_CHROMIUM") or str(settings.CHROMIUM)
        browser = playwright.chromium.launch(executable_path=chromium, args=settings.FLAGS)
        known, now = pictures.MADE_WITH, pictures.made_with(browser, ROOT)
        same = known.is_file() and known.read_text(encoding="utf-8").splitlines() == now
        if wanted and not same:
            print("Another browser, fonts or data: approve all pictures together.", file=sys.stderr)
            return 2
        for state in pictures.STATES:
            file = state.file(ROOT / "reports")
            if file is None or (wanted and state.name not in wanted):
                continue
            path = pictures.APPROVED / f"{state.name}.png"
            pictures.take(browser, state, file).save(path, optimize=True)
            print(f"{path.relative_to(ROOT).as_posix()}: {path.stat().st_size} bytes")
        known.write_text("\n".join(now) + "\n", encoding="utf-8")
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
