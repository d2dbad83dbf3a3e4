"""What ``check`` tells once of many files is compared with flake8 file by file."""

from __future__ import annotations

from typing import Any

import pytest

from agree import Report, file_by_file


def place(path: str, line: int) -> dict[str, Any]:
    return {"path": path, "line": line, "column": 1, "cell": None, "physical_line": line}


HEAD = {"code": "MLS301", **place("a.py", 3)}
CASES: dict[str, tuple[list[dict[str, Any]], list[tuple[str, int]]]] = {
    "one": ([], [("a.py", 3)]),
    "in the file": ([place("a.py", 3), place("a.py", 9)], [("a.py", 3)]),
    "in others": ([place("a.py", 3), place("b.py", 4), place("b.py", 8), place("c.py", 1)],
                  [("a.py", 3), ("b.py", 4), ("c.py", 1)]),
}  # fmt: skip


@pytest.mark.parametrize(("places", "reports"), CASES.values(), ids=CASES)
def test_places_of_a_finding(places: list[dict[str, Any]], reports: list[tuple[str, int]]) -> None:
    found = list(file_by_file({**HEAD, "places": places}))
    assert found == [Report(path, line, 1, "MLS301") for path, line in reports]
