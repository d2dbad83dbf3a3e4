"""The keys of the configuration: what each may hold, and how a value is read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from mlsmells.config.errors import ConfigError
from mlsmells.config.marked import Entry, describe
from mlsmells.config.profiles import DEFAULT, PROFILES
from mlsmells.core import Confidence, Severity
from mlsmells.core.near import hint

ROLES = ("test", "library", "training-script", "serving", "notebook", "config", "example")
SEVERITIES = {str(level): level for level in Severity}
CONFIDENCES = {str(level): level for level in Confidence}
# NumPy's legacy generator takes no larger seed.
LARGEST_SEED = 2**32 - 1

Reader = Callable[[Entry], Any]


def one_of(entry: Entry, known: Collection[str], what: str) -> str:
    """A word out of a closed list."""
    word = entry.text()
    if word not in known:
        raise entry.error(f"unknown {what} '{word}'{hint(word, known) or '; known: ' + ', '.join(known)}")
    return word


def words(entry: Entry) -> tuple[str, ...]:
    """A list of words."""
    return tuple(element.text() for element in entry.elements())


def _seed(entry: Entry) -> int:
    value = entry.value
    if isinstance(value, bool) or not isinstance(value, int):
        raise entry.error(f"expected a whole number for 'seed', got {describe(value)}")
    if not 0 <= value <= LARGEST_SEED:
        raise entry.error(f"'seed' must lie between 0 and {LARGEST_SEED}, got {value}")
    return value


def _switch(entry: Entry) -> bool:
    if not isinstance(entry.value, bool):
        raise entry.error(f"expected true or false for 'show_notes', got {describe(entry.value)}")
    return entry.value


def _severities(entry: Entry) -> dict[str, Severity]:
    return {word: SEVERITIES[one_of(level, SEVERITIES, "severity")] for word, level in entry.items()}


def _roles(entry: Entry) -> dict[str, str]:
    return {pattern: one_of(role, ROLES, "role") for pattern, role in entry.items()}


def file_beside(entry: Entry) -> str:
    """The absolute path of a file named relative to the configuration file; it must exist."""
    folder = entry.path.parent if entry.path else Path()
    found = (folder / Path(entry.text()).expanduser()).resolve()
    if not found.is_file():
        raise entry.error(f"no such file: '{entry.value}'")
    return str(found)


def _files(entry: Entry) -> tuple[str, ...]:
    return tuple(file_beside(element) for element in entry.elements())


# Every key, what it holds when nothing is said, and how it is read; in the order settings are printed.
KEYS: dict[str, tuple[Any, Reader]] = {
    "profile": (DEFAULT, lambda entry: one_of(entry, PROFILES, "profile")),
    "select": (PROFILES[DEFAULT].select, words),
    "ignore": ((), words),
    "min_confidence": (
        Confidence.MEDIUM,
        lambda entry: CONFIDENCES[one_of(entry, CONFIDENCES, "confidence")],
    ),
    "fail_on": (Severity.WARNING, lambda entry: SEVERITIES[one_of(entry, SEVERITIES, "severity")]),
    "severity": ({}, _severities),
    "show_notes": (False, _switch),
    "exclude": ((), words),
    "seed": (42, _seed),
    "fixable": (("MLS",), words),
    "unfixable": ((), words),
    "roles": ({}, _roles),
    "baselines": ((), words),
    "data_roots": ((), words),
    "knowledge": ((), _files),
    "practices": (None, file_beside),
}
PER_PATH = "per_path"
# The other keys belong to the run as a whole, not to a file in it.
PATH_KEYS = ("profile", "select", "ignore", "min_confidence", "severity", "seed", "fixable", "unfixable")


def read_key(key: str, entry: Entry) -> Any:
    """The value of one key; ConfigError when it is of the wrong kind."""
    return KEYS[key][1](entry)


def unknown_key(entry: Entry, key: str, known: Collection[str]) -> ConfigError:
    """The error for a key that is not in ``known``."""
    if key in KEYS or key == PER_PATH:
        return entry.error(f"'{key}' cannot be set per path")
    return entry.error(f"unknown key '{key}'{hint(key, known) or '; known: ' + ', '.join(known)}")
