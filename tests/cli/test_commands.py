"""The small commands, and what all commands have in common."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mlsmells import __version__
from mlsmells.cli import _version, main
from mlsmells.engine.registry import all_rules
from repositories import LEAK

COMMANDS = sorted(main.list_commands(None))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_the_commands_are_there() -> None:
    assert {"check", "fix", "explain", "rules", "practices", "facts"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    mlsmells {name}" in result.stdout


def test_version() -> None:
    told = run("--version").stdout
    assert __version__ in told
    for name in _version.NEEDED:
        assert f"{name} {version(name)}" in told
    assert ("libyaml" in told) == yaml.__with_libyaml__


def test_unknown_command_is_a_usage_error() -> None:
    assert run("chekc").exit_code == 2


@pytest.mark.parametrize("word", ["MLS101", "mls101", "fit-on-test"])
def test_explain_prints_the_page_of_a_rule(word: str) -> None:
    text = run("explain", word).stdout
    assert text.startswith("MLS101 fit-on-test\n")
    for part in ("Bad:", "Good:", "Silent on:", "Source:", "Practices:", "no-training-on-test", "# noqa: MLS101"):
        assert part in text


def test_explain_prints_a_practice_with_its_rules() -> None:
    text = run("explain", "no-training-on-test").stdout
    assert text.startswith("no-training-on-test: ") and "    MLS101 fit-on-test\n" in text


def test_explain_names_the_nearest_when_there_is_none() -> None:
    result = run("explain", "fit-on-tests")
    assert result.exit_code == 2 and "'fit-on-test'" in result.stderr


def test_rules_table_has_every_rule() -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.code, rule.name] for rule in all_rules()]


def test_rules_json() -> None:
    rows = json.loads(run("rules", "--output-format", "json").stdout)
    row = next(row for row in rows if row["code"] == "MLS101")
    assert (row["name"], row["family"], row["severity"], row["on"]) == ("fit-on-test", "leakage", "error", True)
    assert row["practices"][0] == "no-training-on-test"


def test_practices_table_and_json() -> None:
    rows = json.loads(run("practices", "--map", "--output-format", "json").stdout)
    head, rule, *lines = run("practices", "--map").stdout.splitlines()
    assert head.split() == ["practice", "title", "rules"] and set(rule) == {"-", " "}
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [row["id"] for row in rows]
    assert max(map(len, lines)) <= 120
    assert " ".join(" ".join(lines).split()).count("MLS101") == sum("MLS101" in row["rules"] for row in rows)
    row = next(row for row in rows if row["id"] == "no-training-on-test")
    assert "MLS101" in row["rules"] and row["from"][0].keys() == {"document", "section"}


def test_practices_of_the_project_at_hand(folder: Path) -> None:
    (folder / "train.py").write_text(LEAK, encoding="utf-8")
    head, _, *lines = run("practices").stdout.splitlines()
    assert head.split() == ["state", "practice", "because"] and max(map(len, lines)) <= 120
    broken = lines[0].split()
    assert broken[:4] == ["broken", "no-training-on-test", "train.py:8", "MLS103"]
    kept = next(line.split() for line in lines if line.startswith("kept"))
    assert kept[2].startswith("train.py:")
    rows = {row["id"]: row for row in json.loads(run("practices", "--output-format", "json").stdout)}
    assert rows["no-training-on-test"]["findings"][0]["place"] == "train.py:8"
    assert rows["agile-ceremonies"]["state"] == "not checkable" and "people" in rows["agile-ceremonies"]["reason"]


def test_practices_check_accepts_the_default_map() -> None:
    result = run("practices", "--check")
    assert (result.exit_code, result.output) == (0, "")


def test_practices_check_fails_on_an_unmapped_rule(folder: Path) -> None:
    (folder / "map.yaml").write_text(
        "version: 1\npractices:\n  be-kind: {title: Be kind, says: So., not_checkable: people}\n", encoding="utf-8"
    )
    (folder / "mlsmells.yaml").write_text("practices: map.yaml\n", encoding="utf-8")
    result = run("practices", "--check")
    assert result.exit_code == 1 and "MLS101 (fit-on-test) serves no practice" in result.stderr


def test_a_broken_practice_map_is_a_configuration_error(folder: Path) -> None:
    (folder / "map.yaml").write_text("practices: [", encoding="utf-8")
    (folder / "mlsmells.yaml").write_text("practices: map.yaml\n", encoding="utf-8")
    for command in ("check", "practices", "rules"):
        result = run(command)
        assert result.exit_code == 2 and "map.yaml" in result.stderr


def test_facts_prints_events_and_values(folder: Path) -> None:
    (folder / "a.py").write_text("import pandas as pd\ndf = pd.read_csv('a.csv')\n", encoding="utf-8")
    result = run("facts", "a.py")
    assert result.exit_code == 0
    assert "2: Read pandas.read_csv 'a.csv'" in result.stdout and "\ndf = frame" in result.stdout


def test_facts_of_a_broken_file_exits_with_2(folder: Path) -> None:
    (folder / "a.py").write_text("x = (\n", encoding="utf-8")
    result = run("facts", "a.py")
    assert (result.exit_code, result.stdout) == (2, "") and "a.py:1: syntax error" in result.stderr
