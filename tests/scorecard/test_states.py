"""The state of a practice: broken by findings, kept by a proof, else unproven, not applicable or not checkable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mlsmells.config import ConfigError
from mlsmells.core import Severity
from mlsmells.engine.practices import practice_map
from mlsmells.scorecard import PracticeState, State, states
from mlsmells.scorecard.table import rows

from .projects import DUMMY, SEEDED, UNSEEDED, checked, project

LEAK = SEEDED + "model.fit(X_test, y_test)\nprint(model.score(X_test, y_test))\n"
PLAIN = "import pandas as pd\nprint(pd.read_csv('a.csv').describe())\n"
OFF = "select: [MLS101]\n"

CASES: dict[str, tuple[dict[str, str], str, State, str]] = {
    "a leak": ({"t.py": LEAK}, "no-training-on-test", State.BROKEN, ""),
    "no leak": ({"t.py": SEEDED}, "no-training-on-test", State.UNPROVEN, "MLS101, "),
    "no seed": ({"t.py": UNSEEDED}, "reproducible-runs", State.BROKEN, ""),
    "a seed": ({"t.py": SEEDED, "a.csv": "a,y\n"}, "reproducible-runs", State.KEPT, ""),
    "a dummy": ({"t.py": SEEDED + DUMMY}, "respect-what-works", State.UNPROVEN, "MLS501"),
    "data in git": ({"t.py": SEEDED, "a.csv": "a,y\n"}, "data-versioning", State.KEPT, ""),
    "a seed proves no scepticism": ({"t.py": SEEDED}, "be-your-own-sceptic", State.UNPROVEN, ""),
    "nothing is trained": ({"t.py": PLAIN}, "no-training-on-test", State.NOT_APPLICABLE, "nothing is trained"),
    "nothing is served": ({"t.py": SEEDED}, "ship-serving-code", State.NOT_APPLICABLE, "no model is saved"),
    "about people": ({"t.py": SEEDED}, "agile-ceremonies", State.NOT_CHECKABLE, "depends on people"),
    "switched off": ({"t.py": SEEDED, "mlsmells.yaml": OFF}, "feature-store", State.NOT_CHECKABLE, "switched off"),
    "not analysed": ({"t.py": "import numpy as np\n)"}, "engineering-best-practices", State.BROKEN, ""),
}


def state_of(folder: Path, files: dict[str, str], practice: str) -> PracticeState:
    run, config = checked(project(folder, files))
    return next(one for one in states(run, config) if one.practice.id == practice)


@pytest.mark.parametrize("files, practice, state, reason", CASES.values(), ids=CASES)
def test_state(tmp_path: Path, files: dict[str, str], practice: str, state: State, reason: str) -> None:
    one = state_of(tmp_path, files, practice)
    assert one.state is state and reason in one.reason
    assert any(at.finding.severity >= Severity.WARNING for at in one.findings) == (state is State.BROKEN)


def test_one_state_for_each_practice_in_the_order_of_the_map(tmp_path: Path) -> None:
    run, config = checked(project(tmp_path, {"t.py": SEEDED}))
    assert [one.practice.id for one in states(run, config)] == list(practice_map(config).ids)


def test_a_proof_does_not_outweigh_a_finding(tmp_path: Path) -> None:
    one = state_of(tmp_path, {"t.py": SEEDED, "u.py": UNSEEDED}, "reproducible-runs")
    assert one.state is State.BROKEN and [proof.place for proof in one.proofs if proof.kind == "seeded"] == ["t.py:10"]


def test_what_is_accepted_is_still_broken_and_a_note_is_not(tmp_path: Path) -> None:
    run, config = checked(project(tmp_path, {"t.py": LEAK}))
    accepted = replace(run, findings=tuple(replace(at, accepted=True) for at in run.findings))
    notes = tuple(replace(at, finding=replace(at.finding, severity=Severity.INFO)) for at in run.findings)
    for seen, state in ((accepted, State.BROKEN), (replace(run, findings=notes), State.UNPROVEN)):
        (one,) = [one for one in states(seen, config) if one.practice.id == "no-training-on-test"]
        assert one.state is state and one.findings
        assert ("no warning" in one.reason) == (state is State.UNPROVEN)


def test_a_part_of_the_project_proves_nothing(tmp_path: Path) -> None:
    from mlsmells.engine.project import check_paths

    folder = project(tmp_path, {"t.py": SEEDED, "a.csv": "a,y\n", "uv.lock": "version = 1\n"})
    _, config = checked(folder)
    found = states(check_paths([folder / "t.py"], config), config)
    assert not any(one.proofs or one.state is State.KEPT for one in found)
    (whole,) = [one for one in found if one.practice.id == "stable-over-new"]
    assert whole.state is State.NOT_CHECKABLE and "need the whole project" in whole.reason


def test_a_team_s_own_practice_is_proved_by_its_rule(tmp_path: Path) -> None:
    own = "version: 1\npractices:\n  ours:\n    title: Seeds\n    says: We seed.\n    rules: [MLS202, MLS201]\n"
    files = {"t.py": SEEDED, "mlsmells.yaml": "practices: own.yaml\n", "own.yaml": own}
    assert state_of(tmp_path, files, "ours").state is State.KEPT


ATTESTED = """\
- {practice: communicate, who: Ada, date: 2026-01-31, expiry: 2026-07-31, link: https://example.org/minutes}
- {practice: data-versioning, who: Bob, date: 2026-01-31, expiry: 2026-07-31}
"""
DAYS = {
    "before": (date(2026, 1, 30), State.OPEN, "begins on 2026-01-31"),
    "the last day": (date(2026, 7, 31), State.ATTESTED, "Ada vouches for it until 2026-07-31"),
    "expired": (date(2026, 8, 1), State.OPEN, "expired on 2026-07-31"),
}


@pytest.mark.parametrize("today, state, reason", DAYS.values(), ids=DAYS)
def test_what_people_vouch_for(tmp_path: Path, today: date, state: State, reason: str) -> None:
    run, config = checked(project(tmp_path, {"t.py": UNSEEDED, "practices/attest.yaml": ATTESTED}))
    found = {one.practice.id: one for one in states(run, config, today=today)}
    assert found["communicate"].state is state and reason in found["communicate"].reason
    # Where rules look, nobody can vouch: it is shown and decides nothing.
    own = found["data-versioning"]
    assert own.state not in (State.ATTESTED, State.OPEN) and own.attestation is not None
    assert own.attestation.who == "Bob" and found["agile-ceremonies"].state is State.NOT_CHECKABLE


def test_a_wrong_attestation_is_an_error(tmp_path: Path) -> None:
    run, config = checked(project(tmp_path, {"practices/attest.yaml": ATTESTED.replace("communicate", "comunicate")}))
    with pytest.raises(ConfigError, match="did you mean 'communicate'"):
        states(run, config)


def test_a_row_says_where(tmp_path: Path) -> None:
    run, config = checked(project(tmp_path, {"t.py": LEAK, "a.csv": "a,y\n", "practices/attest.yaml": ATTESTED}))
    told = {row[1]: row for row in rows(states(run, config, today=date(2026, 2, 1)))}
    assert told["no-training-on-test"][0] == "broken" and told["no-training-on-test"][2].startswith("t.py:")
    assert told["data-versioning"][2].startswith("t.py:4 reads a.csv, which is versioned by git")
    assert told["communicate"][2] == "Ada vouches for it until 2026-07-31: https://example.org/minutes"
    order = [row[0] for row in rows(states(run, config))]
    assert order == sorted(order, key=[state.value for state in State].index)
