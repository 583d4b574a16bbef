"""Where each figure stands in its text, as W3C Web Annotations, one for each figure.

An annotation names the copy of the text by its hash and the place by its characters, and quotes the
literal alone: nothing before it and nothing after it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis import language as lg
from analysis.figures.figure import Figure
from analysis.language.messages import text
from analysis.tables.codebook import Codebook, load_codebook
from analysis.tables.dataset import Dataset
from analysis.tables.store import write_text

_FILE = "annotations.jsonld"
"""Name of the file below ``data/processed``."""

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def source(sha256: str) -> str:
    """Return the name of a copy of a text by its hash (RFC 6920).

    Parameters
    ----------
    sha256
        The hash in hexadecimal digits.

    Examples
    --------
    >>> source("00" * 32)
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def annotation(figure: Figure, sha256: str) -> dict[str, Any]:
    """Return the annotation of a figure.

    Parameters
    ----------
    figure
        The figure.
    sha256
        Hash of the copy that it was read from.
    """
    return {
        "id": f"{_FILE}#{figure.figure_id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "type": "TextualBody",
                "value": text(figure.measures, language),
                "language": lg.HTML_LANGUAGE[language],
                "format": "text/plain",
            }
            for language in lg.LANGUAGES
        ],
        "target": {
            "source": source(sha256),
            "selector": [
                {
                    "type": "TextPositionSelector",
                    "start": figure.place.start,
                    "end": figure.place.end,
                },
                {"type": "TextQuoteSelector", "exact": figure.literal},
            ],
        },
    }


def annotation_page(figures: Iterable[Figure], codebook: Codebook) -> str:
    """Return the annotations of figures as JSON-LD, one a line.

    Parameters
    ----------
    figures
        The figures, each of a text of the codebook.
    codebook
        The texts, with the hashes of their copies.
    """
    items = [
        json.dumps(
            annotation(figure, codebook.document(figure.document).sha256), ensure_ascii=False
        )
        for figure in figures
    ]
    inside = ",\n".join(items)
    head = f'"@context": "{_CONTEXT}", "id": "{_FILE}", "type": "AnnotationPage"'
    return f'{{{head}, "items": [\n{inside}\n]}}\n'


def write_annotations(root: Path) -> None:
    """Write ``data/processed/annotations.jsonld``."""
    data = Dataset()
    written = annotation_page(data.rows(Figure), load_codebook(data))
    write_text(written, data.folder / _FILE)
