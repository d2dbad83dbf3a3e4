"""Code that was commented out."""

from __future__ import annotations

import pytest

from mlsmells.facts.notebook.hygiene import commented_out

COMMENTS = {
    "an assignment": ("# a = 1\n# b = f(a)\n", [0, 1]),
    "a header reads like prose": ("# for a in b:\n#     print(a)\n", [1]),
    "prose": ("# The first row\n# is the header.\n", []),
    "words with marks": ("# Step 1: read, then split!\n# see page 3 - 4\n", []),
    "a title": ("# ---- Data ----\n# =====\n", []),
    "a form": ("# @title Rows\n#@markdown Words.\n", []),
    "code": ("a = 1  # b = 2\nc = '# d = 3'\n", []),
}


@pytest.mark.parametrize(("text", "lines"), COMMENTS.values(), ids=COMMENTS)
def test_commented_out(text: str, lines: list[int]) -> None:
    assert commented_out(text) == lines
