"""What git's dates and whole projects say of design documents, where a fixture cannot."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from facts.project.test_documents import markdown
from mlsmells.config import load_config
from mlsmells.engine.located import Located
from mlsmells.engine.project import check_paths
from mlsmells.facts.project.documents.goals import vague_goals
from mlsmells.facts.project.documents.recognition import is_called_design, kind_of, plans_experiments

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
        write(root, files)
        git(root, day, "add", "-A")
        git(root, day, "commit", "-q", "--allow-empty", "-m", day)
    found = checked(root, "MLS909", "MLS918")
    return [f"{at.path}:{at.line} {at.finding.code} {at.finding.message}" for at in found]


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def checked(root: Path, *codes: str) -> tuple[Located, ...]:
    return check_paths([root], load_config(root, isolated=True).with_options({"select": codes})).findings


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


LAUNCH = "## Launch\n\nOnce recall is at least 60 % the page shows it to customers. An alert watches it.\n\n"
WAY_BACK = f"The previous model stays deployed; a feature flag rolls back. {'Every shop is told. ' * 12}\n"
PART = "# Requirements\n\n## Rollout\n\nShops of one country first, in May.\n"
BESIDE = {
    "nothing beside": ({}, ["MLS902"], ["MLS907"]),
    "a document about the launch": ({"docs/DEPLOYMENT.md": f"# Deployment\n\n{WAY_BACK}"}, [], []),
    "one that is about something else": ({"docs/notes.md": f"# Notes\n\n{WAY_BACK}"}, ["MLS902"], ["MLS907"]),
    "one in another folder": ({"old/DEPLOYMENT.md": f"# Deployment\n\n{WAY_BACK}"}, ["MLS902"], ["MLS907"]),
    "an empty one": ({"docs/DEPLOYMENT.md": "# Deployment\n"}, ["MLS902"], ["MLS907"]),
    "a part of the same set": ({"docs/PRD.md": PART}, [], ["MLS907"]),
}


@pytest.mark.parametrize("beside, without, short", BESIDE.values(), ids=BESIDE)
def test_a_design_that_several_documents_share(
    tmp_path: Path, beside: dict[str, str], without: list[str], short: list[str]
) -> None:
    """``without``: what is said of a design without a launch; ``short``: of one whose launch names no way back."""
    head, _, rest = DESIGN.read_text(encoding="utf-8").partition("## Launch")
    tail = f"## Security{rest.partition('## Security')[2]}"
    for launch, codes in (("", without), (LAUNCH, short)):
        root = tmp_path / str(len(launch))
        write(root, {"docs/design.md": f"{head}{launch}{tail}", **beside})
        assert [at.finding.code for at in checked(root, "MLS902", "MLS907") if at.path == "docs/design.md"] == codes


GUIDE = "# Reproduce\n\nInstall with uv sync, download the data, train and evaluate.\n"
HANDED_ON = {
    "it hands on": ("See [the guide](docs/reproduce.md) for the rest of it and for all that is to be known.", 0),
    "it does not": ("This is a model for the shops, and there is nothing more to be said of it to the reader.", 1),
}


@pytest.mark.parametrize("readme, number", HANDED_ON.values(), ids=HANDED_ON)
def test_steps_that_a_page_tells_to_which_the_readme_hands_on(tmp_path: Path, readme: str, number: int) -> None:
    files = {"README.md": f"# Shops\n\n{readme}\n", "docs/reproduce.md": GUIDE, "train.py": TRAIN}
    write(tmp_path, files)
    assert len(checked(tmp_path, "MLS911")) == number


BASELINES = {
    "either of two": ("The baseline is the majority class or logistic regression.", 0),
    "one with a slash": ("Baseline (moving average / majority class).", 0),
    "both": ("The baseline is the moving average. Another baseline is the majority class.", 1),
}


@pytest.mark.parametrize("said, number", BASELINES.values(), ids=BASELINES)
def test_one_of_several_baselines_is_enough(tmp_path: Path, said: str, number: int) -> None:
    text = DESIGN.read_text(encoding="utf-8").replace("## Data motivation", f"{said}\n\n## Data motivation")
    code = TRAIN + "print(y.value_counts())\n"
    write(tmp_path, {"docs/design.md": text, "train.py": code})
    found = [at for at in checked(tmp_path, "MLS918") if "as the baseline" in at.finding.message]
    assert len(found) == number


def test_a_plan_of_experiments_says_what_a_model_is_for() -> None:
    plan = "# Plan\n\n## Hypotheses\n\n1. Features raise precision.\n\n## Experiment design\n\nTrain a model.\n"
    assert plans_experiments(markdown(plan)) and not plans_experiments(markdown(plan.replace("Hypotheses", "Ideas")))


SAYS = "# Service design\n\n" + "The model is trained on labelled data of the shops every night. " * 14
CALLED = {
    "docs/ML_DESIGN.md": (SAYS, True),
    "docs/project_plan.md": (SAYS, True),
    "docs/notes.md": (SAYS, False),
    "docs/charte_design.md": (
        "# Charte\n\n" + "Recommander des produits aux clients du magasin chaque nuit. " * 20,
        True,
    ),
    "docs/SYSTEM_DESIGN.md": ("# Design\n\nThe model is trained on labels.\n", False),
    "docs/design.md": ("# Colours\n\n" + "Buttons are blue, and links are underlined. " * 30, False),
    "docs/design_template.md": (SAYS, False),
}


@pytest.mark.parametrize("path, said, called", [(path, *rest) for path, rest in CALLED.items()], ids=CALLED)
def test_a_document_that_is_called_a_design(path: str, said: str, called: bool) -> None:
    assert is_called_design(markdown(said, path)) is called


GOALS = {
    "a page beside": ("See the [evaluation plan](evaluation_plan.md).", False),
    "a part of this page": ("See [below](#results).", True),
}


@pytest.mark.parametrize("said, vague", GOALS.values(), ids=GOALS)
def test_goals_that_stand_on_another_page(said: str, vague: bool) -> None:
    text = f"# Design\n\n## Metric goals\n\nThese are targets. {said} Records keep their source.\n"
    assert bool(list(vague_goals(markdown(text)))) is vague


def test_the_performance_of_a_service_is_no_metric_goal() -> None:
    text = "# Design\n\n## Security & Performance\n\nPerformance:\nThe system is designed for low latency.\n"
    assert list(vague_goals(markdown(text))) == []
    assert list(vague_goals(markdown("# Design\n\n## Model performance\n\nWe want it to be better.\n")))


VECTORISER = "from sklearn.feature_extraction.text import TfidfVectorizer\nX = TfidfVectorizer().fit_transform(texts)\n"


@pytest.mark.parametrize("code, number", [(TRAIN, 1), (VECTORISER, 0)], ids=["a model", "a vectoriser"])
def test_steps_are_asked_of_what_trains(tmp_path: Path, code: str, number: int) -> None:
    write(tmp_path, {"README.md": f"# Shops\n\n{HANDED_ON['it does not'][0]}\n", "train.py": code})
    assert len(checked(tmp_path, "MLS911")) == number


def test_the_charter_of_a_tool_is_no_design_of_a_model() -> None:
    text = DESIGN.read_text(encoding="utf-8")
    parts = "## Code quality standards\n\nTyped.\n\n## User personas\n\nResearchers.\n\n## Data"
    tool = text.replace("## Data motivation", parts)
    assert kind_of(markdown(text, "docs/charter.md")) and not kind_of(markdown(tool, "docs/charter.md"))


def test_an_analysis_without_a_model_is_no_design() -> None:
    parts = (
        "Problem statement",
        "Goals",
        "Data sources",
        "Key performance indicators",
        "KPIs",
        "Methodology",
        "Timeline",
    )
    said = "\n\n".join(f"## {part}\n\nTrips in strikes against the baseline of labelled days." for part in parts)
    assert not kind_of(markdown(f"# Project charter\n\n{said}\n", "docs/project_charter.md"))
    model = said.replace("Trips in strikes", "The trained model's recall in strikes")
    assert kind_of(markdown(f"# Project charter\n\n{model}\n", "docs/project_charter.md"))
