"""Splits, fits, predictions and scores in the words of the libraries beyond scikit-learn.

Every idiom stands here twice: with a leak that a rule must see, and clean.
"""

from __future__ import annotations

import pytest

from facts.record.libraries import boosting, fastai, forecasting, hugging_face, keras, spark, torch
from mlsmells.core import Confidence
from mlsmells.engine.registry import all_rules
from mlsmells.facts import build
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

CODES = frozenset("MLS101 MLS102 MLS103 MLS104 MLS105 MLS106 MLS107 MLS111 MLS118 MLS504 MLS510".split())
RULES = [rule for rule in all_rules() if rule.code in CODES]


ALL = [
    pytest.param(library.HEAD + code, codes, id=f"{library.__name__.rpartition('.')[2]}: {name}")
    for library in (boosting, fastai, forecasting, hugging_face, keras, spark, torch)
    for name, (code, codes) in library.CASES.items()
]


@pytest.mark.parametrize(("code", "expected"), ALL)
def test_idiom(code: str, expected: str) -> None:
    facts = build(source_from_text(code, "train.py"))
    found = {f.code for rule in RULES for f in rule.run(facts) if f.confidence >= Confidence.MEDIUM}
    assert found == set(expected.split()), "\n".join(lines(facts))
