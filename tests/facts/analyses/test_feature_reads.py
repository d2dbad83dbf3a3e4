"""What is read from a feature store."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.serving.feature_reads import feature_reads
from mlsmells.sources import source_from_text

HEAD = 'NAMES = ["a:x", "a:y"]\nview = fs.get_feature_view("churn", version=2)\n'
READS: dict[str, tuple[str, list[tuple[bool, list[str]]]]] = {
    "for training": ("store.get_historical_features(df, ['a:y', 'a:x'])", [(False, ["a:x", "a:y"])]),
    "for a request": ("store.get_online_features(features=['a:x'], entity_rows=rows)", [(True, ["a:x"])]),
    "a name": ("store.get_online_features(NAMES, rows)", [(True, ["a:x", "a:y"])]),
    "a service": (
        "store.get_online_features(features=store.get_feature_service('s1'), entity_rows=rows)",
        [(True, ["service s1"])],
    ),
    "from elsewhere": ("store.get_online_features(features=given, entity_rows=rows)", []),
    "partly from elsewhere": ("store.get_online_features(features=['a:x', *more], entity_rows=rows)", []),
    "a view to train on": ("view.train_test_split(0.2)", [(False, ["view churn, version 2"])]),
    "a view for a request": ("view.get_feature_vector({'id': 1})", [(True, ["view churn, version 2"])]),
    "of no version": ("fs.get_feature_view('churn').get_feature_vector({})", []),
    "a split of rows": ("train_test_split(X, y)", []),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), READS.values(), ids=READS)
def test_reads_of_features(code: str, expected: list[tuple[bool, list[str]]]) -> None:
    facts = build(source_from_text(HEAD + code + "\n", "a.py"))
    assert [(read["online"], read["features"]) for read in feature_reads(facts)] == expected
