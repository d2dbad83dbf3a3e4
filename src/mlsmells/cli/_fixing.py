"""Fixing one file: the fixes are made, told and written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from mlsmells.cli._fixable import findings_of
from mlsmells.cli._output import emit, note
from mlsmells.config import Config
from mlsmells.core import Finding
from mlsmells.engine.located import locate
from mlsmells.engine.modules import modules_of
from mlsmells.engine.paths import from_here
from mlsmells.engine.project import Checked, check_one, displayed
from mlsmells.report import escape
from mlsmells.report.concise import header
from mlsmells.sources import Source, read_source, source_from_text

if TYPE_CHECKING:
    from mlsmells.fix import FixResult


class Wish(NamedTuple):
    """How to fix."""

    config: Config
    unsafe: bool
    only_diff: bool
    interactive: bool
    quiet: bool


class Outcome(NamedTuple):
    """What became of a file. ``left`` are the findings of the file as it is now."""

    left: Checked
    changed: bool = False
    failed: bool = False
    fixed: int = 0
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
        select=partial(_ask, source, wish.config) if wish.interactive else None,
    )
    if not wish.quiet:
        called = from_here(source.path, wish.config.root)
        _note_result(called, result, done="would fix" if wish.only_diff else "fixed")
    refused = len(result.skipped)
    if result.text is None:
        return Outcome(check_one(source, wish.config), refused=refused)
    if wish.only_diff:
        emit(diff(source.path, source.text, result.text))
    elif not _write(path, source, result.text, wish.config):
        return Outcome(check_one(source, wish.config), refused=refused, failed=True)
    left = check_one(source_from_text(result.text, source.path), wish.config)
    return Outcome(left, changed=True, fixed=len(result.applied), refused=refused)


def _ask(source: Source, config: Config, finding: Finding) -> bool:
    (at,) = locate([finding], source)
    note(header(replace(at, path=from_here(at.path, config.root)), lambda code: ()))
    text = finding.fix.description if finding.fix else ""
    return click.confirm(escape(text), default=False, err=True)


def _note_result(called: str, result: FixResult, *, done: str) -> None:
    # No lines: they are those of the round that tried the fix.
    for finding in result.applied:
        text = finding.fix.description if finding.fix else ""
        note(escape(f"{called}: {done} {finding.code}: {text}"))
    for finding, reason in result.skipped:
        note(escape(f"{called}: {finding.code} not fixed: {reason}"))


def _write(path: Path, source: Source, text: str, config: Config) -> bool:
    from mlsmells.fix import write

    try:
        write(path, source, text)
    except (OSError, UnicodeEncodeError) as error:
        note(escape(f"{from_here(source.path, config.root)}: not written: {error}"))
        return False
    modules_of.cache_clear()  # other files may import this one
    return True
