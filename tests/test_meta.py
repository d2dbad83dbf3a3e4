"""Promises about the rules as a whole, and about the files around them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

import docs
from mlsmells.config import FAMILIES, load_config, load_practices
from mlsmells.config.profiles import PARITY
from mlsmells.core import Rule
from mlsmells.engine.check import check_source
from mlsmells.engine.page import REQUIRED, page
from mlsmells.engine.registry import all_rules
from mlsmells.knowledge import parity
from mlsmells.sources import source_from_text

ROOT = Path(__file__).resolve().parent.parent
RULES = all_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
# Examples of these need more than one file or a notebook: fixtures show them.
ONE_FILE = [
    rule
    for rule in RULES
    if rule.code < "MLS1" or (rule.scope != "project" and rule.family not in ("notebooks", "project"))
    if rule.code != "MLS516"  # reads what notebooks have printed
]
# What a whole project lacks, an example may lack too: a baseline.
PROJECT_CODES = {rule.code for rule in RULES if rule.scope == "project"} | {"MLS501"}
each_example = pytest.mark.parametrize("rule", ONE_FILE, ids=[rule.name for rule in ONE_FILE])


def codes(text: str, tmp_path: Path, *, habits: bool = False) -> set[str]:
    """``habits``: those of the profile parity as well, that most good code does without."""
    off = tuple(rule.code for rule in RULES if not rule.default_on and (habits or rule.code not in PARITY))
    config = load_config(tmp_path, isolated=True).with_options({"min_confidence": "low", "extend_select": off})
    result = check_source(source_from_text(text + "\n", "train.py"), config)
    return {finding.code for finding in result.findings} | ({"MLS000"} if result.problems else set())


def test_codes_and_names_are_unique() -> None:
    for words in (Counter(rule.code for rule in RULES), Counter(rule.name for rule in RULES)):
        assert [word for word, count in words.items() if count > 1] == []


@each_rule
def test_the_code_belongs_to_the_family(rule: Rule) -> None:
    assert re.fullmatch(r"MLS(00[01]|[1-9][0-9]{2})", rule.code)
    assert rule.code[3] == "0" or FAMILIES[int(rule.code[3]) - 1] == rule.family


@each_rule
def test_the_page_is_complete(rule: Rule) -> None:
    text = page(rule)
    assert text.title.endswith(".") and text.why
    assert [name for name in REQUIRED if not text.sections.get(name)] == []
    assert "https://" in text.sections["Source"] or "http://" in text.sections["Source"]


@each_example
def test_the_bad_example_raises_the_code(rule: Rule, tmp_path: Path) -> None:
    assert rule.code in codes(page(rule).sections["Bad"], tmp_path, habits=rule.code in PARITY)


@each_example
def test_the_good_example_raises_nothing(rule: Rule, tmp_path: Path) -> None:
    assert codes(page(rule).sections["Good"], tmp_path, habits=rule.code in PARITY) <= PROJECT_CODES


def test_the_profile_parity_is_what_its_data_say() -> None:
    """And nothing of it runs elsewhere."""
    own = {rule.code for rule in RULES if rule.code in PARITY}
    asked = {name for section in ("calls", "known") for name in parity._sections()[section]}
    assert {rule.name for rule in RULES if rule.code in own} == asked and own == set(PARITY)
    assert not any(rule.default_on for rule in RULES if rule.code in own)


@pytest.mark.parametrize("rule", RULES[2:], ids=[rule.name for rule in RULES[2:]])  # MLS000 and 001 are the tool's own
def test_the_rule_has_bad_and_good_fixtures(rule: Rule) -> None:
    """Or whole projects, that hold both."""
    names = {path.stem.partition("_")[0] for path in (ROOT / "fixtures" / rule.family / rule.name).iterdir()}
    assert {"bad", "good"} <= names or "project" in names


@each_rule
def test_the_rule_serves_a_practice(rule: Rule) -> None:
    assert load_practices().for_rule(rule.code, rule.name, rule.family)


def test_the_practice_map_is_in_order() -> None:
    assert load_practices().check(RULES) == []


@each_rule
def test_the_rule_is_in_the_changelog(rule: Rule) -> None:
    assert re.search(rf"\b{rule.code}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


def test_the_docs_are_fresh() -> None:
    assert docs.stale(ROOT / "docs") == [], "run tools/docs.py"


def test_the_hooks_run_commands_that_exist() -> None:
    from click.testing import CliRunner

    from mlsmells.cli import main

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} >= {"mlsmells", "mlsmells-fix", "mlsmells-project"}
    for hook in hooks:
        program, *arguments = hook["entry"].split()
        assert program == "mlsmells"
        assert CliRunner().invoke(main, [*arguments, "--help"]).exit_code == 0
        kinds = set(hook.get("types_or", ()))
        assert kinds in ({"python", "jupyter"}, {"markdown", "rst"}) or "ipynb" in hook["files"]
