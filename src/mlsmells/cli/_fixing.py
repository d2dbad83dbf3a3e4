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


class Outcome(NamedTuple):
    """What became of a file. ``left`` are the findings of the file as it is now."""

    left: Checked
    changed: bool = False
    failed: bool = False
    fixed: Mapping[str, int] = {}  # how many by code
    refused: int = 0


def fix_file(path: Path, wish: Wish) -> Outcome:
    """Fix one file, and say so on standard error."""
    from mlsmells.fix import diff, fix_source  # libcst is loaded by those who fix

    source = read_source(path, display=displayed(path, wish.config.root))
    result = fix_source(
        source,
        partial(findings_of, config=wish.config),
        unsafe=wish.unsafe,
        seed=wish.config.for_path(source.path).seed,
        select=wish.answers.wants if wish.answers is not None else None,
    )
    refused = len(result.skipped)
    if result.text is not None and wish.only_diff:
        emit(diff(source.path, source.text, result.text))
    elif result.text is not None and not _write(path, source, result.text, wish.config):
        return Outcome(check_one(source, wish.config), refused=refused, failed=True)
    if not wish.quiet:  # only what is on disk by now is told as fixed
        called = from_here(source.path, wish.config.root)
        _note_result(called, result, done="would fix" if wish.only_diff else "fixed")
    if result.text is None:
        return Outcome(check_one(source, wish.config), refused=refused)
    left = check_one(source_from_text(result.text, source.path), wish.config)
    return Outcome(left, True, fixed=Counter(found.code for found in result.applied), refused=refused)


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
