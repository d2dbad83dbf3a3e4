"""What happens in a file, as plain data for its project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.facts.analyses import baselines, tracking
from mlsmells.facts.analyses.baselines import models
from mlsmells.facts.analyses.data_checks import unchecked
from mlsmells.facts.analyses.index_round_trips import takes_unnamed, writes_index
from mlsmells.facts.analyses.module_level import script
from mlsmells.facts.analyses.seeding import seeds, unseeded_programs
from mlsmells.facts.analyses.summaries import handed_on, model_rows, training
from mlsmells.facts.analyses.summaries.code import notebook
from mlsmells.facts.analyses.summaries.records import (
    CandidateRecord,
    EventSummary,
    FitRecord,
    Place,
    ReadRecord,
    SeedRecord,
    WriteRecord,
)  # fmt: skip
from mlsmells.facts.domain.events import CrossValidation, Event, Fit, Metric, Read, Rng, Seed, Write
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.domain.values import ArgState

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Kinds of values that hold rows of data; a configuration or a text is read as well.
_ROW_KINDS: frozenset[Kind] = frozenset({"frame", "series", "array", "tensor", "dataset", "list", "bunch", ""})
# Tables with a history, and runs that keep a digest of their rows.
_VERSIONED_TABLES = regex(
    r"format\(\\?[\"'](?:delta|iceberg|hudi)|lakefs://|[\"']/pfs/|mlflow\.data\b|\.log_input\(|versionAsOf|timestampAsOf",
    among="format( lakefs:// /pfs/ mlflow.data .log_input( versionAsOf timestampAsOf".split(),
)


def of_events(facts: Facts, imported: set[str]) -> EventSummary:
    """What happens in the file."""
    return {
        "fits": [_fit(fit) for fit in facts.of(Fit)],
        "fits_elsewhere": [_fit(fit) for fit in facts.everywhere(Fit) if fit.foreign and _is_written(fit)],
        "validated": [
            {"class": cv.estimator.core.cls, "at": _at(cv), "search": cv.search}
            for cv in facts.of(CrossValidation)
            if cv.estimator is not None
        ],
        "metrics": [
            {
                "name": m.name,
                "line": m.line,
                "supervised": "unsupervised" not in m.tags,
                "classes": sorted(_classes(m)),
            }
            for m in facts.of(Metric)
        ],
        "reads": [_read(read, facts) for read in facts.of(Read)],
        "writes": [_write(w, facts) for w in facts.of(Write)],
        "saved_models": model_rows.saved(facts),
        "scored_models": model_rows.scored(facts),
        "seeds": [_seed(s) for s in facts.of(Seed)],
        "random": unseeded_programs.summary(facts),
        "tracking": tracking.summary(facts),
        "versions_data": facts.says(_VERSIONED_TABLES),
        "installs": tracking.installs(facts),
        "draws": [
            {
                "lib": r.lib,
                "what": r.what,
                "line": r.line,
                "own": r.own,
                "seeded": not r.seed.absent,
                "training": r.training,
            }
            for r in facts.of(Rng)
        ],
        "baseline": list(baselines.baseline(facts) or ()) if facts.is_ml else None,
        "simpler": any(o.tags & models.SIMPLER for o in facts.objects),
        "candidate": _candidate(facts),
        "unchecked": unchecked(facts),
        "training": training.of(facts, imported),
        "script": script(facts),
        "notebook": notebook(facts),
    }


def _seed(seed: Seed) -> SeedRecord:
    return {
        "libs": sorted(seed.libs),
        "line": seed.line,
        "clock": seed.clock,
        "fixed": seeds.fixes(seed),
        "on_import": not seed.function,
    }


def _at(event: Event) -> Place:
    return list(Span.of(event.node))


def _is_written(fit: Fit) -> bool:
    return any(o.written for o in fit.obj.tree())


def _fit(fit: Fit) -> FitRecord:
    core = fit.obj.core
    return {
        "class": core.cls,
        "name": fit.obj.name or core.short,
        "family": core.spec.family if core.spec else "",
        "tags": sorted(core.tags),
        "supervised": fit.obj.predicts,
        "via": fit.via,
        "function": fit.function,
        "at": _at(fit),
        "written": _is_written(fit),
        "watched": training.watched(fit),
        "table": training.table(fit),
        "learners": training.learners(fit),
    }


def _classes(metric: Metric) -> set[str]:
    """The classes of the models that are scored, "" for one that is not known."""
    objs = [p.obj for p in metric.predictions] + [f.obj for f in metric.fits]
    if metric.obj is not None:
        objs.append(metric.obj)
    return {o.core.cls for o in objs} or {""}


def _write(write: Write, facts: Facts) -> WriteRecord:
    return {
        "path": write.path,
        "what": write.what,
        "name": write.name,
        "at": _at(write),
        "classes": _kinds(write),
        "index": writes_index(write),
        "order": write.order,
        "learned": handed_on.learned(write, facts),
    }


def _kinds(write: Write) -> list[str]:
    return sorted({o.core.cls for o in (write.value.objs if write.value is not None else ())})


def _read(read: Read, facts: Facts) -> ReadRecord:
    out = read.out
    return {
        "path": read.path if read.path and HOLE not in read.path else None,
        "name": read.name,
        "at": _at(read),
        "config": read.config,
        "tags": sorted(read.tags),
        "pins": sorted(name for name, arg in read.pins.items() if arg.state is not ArgState.ABSENT),
        "rows": out is not None and out.kind in _ROW_KINDS and out.rows is not None,
        "trains": _reaches_fit(read, facts),
        "unnamed": takes_unnamed(read, facts),
        "order": read.order,
        "divided": handed_on.divided(read, facts),
        "folded": handed_on.folded(read, facts),
        "targets": sorted(out.targets) if out is not None else [],
    }


def _learned(facts: Facts) -> set[int]:
    """The sources that models learn from; nothing when none of them is a read."""
    known = {source for r in facts.of(Read) if r.out is not None for source, _ in r.out.rows or ()}
    fits: list[Fit | CrossValidation] = [*facts.of(Fit), *facts.of(CrossValidation)]
    learned = {source for e in fits for source, _ in (e.X.rows if e.X is not None else None) or ()}
    return learned if learned & known else set()


def _reaches_fit(read: Read, facts: Facts) -> bool | None:
    """Rows of this read are among those a model learned from; None when no fit knows where its rows come from."""
    learned = facts.once("sources of fits", lambda: _learned(facts))
    if not learned:
        return None
    return any(source in learned for source, _ in (read.out.rows if read.out is not None else None) or ())


def _candidate(facts: Facts) -> CandidateRecord | None:
    found = baselines.candidate(facts)
    if found is None:
        return None
    X = found.event.X
    metric = found.score
    return {
        "model": found.obj.name or found.obj.core.short,
        "heavy": bool(found.obj.core.tags & models.HEAVY),
        "class": found.obj.core.cls,
        "metric": metric,
        "metric_line": found.metric.line,
        "data": X.read.path if X is not None and X.read is not None else None,
        "at": _at(found.event),
    }
