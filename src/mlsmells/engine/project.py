"""Many files in, one run out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells.core import Severity
from mlsmells.core.kept import KEPT
from mlsmells.core.records import dataclass
from mlsmells.core.rule import FILE, PROJECT
from mlsmells.engine import accepted, copies, garbage, project_rules, registry, rollup, selection
from mlsmells.engine.cache import Cache, Recording, fields_of
from mlsmells.engine.check import analyse, check_source
from mlsmells.engine.entries import Entry, entry_of
from mlsmells.engine.located import Located, locate, locate_problems
from mlsmells.engine.modules import modules_of
from mlsmells.engine.paths import displayed as displayed
from mlsmells.engine.problems import sort_out
from mlsmells.engine.telling import callers, habits
from mlsmells.engine.workers import Progress, spread
from mlsmells.sources import Problem, ProjectModules, Source, discover, read_source, source_from_bytes
from mlsmells.sources.twins import primary_of

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.engine.keeping.places import Place
    from mlsmells.engine.spreading.portions import Pool
    from mlsmells.facts.analyses.summaries.records import Summary

NOTHING = project_rules.ProjectResult((), ())


@dataclass(frozen=True, slots=True)
class Checked:
    """One checked file: its displayed path, findings, problems as MLS000 and summary.

    ``whole`` is False for a file, or a cell of it, that could not be analysed, whether or not that is reported.
    """

    path: str
    findings: tuple[Located, ...]
    errors: tuple[Located, ...]
    summary: Summary | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """What a whole run gave, sorted by path and place. ``errors`` are MLS000, ``seconds`` wall clock.

    The findings that the team has accepted are among them, and say so; ``silenced`` are those that a comment or a
    cell tag silences, where somebody asked.

    ``analysed`` are those of ``files`` whose results were not known from an earlier run, ``broken`` those that
    were not fully analysed. ``hidden`` counts the notes that are not among the findings any more, ``put_by`` what is
    accepted and not among them any more.
    ``without``: codes of the rules that were asked for and need the whole project, which was not given.
    ``summaries`` are the files' shares of the project facts, by path, where the whole project was looked at.
    """

    findings: tuple[Located, ...]
    errors: tuple[Located, ...]
    files: tuple[str, ...]
    seconds: float
    analysed: tuple[str, ...] = field(default=(), compare=False)
    broken: tuple[str, ...] = ()
    hidden: int = 0
    without: tuple[str, ...] = ()
    silenced: tuple[Located, ...] = ()
    put_by: int = 0
    summaries: Mapping[str, Summary] = field(default_factory=dict, compare=False, repr=False)

    @property
    def notebooks(self) -> int:
        """How many of ``files`` are notebooks."""
        return sum(path.endswith(".ipynb") for path in self.files)

    @property
    def notes(self) -> int:
        """How many notes there are, shown or hidden."""
        return self.hidden + sum(_is_note(at) and not at.accepted for at in self.findings)

    @property
    def accepted(self) -> int:
        """How many findings the team has accepted, listed or not; notes among them are not counted."""
        return self.put_by + sum(at.accepted and not _is_note(at) for at in self.findings)

    def fresh(self) -> ProjectResult:
        """The same with what is accepted counted rather than listed."""
        fresh = tuple(at for at in self.findings if not at.accepted)
        return replace(self, findings=fresh, put_by=self.accepted)

    def quiet(self) -> ProjectResult:
        """The same with notes counted rather than listed."""
        loud, silenced = ([at for at in found if not _is_note(at)] for found in (self.findings, self.silenced))
        return replace(self, findings=tuple(loud), silenced=tuple(silenced), hidden=self.notes)


def _is_note(at: Located) -> bool:
    return at.finding.severity == Severity.INFO


@garbage.as_it_was()
def check_paths(
    paths: Sequence[Path],
    config: Config,
    *,
    jobs: int | None = None,
    stdin: tuple[str, bytes] | None = None,
    cached: bool = False,
    progress: Progress | None = None,
    pool: Pool | None = None,
    place: Place | None = None,
) -> ProjectResult:
    """Check files and folders, and ``stdin`` (a displayed path and its bytes).

    Project rules run when the paths hold the project's root folder. ``jobs`` is the number of
    processes (None: chosen), ``cached`` lets results be kept beside the root; the findings depend on neither.
    ``progress`` is told how many of the files that must be analysed are done. ``pool`` gives an executor to be used
    instead of processes of this machine, ``place`` is where results are kept instead of beside the root.
    Raises ConfigError alone.
    """
    start = time.perf_counter()
    whole = is_whole(paths, config)
    rules = project_rules.selected_anywhere(config) if whole else ()
    scope = PROJECT if rules else FILE
    files = discover(paths, exclude=config.exclude, root=config.root)
    modules_of.cache_clear()
    accepted.forget()
    cache = Cache(config.root, ProjectModules(config.root), place) if cached else None
    spread_over = partial(spread, jobs=jobs, given_up=_given_up, progress=progress, pool=pool)
    checked, analysed = _check_files(files, config, scope, cache, spread_over)
    if stdin is not None:
        checked.append(check_one(source_from_bytes(stdin[1], stdin[0]), config, scope))
    summaries = {file.path: file.summary for file in checked if file.summary is not None}
    more = project_rules.check(rules, summaries, config, cache) if rules else NOTHING
    if cache is not None:
        # Of a part of the project's files nobody knows which others are gone.
        cache.save({file.path for file in checked} | {at.path for at in more.findings} if whole else None)
    run = run_of(checked, more, seconds=round(time.perf_counter() - start, 2))
    if whole:
        answered = callers.left_to_callers(run.findings, lambda: project_rules.project_of(summaries, config))
        found = rollup.over_files(rollup.told_with_others(answered))
        told = copies.lines_told_once(copies.told_once(found, config.root))
        run = replace(run, findings=_sorted(told))
    run = settled(run, config.root)
    if whole:
        run = replace(run, findings=_sorted(habits.told_once(run.findings)))
    run = replace(run, errors=_sorted(rollup.unread(run.errors, whole=whole)))
    without = () if whole else project_rules.needing_all(config)
    return replace(run, analysed=analysed, without=without, summaries=summaries if whole else {})


def settled(run: ProjectResult, root: Path) -> ProjectResult:
    """The run with the findings marked that the team has accepted."""
    return replace(run, findings=_sorted(accepted.judged(run.findings, root)))


def run_of(
    checked: Sequence[Checked],
    project: project_rules.ProjectResult = NOTHING,
    *,
    seconds: float = 0.0,
) -> ProjectResult:
    """The files' results as one run."""
    return ProjectResult(
        findings=_sorted([*(found for file in checked for found in file.findings), *project.findings]),
        errors=_sorted([*(error for file in checked for error in file.errors), *project.errors]),
        files=tuple(sorted(file.path for file in checked)),
        seconds=seconds,
        broken=tuple(sorted(file.path for file in checked if not file.whole)),
    )


