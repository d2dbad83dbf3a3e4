"""The texts of a source after its fixes: all safe ones, all, and each of them alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix import FixResult, fix_source

if TYPE_CHECKING:
    from mlsmells.core import Finding
    from mlsmells.sources import Source

Recheck = Callable[["Source"], "list[Finding]"]


class Repairs(NamedTuple):
    """What ``fix`` makes of a source, with safe fixes only and with all."""

    safe: FixResult
    every: FixResult


def repairs_of(source: Source, recheck: Recheck, seed: int) -> Repairs:
    """Both results; nothing is written."""
    safe = fix_source(source, recheck, unsafe=False, seed=seed)
    return Repairs(safe, fix_source(source, recheck, unsafe=True, seed=seed))


def alone(source: Source, recheck: Recheck, seed: int, wanted: Finding) -> str | None:
    """The text after the fix of one finding and no other."""

    def is_wanted(finding: Finding, now: Source) -> bool:
        return now.text == source.text and (finding.code, finding.span) == (wanted.code, wanted.span)

    return fix_source(source, recheck, unsafe=True, seed=seed, select=is_wanted).text


def of_kind(source: Source, recheck: Recheck, seed: int, prefix: str) -> str | None:
    """The text after the fixes of the rules whose codes begin so."""
    return fix_source(
        source, recheck, unsafe=True, seed=seed, select=lambda found, _: found.code.startswith(prefix)
    ).text
