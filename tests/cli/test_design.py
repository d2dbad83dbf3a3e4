"""``mlsmells design new`` and ``design check``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mlsmells.cli import main

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "project" / "design-section-missing" / "project" / "docs"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["design", *arguments])


def test_new_writes_the_template(here: Path) -> None:
    result = run("new", "--title", "Churn")
    text = (here / "docs" / "design.md").read_text(encoding="utf-8")
    assert result.exit_code == 0 and "docs/design.md written" in result.stderr
    assert text.startswith("# Churn\n") and all(f"> {word}: " in text for word in ("Bad", "Fair", "Good"))


def test_new_leaves_a_file_alone(here: Path) -> None:
    (here / "plan.md").write_text("mine", encoding="utf-8")
    result = run("new", "plan.md")
    assert result.exit_code == 2 and "plan.md exists already" in result.stderr
    assert (here / "plan.md").read_text(encoding="utf-8") == "mine"


def test_new_is_markdown(here: Path) -> None:
    result = run("new", "plan.rst")
    assert result.exit_code == 2 and "plan.md" in result.stderr


def test_a_new_document_is_open_until_it_is_filled_in(here: Path) -> None:
    run("new")
    result = run("check")
    assert result.exit_code == 1
    assert "docs/design.md" in result.stdout and "MLS917" in result.stdout and "MLS905" in result.stdout


def test_a_one_pager_is_asked_for_little(here: Path) -> None:
    run("new", "pager.md", "--one-pager")
    assert "MLS902" not in run("check").stdout


def test_a_complete_document_passes(here: Path) -> None:
    (here / "design.md").write_text((FIXTURES / "design_complete.md").read_text(encoding="utf-8"), encoding="utf-8")
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 design document, 0 findings\n"


def test_only_the_named_files_are_judged(here: Path) -> None:
    for name in ("design_incomplete.md", "design_complete.md", "rfc_api.md"):
        (here / name).write_text((FIXTURES / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert run("check", "design_complete.md").exit_code == 0
    assert "0 design documents" in run("check", "rfc_api.md").stderr
    result = run("check", "design_incomplete.md", "rfc_api.md")
    assert result.exit_code == 1 and "design_incomplete.md:1:1: MLS902 warning" in result.stdout


def test_a_comment_silences_one_rule(here: Path) -> None:
    text = (FIXTURES / "design_incomplete.md").read_text(encoding="utf-8")
    (here / "design.md").write_text(text + "\n<!-- mlsmells: ignore[MLS902] the wiki has it -->\n", encoding="utf-8")
    assert run("check").exit_code == 0
