"""The reference of settings, its examples and the schema that is checked in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import settings_page
from mlsmells.cli import main
from mlsmells.config.schema import KEYS
from mlsmells.setup.parts import settings_yaml

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_the_pages_are_fresh() -> None:
    for name, text in settings_page.pages().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, f"{name}: run tools/docs.py"


def test_every_key_has_its_part() -> None:
    text = settings_page.pages()["configuration.md"]
    assert all(f"\n### {key}\n" in text for key in KEYS)


def test_the_example_of_knowledge_teaches(folder: Path) -> None:
    (folder / "team.yaml").write_text(settings_page.TEAM, encoding="utf-8")
    (folder / "train.py").write_text(settings_page.TAUGHT, encoding="utf-8")
    assert "MLS103" not in run("check", "train.py", "--select", "leakage").stdout
    (folder / "mlsmells.yaml").write_text("knowledge: [team.yaml]\n", encoding="utf-8")
    assert run("check", "train.py", "--select", "leakage").stdout.startswith("train.py:6:10: MLS103 ")


def test_the_example_of_practices_is_a_map(folder: Path) -> None:
    (folder / "practices.yaml").write_text(settings_page.HANDBOOK, encoding="utf-8")
    (folder / "mlsmells.yaml").write_text("practices: practices.yaml\n", encoding="utf-8")
    assert run("practices", "--check").exit_code == 0
    assert "Our ML handbook, Features" in run("explain", "ask-before-new-features").stdout


VALID = {
    "what init writes": settings_yaml("project", ["notebooks"]),
    "a code and a name": "select: [MLS103, fit-on-test, leakage]\nseverity: {no-training-on-test: error}\n",
}
INVALID = {"a key": "selct: [MLS]\n", "a code": "select: [MLS1O3]\n", "a profile": "profile: projct\n"}


@pytest.mark.parametrize(
    ("text", "valid"), [*((t, True) for t in VALID.values()), *((t, False) for t in INVALID.values())]
)
def test_the_schema_by_another_program(text: str, valid: bool, folder: Path) -> None:
    pytest.importorskip("check_jsonschema")
    (folder / "mlsmells.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(DOCS / "mlsmells.schema.json")]
    done = subprocess.run([*command, "mlsmells.yaml"], capture_output=True, text=True)
    assert (done.returncode == 0) == valid, done.stdout + done.stderr


def test_the_schema_knows_the_rules_there_are() -> None:
    schema = json.loads((DOCS / "mlsmells.schema.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["selectors"]["anyOf"][0]["enum"] == settings_page.selectors()
