"""Fixing one file: the fixes are made, told and written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.cli._asking import Answers
from mlsmells.cli._fixable import findings_of
from mlsmells.cli._output import emit, note
from mlsmells.config import Config
from mlsmells.engine.modules import modules_of
from mlsmells.engine.paths import from_here
from mlsmells.engine.project import Checked, check_one, displayed
from mlsmells.report import escape
from mlsmells.sources import Source, read_source, source_from_text

if TYPE_CHECKING:
    from mlsmells.fix import FixResult


class Wish(NamedTuple):
    """How to fix."""

    config: Config
    unsafe: bool
    only_diff: bool
    answers: Answers | None
    quiet: bool
    as_data: bool = False  # a report for programs, not a diff


class Outcome(NamedTuple):
    """What became of a file. ``left`` are the findings of the file as it is now."""

    left: Checked
    changed: bool = False
    failed: bool = False
    fixed: Mapping[str, int] = {}  # how many by code
    refused: int = 0
    result: FixResult | None = None
    source: Source | None = None


def fix_file(path: Path, wish: Wish) -> Outcome:
    """Fix one file, and say so on standard error."""
    source = read_source(path, display=displayed(path, wish.config.root))
    result = fixes_of(source, wish)
    if result.text is not None and not wish.only_diff and not _write(path, source, result.text, wish.config):
        return Outcome(check_one(source, wish.config), failed=True, refused=len(result.skipped))
    return told(source, result, wish)  # only what is on disk by now is told as fixed


def fixes_of(source: Source, wish: Wish) -> FixResult:
    """What the fixes make of a source; nothing is written."""
    from mlsmells.fix import fix_source  # loaded by those who fix

    return fix_source(
        source,
        partial(findings_of, config=wish.config),
        unsafe=wish.unsafe,
        seed=wish.config.for_path(source.path).seed,
        select=wish.answers.wants if wish.answers is not None else None,
    )


def told(source: Source, result: FixResult, wish: Wish) -> Outcome:
    """The outcome, after it was said."""
    from mlsmells.fix import diff

    if result.text is not None and wish.only_diff and not wish.as_data:
        emit(diff(source.path, source.text, result.text))
    if not wish.quiet:
        called = from_here(source.path, wish.config.root)
        _note_result(called, result, done="would fix" if wish.only_diff else "fixed")
    now = source if result.text is None else source_from_text(result.text, source.path)
    left = check_one(now, wish.config)
    fixed = Counter(found.code for found in result.applied)
    changed = result.text is not None
    return Outcome(left, changed, fixed=fixed, refused=len(result.skipped), result=result, source=source)


def _note_result(called: str, result: FixResult, *, done: str) -> None:
    # No lines: they are those of the round that tried the fix.
    for finding in result.applied:
        text = finding.fix.description if finding.fix else ""
        note(escape(f"{called}: {done} {finding.code}: {text}"))
    for finding, reason in result.skipped:
        note(escape(f"{called}: {finding.code} not fixed: {reason}"))


def _lies_in(path: Path, root: Path) -> bool:
    """Whether the name is one of the project's, wherever it leads."""
    return Path(os.path.abspath(path)).is_relative_to(root)


def _write(path: Path, source: Source, text: str, config: Config) -> bool:
    from mlsmells.fix import write

    try:
        write(path, source, text, root=config.root if _lies_in(path, config.root) else None)
    except (OSError, UnicodeEncodeError) as error:
        note(escape(f"{from_here(source.path, config.root)}: not written: {error}"))
        return False
    modules_of.cache_clear()  # other files may import this one
    return True
