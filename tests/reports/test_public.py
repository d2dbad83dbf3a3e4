"""The second set of public reports: what is found, what stays silent, and that the page in the docs says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import public_reports as reports

# What is missed, or told as a note only; an entry that is found must leave the list.
PENDING = frozenset(
    line.split("#")[0].strip() for line in (reports.CASES / "pending.txt").read_text(encoding="utf-8").splitlines()
)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, marks=pytest.mark.xfail(strict=True, reason="pending") if case.case in PENDING else (), id=case.case
        )
        for case in reports.cases()
    ],
)
def test_case(case: reports.Case, tmp_path: Path) -> None:
    assert reports.status(case, tmp_path / "project") == ("silent" if case.expected == "none" else "found")


def test_the_page_says_what_the_list_says() -> None:
    """The column ``now`` of docs/reports.md agrees with the list of what is pending."""
    page = reports.PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\d_\S+) \|.*\| ([a-z ]+) \|$", page, re.M)
    assert {name for name, now in rows if now not in ("found", "silent")} == PENDING - {""}
    assert len(rows) == len(reports.cases())
