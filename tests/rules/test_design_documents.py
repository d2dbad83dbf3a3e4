"""What git's dates and whole projects say of design documents, where a fixture cannot."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

DESIGN = (
    Path(__file__).resolve().parents[2] / "fixtures" / "project" / "design-section-missing" / "project" / "docs"
) / "design_complete.md"
TRAIN = """\
from sklearn.metrics import classification_report
from sklearn.svm import SVC
model = SVC().fit(X, y)
print(classification_report(t, model.predict(T)))
"""


def git(root: Path, day: str, *arguments: str) -> None:
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "HOME": str(root)}
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments]
    subprocess.run(command, cwd=root, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin", **when})


def project(root: Path, days: dict[str, dict[str, str]]) -> list[str]:
    """Commit files day by day, and check: the findings of the family, ``path:line code``."""
    git(root, "2024-01-01", "init", "-q")
    for day, files in days.items():
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        git(root, day, "add", "-A")
        git(root, day, "commit", "-q", "--allow-empty", "-m", day)
    config = load_config(root, isolated=True).with_options({"select": ("MLS909", "MLS918")})
    return [
        f"{at.path}:{at.line} {at.finding.code} {at.finding.message}" for at in check_paths([root], config).findings
    ]


def design(*, log: str, experiments: str = "") -> str:
    text = DESIGN.read_text(encoding="utf-8")
    head, _, _ = text.partition("## Experiment log")
    if experiments:
        before, _, rest = head.partition("### Hypothesis 1")
        head = before + experiments + "\n\n## Software design" + rest.partition("## Software design")[2]
    return f"{head}## Experiment log\n\n{log}\n"


OPEN = """\
### Hypothesis 1: tickets help

- **Method:** trees
- **Metric:** recall
- **Success criteria:** 50 %
- **Timebox:** {}
- **On failure:** stop
- **On success:** shadow mode
"""
TOLD = "- 2024-01-10 hypothesis 1 failed\n- 2024-01-20 hypothesis 2 failed"


def test_an_empty_log_is_reported_after_two_weeks(tmp_path: Path) -> None:
    [found] = project(tmp_path, {"2024-01-01": {"design.md": design(log="", experiments="Baseline: the rule.")},
                                 "2024-02-01": {}})  # fmt: skip
    assert "MLS909 the experiment log is empty, 31 days after" in found


def test_a_young_document_may_have_an_empty_log(tmp_path: Path) -> None:
    text = design(log="", experiments="Baseline: the rule.")
    assert project(tmp_path, {"2024-01-01": {"design.md": text}, "2024-01-09": {}}) == []


def test_a_log_that_ends_while_the_code_changes(tmp_path: Path) -> None:
    days = {f"2024-03-{day:02}": {"train.py": TRAIN + f"# {day}\n"} for day in range(1, 8)}
    first = {"2024-01-01": {"design.md": design(log=TOLD), "train.py": TRAIN}}
    [found] = project(tmp_path, first | days)
    assert "ends on 2024-01-20, and the training code has changed 7 times since" in found


def test_a_log_without_failures(tmp_path: Path) -> None:
    log = "\n".join(f"- 2024-01-{day} hypothesis {day % 2 + 1} gave 5 points more" for day in (10, 11, 12, 13))
    [found] = project(tmp_path, {"2024-01-01": {"design.md": design(log=log)}, "2024-02-01": {}})
    assert "tells of no experiment that failed" in found


def test_a_tracker_keeps_the_log(tmp_path: Path) -> None:
    log = "See MLflow for hypothesis 1 and hypothesis 2."
    assert project(tmp_path, {"2024-01-01": {"design.md": design(log=log)}, "2024-06-01": {}}) == []


TIMEBOXES = {
    "five days": ("5 days", "2024-01-06"),
    "a week": ("one week, then we meet", "2024-01-08"),
    "a date": ("until 2024-01-15", "2024-01-15"),
}


@pytest.mark.parametrize(("said", "day"), TIMEBOXES.values(), ids=TIMEBOXES)
def test_a_timebox_that_has_passed(tmp_path: Path, said: str, day: str) -> None:
    text = design(log="MLflow has the runs.", experiments=OPEN.format(said))
    found = project(tmp_path, {"2024-01-01": {"design.md": text}, "2024-02-01": {}})
    assert [line.partition("MLS918 ")[2] for line in found] == [
        f'the time for "Hypothesis 1: tickets help" was up on {day}, and nothing says how it went - write the outcome'
    ]


def test_a_timebox_that_has_not_passed_by_the_last_commit(tmp_path: Path) -> None:
    text = design(log="MLflow has the runs.", experiments=OPEN.format("5 days"))
    assert project(tmp_path, {"2024-01-01": {"design.md": text}, "2024-01-05": {}}) == []


@pytest.mark.parametrize("log", ["- 2024-01-05 hypothesis 1 failed", "- H1: no gain, see MLflow"])
def test_an_outcome_ends_the_timebox(tmp_path: Path, log: str) -> None:
    text = design(log=log, experiments=OPEN.format("5 days"))
    assert project(tmp_path, {"2024-01-01": {"design.md": text}, "2024-01-12": {}}) == []
