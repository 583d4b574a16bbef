"""Pytest plugin that spares an import of two thirds of a second.

`jsonschema` builds dozens of parsers through `rfc3987_syntax` as soon as it is imported, for a
format that no Jupyter schema uses, and does without where that module is absent.  Named with `-p`
in `pyproject.toml`, this module is imported before nbval, which would import all that.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