Task = tuple[Path, "Config", str, bool]
Outcome = tuple[Checked, "list[str] | None"]


def _check_files(
    files: Sequence[Path],
    config: Config,
    scope: str,
    cache: Cache | None,
    spread_over: Callable[[Callable[[Task], Outcome], list[Task]], list[Outcome]],
) -> tuple[list[Checked], tuple[str, ...]]:
    """The results in the order of the files, and the paths of those that were not in the cache."""
    known: dict[Path, Checked] = {}
    for path in files if cache is not None else ():
        shown = displayed(path, config.root)
        here = config.for_path(shown)
        entry = cache.entry(shown, here, scope) if cache is not None else None
        if entry is not None:
            known[path] = _reported(entry, shown, here, scope)
    tasks: list[Task] = [(path, config, scope, cache is not None) for path in files if path not in known]
    for (path, *_), (checked, fields) in zip(tasks, spread_over(_check_file, tasks), strict=True):
        known[path] = checked
        if cache is not None and fields is not None:
            cache.store.put_file(checked.path, fields)
    return [known[path] for path in files], tuple(displayed(path, config.root) for path, *_ in tasks)


def _check_file(task: Task) -> Outcome:
    """Check a file, and what to keep of it if that is wished."""
    path, config, scope, keep = task
    source = _read(path, config)
    if not keep:
        checked = check_one(source, config, scope)
        KEPT.save()
        return checked, None
    here = config.for_path(source.path)
    modules = Recording(modules_of(config.root))
    asked = selection.on_demand(here)  # the others run whatever is selected: a later run may select otherwise
    rules = [rule for rule in registry.all_rules() if rule.scope != PROJECT and (rule.default_on or rule.code in asked)]
    entry = entry_of(analyse(source, here, rules, modules=modules, summary=True), source, here, scope)
    KEPT.save()
    return _reported(entry, source.path, here, scope), fields_of(entry, source, here, modules.lookups)


def _given_up(task: Task) -> Outcome:
    """What is said of a file that ends each process that analyses it."""
    path, config, scope, _ = task
    why = Problem(1, "the process that analysed it ended before it was done, too little memory perhaps")
    return check_one(Source(displayed(path, config.root), "", None, [], problems=(why,)), config, scope), None


def _read(path: Path, config: Config) -> Source:
    """A module that other files of this process import is parsed once for all of them."""
    shown, modules = displayed(path, config.root), modules_of(config.root)
    source = modules.kept(shown) or read_source(path, display=shown)
    if source.tree is not None and not source.is_notebook:
        modules.keep(source)
    return source


def _reported(entry: Entry, path: str, here: Config, scope: str) -> Checked:
    problems = entry.failed(here, scope)
    found = entry.found(here, scope)
    if found and primary_of(here.root, path):
        found = ()  # said once, at the file that this one is a copy of
    return _checked(path, here, found, problems, entry.summary if scope == PROJECT else None)


def _checked(
    path: str,
    here: Config,
    findings: Iterable[Located],
    problems: Sequence[Located],
    summary: Summary | None,
) -> Checked:
    errors, notes = sort_out(problems, here)
    return Checked(path, (*findings, *notes), errors, summary, whole=all(map(_is_note, problems)))


def check_one(source: Source, config: Config, scope: str = FILE) -> Checked:
    """Check one source; its findings and problems, located."""
    result = check_source(source, config, scope=scope, modules=modules_of(config.root))
    problems = locate_problems(source, result.problems)
    found = rollup.in_file(locate(result.findings, source))
    return _checked(source.path, config.for_path(source.path), found, problems, result.summary)


def is_whole(paths: Iterable[Path], config: Config) -> bool:
    """The paths hold the project's root folder."""
    # A project rule judges what is missing, which a part of the files cannot tell.
    return any(path.is_dir() and config.root.is_relative_to(os.path.abspath(path)) for path in paths)


def _sorted(findings: Iterable[Located]) -> tuple[Located, ...]:
    return tuple(
        sorted(
            findings,
            key=lambda at: (at.path, at.cell or 0, at.line, at.column, at.finding.code, at.finding.message),
        )
    )
