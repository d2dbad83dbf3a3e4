"""Findings to standard output, everything else to standard error, the verdict as exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlsmells.cli import Refused
from mlsmells.core import Severity

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.engine.project import ProjectResult

WIDTH = 120  # of tables that are written to a file


def wants_color(*, no_color: bool = False, to_file: bool = False) -> bool:
    """The option first, then NO_COLOR, FORCE_COLOR, and whether standard output is a terminal."""
    if no_color or to_file or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def emit(text: str, output_file: Path | None = None) -> None:
    """Write to the file, or to standard output, which may not know every character."""
    if output_file is not None:
        try:
            _write(output_file, text.encode("utf-8"))
        except OSError as error:
            raise Refused(f"{output_file} cannot be written: {error.strerror or error}") from error
        return
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stdout.flush()


def _write(path: Path, data: bytes) -> None:
    """The whole file or none of it; pipes and devices are written to."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        path.write_bytes(data)
        return
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        if path.exists():
            partial.chmod(path.stat().st_mode & 0o7777)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def note(text: str, *, end: str = "\n") -> None:
    """One line to standard error."""
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8") + end, err=True, nl=False)


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 file``, ``2 files``; ``2 entries`` where the plural is named."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def table(rows: Iterable[Sequence[str]]) -> str:
    """Columns aligned with spaces, one row a line."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "".join(f"{row.rstrip()}\n" for row in padded)


def width() -> int:
    """Columns of the terminal; the same everywhere else."""
    import shutil

    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH


def wrapped_table(rows: Sequence[Sequence[str]], most: int) -> str:
    """Columns of which the last one is broken into several lines where it is too long; the first row is the head."""
    import textwrap

    *fixed, _ = (max(map(len, column)) for column in zip(*rows, strict=True))
    indent = sum(fixed) + 2 * len(fixed)
    lines: list[list[str]] = []
    for *cells, last in rows:
        first, *more = textwrap.wrap(last, max(most - indent, 24)) or [""]
        lines += [[*cells, first], *([*("" for _ in cells), part] for part in more)]
    lines.insert(1, ["-" * size for size in (*fixed, max(most - indent, 24))])
    return table(lines)


def lists_notes(config: Config) -> bool:
    """Notes are counted; they are listed (and fixed) on request, or where they fail the run."""
    return config.show_notes or config.fail_on == Severity.INFO


def shown(run: ProjectResult, config: Config) -> ProjectResult:
    """What is listed of a run; accepted findings are, for those formats that mark them."""
    return run if lists_notes(config) else run.quiet()


def exit_code(run: ProjectResult, config: Config, *, exit_zero: bool = False) -> int:
    """2 when a file could not be analysed, 1 when a finding reaches ``fail_on``, else 0."""
    if run.errors:
        return 2
    failed = any(at.finding.severity >= config.fail_on for at in run.findings if not at.accepted)
    return 1 if failed and not exit_zero else 0
