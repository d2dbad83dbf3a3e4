"""What people vouch for: practices that no program can see, with who says so, when, and until when.

``practices/attest.yaml`` beside the configuration is a list; each entry holds ``practice``, ``who``, ``date``,
``expiry`` and, where there is one, ``link``. What has expired counts as open.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day
from pathlib import Path

from mlsmells.config.marked import Entry, describe, read_yaml
from mlsmells.config.schema import one_of
from mlsmells.core.near import hint
from mlsmells.core.records import dataclass

FILE = Path("practices") / "attest.yaml"
_KEYS = ("practice", "who", "date", "expiry", "link")
_NEEDED = _KEYS[:-1]


@dataclass(frozen=True, slots=True)
class Attestation:
    """Somebody vouches for a practice."""

    practice: str
    who: str
    date: Day
    expiry: Day
    link: str = ""
    line: int = 0

    def holds(self, today: Day) -> bool:
        """It has begun and has not expired; the last day counts."""
        return self.date <= today <= self.expiry


def read_attestations(root: Path, practices: Iterable[str]) -> tuple[Attestation, ...]:
    """Those of the project, in the order of the file; none where there is no file. Raises ConfigError."""
    path = root / FILE
    if not path.is_file():
        return ()
    document = read_yaml(path)
    if document.value == {}:
        return ()
    known = tuple(practices)
    return tuple(_attestation(entry, known) for entry in document.elements())


def in_force(attestations: Iterable[Attestation], practice: str, today: Day) -> Attestation | None:
    """The one that vouches longest for a practice today; None where it is open."""
    holding = [one for one in attestations if one.practice == practice and one.holds(today)]
    return max(holding, key=lambda one: one.expiry, default=None)


def latest(attestations: Iterable[Attestation], practice: str) -> Attestation | None:
    """The one that vouched for a practice last, whether it holds or not."""
    return max((one for one in attestations if one.practice == practice), key=lambda one: one.expiry, default=None)


def _attestation(entry: Entry, known: tuple[str, ...]) -> Attestation:
    keys = dict(entry.items())
    for key, child in keys.items():
        if key not in _KEYS:
            raise child.error(f"unknown key '{key}'{hint(key, _KEYS) or '; known: ' + ', '.join(_KEYS)}")
    for key in _NEEDED:
        if key not in keys:
            raise entry.error(f"an attestation needs '{key}'")
    begun, expiry = _day(keys["date"]), _day(keys["expiry"])
    if expiry < begun:
        raise keys["expiry"].error(f"expires on {expiry}, before its date, {begun}")
    practice = one_of(keys["practice"], known, "practice")
    link = keys["link"].text() if "link" in keys else ""
    return Attestation(practice, keys["who"].text(), begun, expiry, link, entry.line)


def _day(entry: Entry) -> Day:
    if isinstance(entry.value, Day):  # YAML reads 2026-01-31 as one
        return Day(entry.value.year, entry.value.month, entry.value.day)
    try:
        return Day.fromisoformat(entry.text())
    except ValueError:
        raise entry.error(f"expected a day as 2026-01-31, got {describe(entry.value)}") from None
