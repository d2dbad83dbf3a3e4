"""The files that a new rule starts with."""

from __future__ import annotations

from pathlib import Path

import pytest

import new_rule
from mlsmells.core import Rule


def test_a_new_rule_gets_all_its_files(tmp_path: Path) -> None:
    assert new_rule.main(["leakage", "made-up-smell", "MLS199"], root=tmp_path) == 0
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.py")}
    assert made == {
        "src/mlsmells/rules/leakage/__init__.py",
        "src/mlsmells/rules/leakage/made_up_smell.py",
        "fixtures/leakage/made-up-smell/bad.py",
        "fixtures/leakage/made-up-smell/good.py",
    }
    text = (tmp_path / "src/mlsmells/rules/leakage/made_up_smell.py").read_text(encoding="utf-8")
    namespace = {"__name__": "mlsmells.rules.leakage.made_up_smell"}
    exec(compile(text, "made_up_smell.py", "exec"), namespace)
    rule = namespace["RULE"]
    assert isinstance(rule, Rule) and (rule.code, rule.name) == ("MLS199", "made-up-smell")


def test_a_new_rule_leaves_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "fixtures/leakage/made-up-smell/bad.py"
    path.parent.mkdir(parents=True)
    path.write_text("mine\n", encoding="utf-8")
    new_rule.main(["leakage", "made-up-smell", "MLS199"], root=tmp_path)
    assert path.read_text(encoding="utf-8") == "mine\n"


REFUSED = {
    "code that is taken": ("leakage", "made-up-smell", "MLS101"),
    "name that is taken": ("leakage", "fit-on-test", "MLS199"),
    "family of another digit": ("data", "made-up-smell", "MLS199"),
    "no code": ("leakage", "made-up-smell", "MLS1"),
    "no name": ("leakage", "Made_up", "MLS199"),
}


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED)
def test_a_new_rule_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert new_rule.main(list(arguments), root=tmp_path) == 2
    assert list(tmp_path.iterdir()) == []
