"""Calls that a summary looks for in the text."""

from __future__ import annotations

import json

from mlsmells.facts import Facts
from mlsmells.facts.analyses.summaries.file import summarise
from mlsmells.sources import source_from_text


def test_saved_outputs_are_not_code() -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "urlretrieve( makedirs("}
    for source, expected in (("print(1)", False), ("urlretrieve(makedirs('a'))", True)):
        cell = {"cell_type": "code", "source": source, "outputs": [output], "metadata": {}, "execution_count": 1}
        text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
        summary = summarise(Facts(source_from_text(text, "a.ipynb"), "notebook", frozenset()))
        assert (summary["unpacks"], summary["makes_folders"]) == (expected, expected)
