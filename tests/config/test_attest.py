"""``practices/attest.yaml``: what it may hold, and what expired entries count for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mlsmells.config import ConfigError
from mlsmells.config.attest import Attestation, in_force, read_attestations

KNOWN = ("communicate", "agile-ceremonies")
GOOD = (
    "- {practice: communicate, who: Ada, date: 2026-01-31, expiry: 2026-07-31, link: 'https://example.org/minutes'}\n"
)


def read(root: Path, text: str) -> tuple[Attestation, ...]:
    (root / "practices").mkdir()
    (root / "practices" / "attest.yaml").write_text(text, encoding="utf-8")
    return read_attestations(root, KNOWN)


def test_no_file_is_no_attestation(tmp_path: Path) -> None:
    assert read_attestations(tmp_path, KNOWN) == ()


def test_an_empty_file(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing yet\n") == ()


def test_an_attestation_holds_until_its_last_day(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert found[0].link == "https://example.org/minutes" and found[0].line == 1
    days = [date(2026, 1, 30), date(2026, 1, 31), date(2026, 7, 31), date(2026, 8, 1)]
    assert [in_force(found, "communicate", day) is not None for day in days] == [False, True, True, False]
    assert in_force(found, "agile-ceremonies", days[1]) is None


def test_the_one_that_holds_longest_counts(tmp_path: Path) -> None:
    later = GOOD.replace("2026-07-31", "2027-01-31").replace("Ada", "Bob")
    found = in_force(read(tmp_path, GOOD + later), "communicate", date(2026, 2, 1))
    assert found is not None and found.who == "Bob"


MISTAKES = {
    "unknown practice": (GOOD.replace("communicate", "comunicate"), 1, "did you mean 'communicate'?"),
    "unknown key": (GOOD.replace("who", "whom"), 1, "unknown key 'whom'; did you mean 'who'?"),
    "no expiry": (GOOD + "- practice: communicate\n  who: Ada\n  date: 2026-01-31\n", 2, "needs 'expiry'"),
    "no date": (GOOD.replace("2026-01-31", "January"), 1, "expected a day as 2026-01-31, got 'January'"),
    "backwards": (GOOD.replace("2026-07-31", "2025-07-31"), 1, "expires on 2025-07-31, before its date, 2026-01-31"),
    "no list": ("practice: communicate\n", 1, "expected a list"),
}


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    assert caught.value.line == line and message in caught.value.message
