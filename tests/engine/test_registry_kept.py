"""Rules from records that were kept are those that the files give, and import their files when they run."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from mlsmells.core.kept import Kept
from mlsmells.engine import registry


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    made = Kept(str(tmp_path / "read.kept"))
    monkeypatch.setattr(registry, "KEPT", made)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return made


def test_the_same_records(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = registry.all_rules.__wrapped__()
    kept.save()
    monkeypatch.setattr(registry, "KEPT", Kept(kept.path))
    later = registry.all_rules.__wrapped__()
    assert later == loaded
    assert [rule.checks for rule in later] != [rule.checks for rule in loaded]
    for one, other in zip(loaded, later, strict=True):
        for field in fields(one):
            if "checks" not in field.name:
                assert type(getattr(one, field.name)) is type(getattr(other, field.name)), (one.name, field.name)
        assert bool(one.project_checks) == bool(other.project_checks)
        assert one.doc == other.doc


def test_another_file_means_that_rules_are_read_again(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = registry.all_rules.__wrapped__()
    files = list(registry._files())
    monkeypatch.setattr(registry, "_files", lambda: iter(files[1:]))
    assert len(registry.all_rules.__wrapped__()) == len(loaded) - (1 if "._" not in files[0][0] else 0)


SCRIPT = """
import sys
from mlsmells.engine.registry import by_code
from mlsmells.facts.record.facts import build
from mlsmells.sources import source_from_text
rules = by_code()
before = {name for name in sys.modules if name.startswith("mlsmells.rules.")}
found = list(rules["MLS505"].run(build(source_from_text(sys.argv[1], "a.py"))))
print(len(before), "mlsmells.rules.evaluation.swapped_metric_arguments" in sys.modules, [f.code for f in found])
"""
SWAPPED = """
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_score
from sklearn.model_selection import train_test_split
import pandas as pd
df = pd.read_csv("a.csv")
a, b, c, d = train_test_split(df[["x"]], df["y"], random_state=0)
model = LogisticRegression().fit(a, c)
print(precision_score(model.predict(b), d))
"""


def test_a_rule_is_imported_when_it_runs() -> None:
    command = [sys.executable, "-c", SCRIPT, SWAPPED]
    told = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert told[0].split(None, 1)[1] == told[1].split(None, 1)[1]
    assert all(out.endswith("True ['MLS505']\n") for out in told)
