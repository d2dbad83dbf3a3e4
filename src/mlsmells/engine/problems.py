"""What could not be analysed (MLS000): an error, a note, or nothing to a configuration that ignores it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from mlsmells.config import Config, names
from mlsmells.core import Severity
from mlsmells.engine import registry
from mlsmells.engine.located import Located
from mlsmells.engine.selection import subject


class Sorted(NamedTuple):
    """Problems as a run reports them."""

    errors: tuple[Located, ...] = ()
    notes: tuple[Located, ...] = ()


def sort_out(problems: Iterable[Located], here: Config) -> Sorted:
    """Errors and notes apart. ``here`` is the configuration for their file."""
    problems = tuple(problems)
    if not problems or is_ignored(here):
        return Sorted()
    errors = tuple(at for at in problems if at.finding.severity > Severity.INFO)
    return Sorted(errors, tuple(at for at in problems if at.finding.severity == Severity.INFO))


def cited(at: Located) -> Located:
    """The problem with its cell in the message, for those who name lines on disk alone."""
    if at.cell is None:
        return at
    start = registry.by_code()[registry.NOT_ANALYSED].message.partition("{")[0]
    message = f"{start}cell {at.cell} line {at.line}: {at.finding.message.removeprefix(start)}"
    return replace(at, finding=replace(at.finding, message=message))


def is_ignored(here: Config) -> bool:
    """``ignore`` means MLS000 at least as narrowly as ``select`` does. Selecting other rules alone leaves it on."""
    about = subject(registry.by_code()[registry.NOT_ANALYSED], here)
    ignored = names.narrowest(here.ignore, about)
    return ignored > names.NOT_NAMED and ignored >= names.narrowest(here.select, about)
