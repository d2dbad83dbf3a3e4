"""Many files in, one run out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmells.core.rule import FILE, PROJECT
from mlsmells.engine import project_rules
from mlsmells.engine.check import check_source
from mlsmells.engine.located import Located, locate, locate_problems
from mlsmells.engine.workers import spread
from mlsmells.sources import ProjectModules, Source, discover, read_source, source_from_bytes

if TYPE_CHECKING:
    from mlsmells.config import Config

NOTHING = project_rules.ProjectResult((), ())


@dataclass(frozen=True, slots=True)
class Checked:
    """One checked file: its displayed path, findings, problems as MLS000 and summary."""

    path: str
    findings: tuple[Located, ...]
    errors: tuple[Located, ...]
    summary: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What a whole run gave, sorted by path and place. ``errors`` are MLS000, ``seconds`` wall clock."""

    findings: tuple[Located, ...]
    errors: tuple[Located, ...]
    files: tuple[str, ...]
    seconds: float

    @property
    def notebooks(self) -> int:
        """How many of ``files`` are notebooks."""
        return sum(path.endswith(".ipynb") for path in self.files)


def check_paths(
    paths: Sequence[Path],
    config: Config,
    *,
    jobs: int | None = None,
    stdin: tuple[str, bytes] | None = None,
) -> Run:
    """Check files and folders, and ``stdin`` (a displayed path and its bytes).

    Project rules run when the paths hold the project's root folder. ``jobs`` is the number of
    processes (None: chosen); the result does not depend on it. Raises ConfigError alone.
    """
    start = time.perf_counter()
    rules = project_rules.selected_anywhere(config) if _is_whole(paths, config) else ()
    scope = PROJECT if rules else FILE
    files = discover(paths, exclude=config.exclude, root=config.root)
    checked = spread(_check_file, [(path, config, scope) for path in files], jobs)
    if stdin is not None:
        checked.append(check_one(source_from_bytes(stdin[1], stdin[0]), config, scope))
    summaries = {file.path: file.summary for file in checked if file.summary is not None}
    more = project_rules.check(rules, summaries, config) if rules else NOTHING
    return run_of(checked, more, seconds=round(time.perf_counter() - start, 2))


def run_of(
    checked: Sequence[Checked],
    project: project_rules.ProjectResult = NOTHING,
    *,
    seconds: float = 0.0,
) -> Run:
    """The files' results as one run."""
    return Run(
        findings=_sorted([*(found for file in checked for found in file.findings), *project.findings]),
        errors=_sorted([*(error for file in checked for error in file.errors), *project.errors]),
        files=tuple(sorted(file.path for file in checked)),
        seconds=seconds,
    )


def displayed(path: Path, root: Path) -> str:
    """The path relative to the project's root, with ``/``; absolute when it is outside."""
    absolute = Path(os.path.abspath(path))
    return (absolute.relative_to(root) if absolute.is_relative_to(root) else absolute).as_posix()


def _check_file(task: tuple[Path, Config, str]) -> Checked:
    path, config, scope = task
    return check_one(read_source(path, display=displayed(path, config.root)), config, scope)


def check_one(source: Source, config: Config, scope: str = FILE) -> Checked:
    """Check one source; its findings and problems, located."""
    result = check_source(source, config, scope=scope, modules=_modules(config.root))
    return Checked(
        path=source.path,
        findings=tuple(locate(result.findings, source)),
        errors=tuple(locate_problems(source, result.problems)),
        summary=result.summary,
    )


@lru_cache(maxsize=1)
def _modules(root: Path) -> ProjectModules:
    """One for all files that a process checks."""
    return ProjectModules(root)


def _is_whole(paths: Iterable[Path], config: Config) -> bool:
    # A project rule judges what is missing, which a part of the files cannot tell.
    return any(path.is_dir() and config.root.is_relative_to(os.path.abspath(path)) for path in paths)


def _sorted(findings: Iterable[Located]) -> tuple[Located, ...]:
    return tuple(
        sorted(
            findings,
            key=lambda at: (at.path, at.cell or 0, at.line, at.column, at.finding.code, at.finding.message),
        )
    )
