"""A team's practice map that names rules there are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import ConfigError, load_config
from mlsmells.engine.practices import practice_map

MAP = "extends: default\npractices:\n  ours:\n    title: T\n    says: S.\n    rules: {rules}\n    main: {main}\n"
WRONG = {
    "unknown code": ("[MLS101, MLS999]", "[MLS101]", 6, "no rule is called 'MLS999'; did you mean 'MLS909'?"),
    "code on a line of its own": ("\n    - MLS101\n    - MLS999", "[MLS101]", 8, "'MLS999'"),
    "misspelt name": ("[fit-on-tset]", "[]", 6, "did you mean 'fit-on-test'?"),
    "unknown main": ("[MLS101]", "[MLS110]", 7, "no rule has the code 'MLS110'; did you mean 'MLS1"),
    "main of another": ("[MLS101]", "[MLS102]", 7, "'ours' is the main practice of MLS102 and does not name it"),
}
RIGHT = {"prefix": "[MLS1]", "family": "[leakage]", "name": "[fit-on-test]"}


def load(root: Path, text: str) -> None:
    (root / "mlsmells.yaml").write_text("practices: team.yaml\n", encoding="utf-8")
    (root / "team.yaml").write_text(text, encoding="utf-8")
    practice_map(load_config(root))


@pytest.mark.parametrize(("rules", "main", "line", "message"), WRONG.values(), ids=WRONG)
def test_wrong_names(tmp_path: Path, rules: str, main: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, MAP.format(rules=rules, main=main))
    error = caught.value
    assert error.path == tmp_path / "team.yaml" and error.line == line and message in error.message


@pytest.mark.parametrize("rules", RIGHT.values(), ids=RIGHT)
def test_right_names(tmp_path: Path, rules: str) -> None:
    load(tmp_path, MAP.format(rules=rules, main="[MLS101]"))


def test_rewording_a_practice_leaves_its_codes(tmp_path: Path) -> None:
    load(tmp_path, "extends: default\npractices:\n  no-training-on-test: {title: T, rules: [leakage]}\n")
