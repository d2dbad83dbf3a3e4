"""Which findings ``mlsmells fix`` would mend: tried, not promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mlsmells.cli._output import lists_notes
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.engine.modules import modules_of
from mlsmells.engine.registry import by_code
from mlsmells.engine.selection import subject
from mlsmells.sources import Source, read_source

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.core import Finding, Span
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult


def findings_of(source: Source, config: Config) -> list[Finding]:
    """What ``check`` says of a file, that is with what it imports from the project; notes that are not listed stay."""
    found = check_source(source, config, modules=modules_of(config.root)).findings
    hidden = Severity.INFO if not lists_notes(config) else None
    here = config.for_path(source.path)
    return [
        replace(finding, fix=None) if finding.severity == hidden or not _mends(finding, here) else finding
        for finding in found
    ]


def _mends(finding: Finding, config: Config) -> bool:
    if finding.fix is None or (config.fixable == ("MLS",) and not config.unfixable):
        return True
    return config.mends(subject(by_code()[finding.code], config))


def with_edits(run: ProjectResult, config: Config, given: Mapping[str, Source]) -> ProjectResult:
    """The run with what each fix changes; fixes that need another one first have no edits."""
    from mlsmells.fix import edits_of

    sources: dict[str, Source] = {}
    found = []
    for at in run.findings:
        if at.finding.fix is not None and at.path not in sources:
            sources[at.path] = given.get(at.path) or read_source(config.root / at.path, display=at.path)
        seed = config.for_path(at.path).seed
        edits = tuple(edits_of(at.finding, sources[at.path], seed)) if at.finding.fix is not None else ()
        found.append(replace(at, edits=edits) if edits else at)
    return replace(run, findings=tuple(found))


def without_refused(run: ProjectResult, config: Config, given: Mapping[str, Source]) -> ProjectResult:
    """The run without the safe fixes that ``fix`` would refuse. ``given``: sources that are not on disk, by path.

    Safe fixes are rare, so trying them costs little; of the others nothing is promised.
    """
    run = replace(run, findings=tuple(_if_mended(at, config) for at in run.findings))
    fixed: dict[str, set[tuple[str, Span]]] = {}
    for path in sorted({at.path for at in run.findings if _is_safe(at)}):
        source = given.get(path) or read_source(config.root / path, display=path)
        fixed[path] = _fixed(source, config)
    return replace(run, findings=tuple(_kept(at, fixed.get(at.path, set())) for at in run.findings))


def _fixed(source: Source, config: Config) -> set[tuple[str, Span]]:
    from mlsmells.fix import fix_source  # loaded by those who need it

    seed = config.for_path(source.path).seed
    result = fix_source(source, partial(findings_of, config=config), unsafe=False, seed=seed)
    return {(finding.code, finding.span) for finding in result.fixed}


def _if_mended(at: Located, config: Config) -> Located:
    if _mends(at.finding, config.for_path(at.path)):
        return at
    return replace(at, finding=replace(at.finding, fix=None))


def _kept(at: Located, fixed: set[tuple[str, Span]]) -> Located:
    if not _is_safe(at) or (at.finding.code, at.finding.span) in fixed:
        return at
    return replace(at, finding=replace(at.finding, fix=None))


def _is_safe(at: Located) -> bool:
    return at.finding.fix is not None and at.finding.fix.safe
