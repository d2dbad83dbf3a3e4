"""``check --add-noqa`` and ``--require-reason``, agreed with flake8."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from repositories import FIT_ON_TEST, LEAK, flake8, notebook, repository, run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
WHY = "the vendor splits before"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path, train=LEAK.replace("fit_transform(df)", "fit_transform(\n    df\n)"))


def test_what_is_silenced_is_silent_everywhere(project: Path) -> None:
    result = run("check", "--add-noqa", WHY)
    assert (result.exit_code, result.stdout) == (0, "") and result.stderr == "1 finding silenced in 1 file\n"
    assert f")  # noqa: MLS103 - {WHY}\n" in (project / "train.py").read_text(encoding="utf-8")
    assert run("check").stdout == "" and flake8(project) == []


def test_a_second_time_changes_nothing(project: Path) -> None:
    run("check", "--add-noqa", WHY)
    before = (project / "train.py").read_bytes()
    assert run("check", "--add-noqa", "something else").stderr == "0 findings silenced in 0 files\n"
    assert (project / "train.py").read_bytes() == before


def test_only_what_is_selected(project: Path) -> None:
    (project / "train.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    run("check", "--select", "MLS101", "--add-noqa", WHY)
    codes = {line.split(": ")[1].split()[0] for line in run("check", "--select", "MLS1").stdout.splitlines()}
    assert codes == {"MLS103"}


def test_a_notebook(project: Path) -> None:
    (project / "train.py").unlink()
    (project / "a.ipynb").write_text(notebook(LEAK), encoding="utf-8")
    run("check", "--select", "MLS103", "--add-noqa", WHY)
    assert run("check", "--select", "MLS103").stdout == ""
    assert not [line for line in flake8(project) if "MLS103" in line]


def test_what_is_accepted_gets_no_comment(project: Path) -> None:
    run("accept")
    assert run("check", "--add-noqa", WHY).stderr == "0 findings silenced in 0 files\n"


def test_a_file_that_cannot_be_written_is_told(project: Path) -> None:
    (project / "train.py").chmod(0o444)
    result = run("check", "--add-noqa", WHY)
    assert result.exit_code == 2 and "train.py: not written: it is read-only" in result.stderr


REASONS = {"none": " ", "a comment in it": "a # b", "two lines": "a\nb"}


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_reason_is_needed(reason: str, project: Path) -> None:
    result = run("check", "--add-noqa", reason)
    assert result.exit_code == 2 and "takes a reason" in result.stderr


COMMENTS = {
    "a noqa": ("# noqa: MLS103", True),
    "a noqa with a reason": ("# noqa: MLS103 - the vendor splits", False),
    "a noqa with a reason in a comment": ("# noqa: MLS103  # the vendor splits", False),
    "a noqa with a word to another tool": ("# noqa: MLS103  # type: ignore", True),
    "an ignore": ("# mlsmells: ignore[statistics-before-split]", True),
    "an ignore with a reason": ("# mlsmells: ignore[statistics-before-split] the vendor splits", False),
    "an ignore of everything": ("# mlsmells: ignore", True),
    "a noqa for all": ("# noqa", False),
    "a noqa of others": ("# noqa: E501", False),
}


@pytest.mark.parametrize(("comment", "lacking"), COMMENTS.values(), ids=COMMENTS)
def test_reasons_can_be_required(comment: str, lacking: bool, project: Path) -> None:
    text = LEAK.replace("fit_transform(df)", f"fit_transform(df)  {comment}")
    (project / "train.py").write_text(text, encoding="utf-8")
    for options in (("--no-cache",), (), ()):
        told = run("check", "train.py", "--require-reason", *options).stdout
        assert ("gives no reason - say behind it why" in told) == lacking, told
    assert "gives no reason" not in run("check", "train.py").stdout
    (project / "mlsmells.yaml").write_text("require_reason: true\n", encoding="utf-8")
    assert any("gives no reason" in line for line in flake8(project)) == lacking
    assert ("gives no reason" in run("check", "train.py").stdout) == lacking


def test_sarif_tells_what_comments_silence(project: Path) -> None:
    run("check", "--add-noqa", WHY)
    assert '"kind": "inSource"' in run("check", "--output-format", "sarif").stdout


def test_the_summary_of_a_job_is_written_where_github_says(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = project.parent / f"{project.name}.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    told = run("check", "--output-format", "github").stdout
    assert told.startswith("::warning title=MLS103 ") and page.read_text(encoding="utf-8").startswith(
        "### mlsmells: 1 "
    )
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parent))
    assert f"file={project.name}/train.py," in run("check", "--output-format", "github").stdout
    assert page.read_text(encoding="utf-8").count("### mlsmells") == 2


def test_a_file_outside_the_project_is_not_named_from_the_root_of_the_machine(project: Path) -> None:
    other = project.parent / "elsewhere"
    other.mkdir(exist_ok=True)
    (other / "b.py").write_text(LEAK, encoding="utf-8")
    (project / "mlsmells.yaml").write_text("profile: project\n", encoding="utf-8")
    for output_format in ("json", "sarif", "gitlab", "rdjson"):
        told = run("check", str(other), "--config", "mlsmells.yaml", "--output-format", output_format).stdout
        assert "../elsewhere/b.py" in told and str(other) not in told
