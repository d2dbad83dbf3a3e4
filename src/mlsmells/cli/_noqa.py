"""``check --add-noqa REASON``: the findings at hand are silenced where they stand."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells.cli import Refused
from mlsmells.cli._output import counted, note
from mlsmells.engine.paths import from_here
from mlsmells.engine.stale import leaves
from mlsmells.report import escape
from mlsmells.sources import read_source

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.core import Finding
    from mlsmells.engine.project import ProjectResult
    from mlsmells.sources import Source


def checked_reason(reason: str) -> str:
    """The reason as it stands behind the codes. Raises Refused."""
    reason = reason.strip()
    if not reason or not reason.isprintable() or "#" in reason:
        raise Refused("--add-noqa takes a reason: some words on one line, without `#`")
    return reason


def silence(run: ProjectResult, config: Config, reason: str, *, quiet: bool) -> int:
    """Write the comments; the exit code: 2 where something was not analysed or written, 1 where a finding has none."""
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for at in leaves([run]):
        by_path[at.path].append(at.finding)
    added = refused = failed = 0
    for path, findings in sorted(by_path.items()):
        source = read_source(config.root / path, display=path)
        done, left, written = _silence(source, config, findings, reason)
        added, refused, failed = added + done, refused + left, failed + (not written)
    if not quiet:
        told = f"{counted(added, 'finding')} silenced in {counted(len(by_path) - failed, 'file')}"
        note(told + (f"; {refused} not silenced" if refused else ""))
    return 2 if run.errors or failed else min(refused, 1)


def _silence(source: Source, config: Config, findings: list[Finding], reason: str) -> tuple[int, int, bool]:
    """How many were silenced, how many not, and whether the file could be written."""
    from mlsmells.fix import write
    from mlsmells.fix.noqa import add_noqa

    called = from_here(source.path, config.root)
    result = add_noqa(source, findings, reason)
    for finding, why in result.refused:
        note(escape(f"{called}: {finding.code} not silenced: {why}"))
    if result.text == source.text:
        return len(result.added), len(result.refused), True
    file = config.root / source.path
    inside = not Path(source.path).is_absolute()
    try:
        write(file, source, result.text, root=config.root if inside else None)
    except (OSError, UnicodeEncodeError) as error:
        note(escape(f"{called}: not written: {error}"))
        return 0, len(findings), False
    return len(result.added), len(result.refused), True
