"""The rules that look at a whole project, over the summaries of its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Finding, Rule
from mlsmells.core.rule import FILE, PROJECT
from mlsmells.engine import registry, rollup, selection
from mlsmells.engine.check import findings_of, ordered
from mlsmells.engine.entries import asked
from mlsmells.engine.located import Located, Placed, locate_problems, place, with_fingerprints
from mlsmells.engine.problems import sort_out
from mlsmells.engine.suppress import split_suppressed
from mlsmells.facts.syntax.files import text_of
from mlsmells.sources import Problem, Source, read_source
from mlsmells.sources.document import split_lines
from mlsmells.sources.twins import primary_of

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.engine.cache import Cache
    from mlsmells.facts.analyses.summaries.records import Summary
    from mlsmells.facts.project.model import Project


class ProjectResult(NamedTuple):
    """Findings of project rules; errors name the rules that failed."""

    findings: Sequence[Located]
    errors: Sequence[Located]


def has_project_face(rule: Rule) -> bool:
    """The rule looks at the project as well: instead of its files, or for what goes on between them."""
    return rule.scope != FILE or bool(rule.project_checks)


def selected(config: Config) -> tuple[Rule, ...]:
    """The rules with a face for the whole project that ``config`` asks for."""
    return tuple(rule for rule in selection.select(registry.all_rules(), config) if has_project_face(rule))


def selected_anywhere(config: Config) -> tuple[Rule, ...]:
    """Those that ``config`` or one of its ``per_path`` blocks may ask for."""
    if any(layer.glob for layer in config.layers):
        return tuple(rule for rule in registry.all_rules() if has_project_face(rule))
    return selected(config)


def needing_all(config: Config) -> tuple[str, ...]:
    """Codes of the rules that ``config`` asks for and that say nothing without the whole project."""
    return tuple(rule.code for rule in selected(config) if rule.scope == PROJECT)


def check(
    rules: Iterable[Rule], summaries: Mapping[str, Summary], config: Config, cache: Cache | None = None
) -> ProjectResult:
    """Run project rules over the summaries, keyed by displayed path. ``cache`` knows places of earlier findings."""
    project = project_of(summaries, config)
    problems: list[Problem] = []
    by_path: dict[str, list[Finding]] = {}
    for rule in rules:
        for finding in findings_of(rule, rule.run_project, project, problems):
            summary = project.summaries.get(finding.path)
            if summary is None or summary["role"] not in rule.silent_roles:
                by_path.setdefault(finding.path, []).append(finding)
    located = [at for path, found in by_path.items() for at in _in_file(path, found, config, cache)]
    told = rollup.in_project(located, teaching=project.is_teaching or project.is_collection)
    return ProjectResult(told, sort_out(locate_problems(Source(".", "", None, []), problems), config).errors)


def project_of(summaries: Mapping[str, Summary], config: Config) -> Project:
    """The project of these summaries, as its rules see it."""
    from mlsmells.facts.project.model import Project

    # A rendered notebook is no second one; a script beside its notebook is a module that others may import.
    twins = {path for path in summaries if path.endswith(".ipynb") and primary_of(config.root, path)}
    told = {path: summary for path, summary in summaries.items() if path not in twins}
    return Project(config.root, told, baselines=config.baselines, data_roots=config.data_roots)


def _in_file(path: str, findings: list[Finding], config: Config, cache: Cache | None) -> Iterable[Located]:
    """What ``per_path`` and the file's own comments leave of a project's findings."""
    if primary_of(config.root, path):
        return ()
    here = config.for_path(path)
    codes = [rule.code for rule in selected(here)]
    chosen = ordered(finding for finding in findings if finding.code in codes)
    placed = cache.places(path, chosen) if cache is not None else None
    if placed is None:
        placed = _placed(chosen, _source(config.root / path, path))
        if cache is not None:
            cache.keep_places(path, chosen, placed)
    return rollup.in_file(with_fingerprints(asked([at for at in placed if at is not None], here, codes)))


def _placed(findings: Iterable[Finding], source: Source) -> list[Placed | None]:
    """The place of each finding, None for a suppressed one."""
    return [
        next(place(split_suppressed([finding], source).kept, source), None)  # one by one: each has an answer
        for finding in findings
    ]


def _source(file: Path, path: str) -> Source:
    if file.suffix in (".py", ".ipynb"):
        return read_source(file, display=path)
    text = text_of(file)  # "" of a file that should be there
    return Source(path, text, None, split_lines(text))
