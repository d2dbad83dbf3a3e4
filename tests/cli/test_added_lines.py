"""``check --diff-base`` and ``--diff``: what a change adds, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from mlsmells.cli import main
from repositories import FIT_ON_TEST, LEAK, commit, git, notebook, repository, run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "größe it's"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return repository(folder, train=LEAK, other=LEAK)


def found(*options: str) -> list[str]:
    lines = run("check", "-q", *options).stdout.splitlines()
    return [f"{line.split(':')[0]} {line.split(': ')[1].split()[0]}" for line in lines]


def test_nothing_changed_nothing_reported(project: Path) -> None:
    assert found() == ["other.py MLS103", "train.py MLS103"]
    result = run("check", "--diff-base", "HEAD")
    assert (result.exit_code, result.stdout) == (0, "")


def test_an_added_line_is_reported(project: Path) -> None:
    (project / "train.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    result = run("check", "--diff-base", "HEAD", "--select", "MLS1")
    assert result.exit_code == 1 and found("--diff-base", "HEAD", "--select", "MLS101") == ["train.py MLS101"]
    commit(project)
    assert found("--diff-base", "HEAD", "--select", "MLS101") == []
    assert found("--diff-base", "HEAD~1", "--select", "MLS101") == ["train.py MLS101"]


def test_a_line_of_the_evidence_counts(project: Path) -> None:
    """The scaler was there; the split that makes it a leak is new."""
    before = "".join(line + "\n" for line in LEAK.splitlines() if "train_test_split(" not in line and "_t" not in line)
    (project / "train.py").write_text(before, encoding="utf-8")
    commit(project)
    (project / "train.py").write_text(LEAK, encoding="utf-8")
    assert found("--diff-base", "HEAD", "--select", "MLS103") == ["train.py MLS103"]


def test_moved_lines_are_not_added(project: Path) -> None:
    (project / "train.py").write_text("# one more\n" * 10 + LEAK, encoding="utf-8")
    assert found("--diff-base", "HEAD", "--select", "MLS103") == []


def test_an_untracked_file_is_new(project: Path) -> None:
    (project / 'a "new" öne.py').write_text(LEAK, encoding="utf-8")
    assert found("--diff-base", "HEAD", "--select", "MLS103") == ['a "new" öne.py MLS103']


def test_a_renamed_file_is_not_new(project: Path) -> None:
    git(project, "mv", "train.py", "fit.py")
    assert found("--diff-base", "HEAD", "--select", "MLS103") == []


def test_what_others_did_on_the_base_is_not_ours(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "ours")
    (project / "mine.py").write_text(LEAK, encoding="utf-8")
    commit(project)
    git(project, "checkout", "-q", "main")
    (project / "train.py").write_text("x = 1\n", encoding="utf-8")
    commit(project)
    git(project, "checkout", "-q", "ours")
    assert found("--diff-base", "main", "--select", "MLS103") == ["mine.py MLS103"]


def test_notebooks_by_the_lines_of_their_json(project: Path) -> None:
    cells = [LEAK[: LEAK.index("X =")], LEAK[LEAK.index("X =") :]]
    (project / "a.ipynb").write_text(notebook(*cells), encoding="utf-8")
    commit(project)
    assert found("--diff-base", "HEAD", "--select", "MLS1") == []
    (project / "a.ipynb").write_text(notebook(*cells, FIT_ON_TEST), encoding="utf-8")
    result = run("check", "--diff-base", "HEAD", "--select", "MLS101", "-q")
    assert result.stdout.startswith("a.ipynb:cell 3:1:9: MLS101 ")
    assert found("--diff-base", "HEAD", "--select", "MLS103") == []


def test_a_broken_file_counts_where_it_was_touched(project: Path) -> None:
    (project / "broken.py").write_text("x = (\n", encoding="utf-8")
    commit(project)
    assert run("check", "--diff-base", "HEAD").exit_code == 0
    (project / "broken.py").write_text("y = (\n", encoding="utf-8")
    assert run("check", "--diff-base", "HEAD").exit_code == 2


def test_the_project_in_a_folder_of_the_repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = project / "inner"
    inner.mkdir()
    (inner / "mlsmells.yaml").write_text("profile: project\n", encoding="utf-8")
    (inner / "train.py").write_text("x = 1\n", encoding="utf-8")
    commit(project)
    (inner / "train.py").write_text(LEAK, encoding="utf-8")
    monkeypatch.chdir(inner)
    assert found("--diff-base", "HEAD", "--select", "MLS103") == ["train.py MLS103"]
    diff = subprocess.run(["git", "diff", "HEAD"], capture_output=True, check=True).stdout
    (inner / "change.diff").write_bytes(diff)
    assert found("--diff", "change.diff", "--select", "MLS103") == ["train.py MLS103"]


@pytest.mark.parametrize("options", [(), ("--no-prefix",), ("-U0", "--no-color")], ids=" ".join)
def test_a_diff_from_a_file(options: tuple[str, ...], project: Path) -> None:
    (project / "train.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    diff = subprocess.run(["git", "diff", *options], capture_output=True, check=True).stdout
    (project / "change.diff").write_bytes(diff)
    assert found("--diff", "change.diff", "--select", "MLS1") == ["train.py MLS101"]


def test_a_diff_from_standard_input(project: Path) -> None:
    (project / "train.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    diff = subprocess.run(["git", "diff"], capture_output=True, check=True).stdout
    result = CliRunner().invoke(main, ["check", "-q", "--select", "MLS1", "--diff", "-"], input=diff)
    assert [line.split(": ")[1].split()[0] for line in result.stdout.splitlines()] == ["MLS101"]


STRANGE = {
    "spaces": "a b.py",
    "letters": "größe 模型.py",
    "quotes": "a'b\"c`d.py",
    "a backslash": "a\\b.py",
    "escapes": "a\x1b[31mb.py",
    "line ends": "a\nb.py",
    "brackets": "[a]*?.py",
    "a dash": "-a.py",
}


@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE)
def test_strange_names_are_followed_from_end_to_end(name: str, project: Path) -> None:
    (project / name).write_text(LEAK, encoding="utf-8")
    assert len(json.loads(run("check", ".", "--diff-base", "HEAD", "--output-format", "json").stdout)["findings"]) == 1
    commit(project)
    (project / name).write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    report = json.loads(run("check", "--diff-base", "HEAD", "--select", "MLS1", "--output-format", "json").stdout)
    assert [(found["path"], found["code"]) for found in report["findings"]] == [(name, "MLS101")]
    (project / name).write_text(LEAK, encoding="utf-8")
    run("accept")
    assert run("check").exit_code == 0
    (project / "sub").mkdir()
    (project / name).rename(project / "sub" / name)
    assert run("check").exit_code == 0
    assert "\x1b" not in run("accept", "--status").stdout + run("check", "--show-notes").stdout


REFUSED = {
    "no such revision": (("--diff-base", "nowhere"), "--diff-base: 'nowhere' names no commit here"),
    "an option": (("--diff-base=--output=x",), "'--output=x' is no revision"),
    "both": (("--diff-base", "HEAD", "--diff", "x"), "exclude each other"),
    "no file": (("--diff", "gone.diff"), "--diff: gone.diff: No such file"),
    "no diff": (("--diff", "train.py"), "--diff: train.py: it is no unified diff"),
}


@pytest.mark.parametrize(("options", "said"), REFUSED.values(), ids=REFUSED)
def test_what_git_cannot_answer(options: tuple[str, ...], said: str, project: Path) -> None:
    result = run("check", *options)
    assert (result.exit_code, result.stdout) == (2, "") and said in result.stderr


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.py").write_text("x = 1\n", encoding="utf-8")
    result = run("check", "--diff-base", "HEAD")
    assert result.exit_code == 2 and "--diff-base: fatal: not a git repository" in result.stderr


def test_no_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    result = run("check", "--diff-base", "HEAD")
    assert result.exit_code == 2 and "--diff-base: git is not installed" in result.stderr


def test_the_places_of_one_finding_are_narrowed(project: Path) -> None:
    score = "print(roc_auc_score(y_test, {}.predict(X_test)))\n"
    text = LEAK.replace("X = StandardScaler().fit_transform(df)", "X = df")
    text += "from sklearn.metrics import roc_auc_score\n" + score.format("model")
    (project / "train.py").write_text(text, encoding="utf-8")
    commit(project)
    more = text + "b = LogisticRegression(C=2).fit(X_train, y_train)\n" + score.format("b")
    (project / "train.py").write_text(more, encoding="utf-8")
    (whole,) = json.loads(run("check", "--select", "MLS506", "--output-format", "json").stdout)["findings"]
    assert len(whole["places"]) == 2
    options = ("--select", "MLS506", "--output-format", "json", "--diff-base", "HEAD")
    (added,) = json.loads(run("check", *options).stdout)["findings"]
    assert (added["line"], added["places"]) == (len(more.splitlines()), [])
