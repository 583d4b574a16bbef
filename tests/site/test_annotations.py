"""One annotation a figure: its copy by hash, its characters, its literal and nothing around it."""

from __future__ import annotations

import base64
import json

import report_pages as rp

from analysis.site import annotations


def test_a_figure_is_annotated_by_place_and_literal_alone() -> None:
    told = json.loads(annotations.annotation_page(rp.OBSERVED[:2], rp.codebook()))
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert told["type"] == "AnnotationPage"
    first, second = told["items"]
    assert first == {
        "id": "annotations.jsonld#testcity-2016-001",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "type": "TextualBody",
                "value": "workers enrolled",
                "language": "en",
                "format": "text/plain",
            },
            {
                "type": "TextualBody",
                "value": "参保职工",
                "language": "zh-CN",
                "format": "text/plain",
            },
        ],
        "target": {
            "source": annotations.source(rp.HASH),
            "selector": [
                {"type": "TextPositionSelector", "start": 9, "end": 15},
                {"type": "TextQuoteSelector", "exact": "14.5万名"},
            ],
        },
    }
    assert second["target"]["selector"][1] == {"type": "TextQuoteSelector", "exact": "近1400万元"}


def test_the_source_is_the_hash_of_the_copy() -> None:
    name = annotations.source(rp.HASH)
    assert name.startswith("ni:///sha-256;")
    assert base64.urlsafe_b64decode(name.partition(";")[2] + "=").hex() == rp.HASH


def test_without_figures_there_is_an_empty_page() -> None:
    assert json.loads(annotations.annotation_page([], rp.codebook()))["items"] == []
