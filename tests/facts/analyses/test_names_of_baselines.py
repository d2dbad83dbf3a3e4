"""The words for a baseline."""

from __future__ import annotations

import re

from mlsmells.facts.analyses.baselines.names import _WORDS, _may_say


def test_no_word_for_a_baseline_is_missed_by_the_plain_search() -> None:
    words = re.sub(r"\(\?:(zero)\|(one)\|(mean)\)", r"\1", _WORDS).removeprefix("(?:").removesuffix(")").split("|")
    assert len(words) > 10
    for word in words:
        text = word.replace("s?", "").replace("_?", "")
        assert re.fullmatch(_WORDS, text)
        assert _may_say(f"x = {text.upper()}")
    assert not _may_say("model = fit(rows)")
