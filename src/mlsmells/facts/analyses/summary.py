"""What one file leaves for the project: plain data that can be stored as JSON."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mlsmells.core import Span
from mlsmells.facts.analyses import baseline_models, saved_scores, seeds, tracking, unseeded_programs
from mlsmells.facts.analyses import baselines as _baselines
from mlsmells.facts.analyses import training_summary as training
from mlsmells.facts.analyses.data_checks import checks_data, unchecked
from mlsmells.facts.analyses.index_round_trips import takes_unnamed, writes_index
from mlsmells.facts.analyses.module_level import script
from mlsmells.facts.domain.events import CrossValidation, Escape, Event, Fit, Import, Metric, Read, Rng, Seed, Write
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.domain.values import ArgState
from mlsmells.facts.notebook import runs
from mlsmells.facts.notebook.hosts import needs
from mlsmells.facts.syntax import definitions
from mlsmells.facts.syntax.walk import is_main_guard

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

VERSION = 3
_DIGEST = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128}")
_DIGEST_TEXT = re.compile(r"[0-9a-f]{32}")
_HASHING = ("hashlib", "md5", "sha256")
_CLI = frozenset({"command", "group", "cli", "main", "app", "flow", "task", "hydra"})
# Kinds of values that hold rows of data; a configuration or a text is read as well.
_ROW_KINDS = frozenset({"frame", "series", "array", "tensor", "dataset", "list", "bunch", ""})
# Calls, read from the text: they only keep a rule silent, and walking every tree for them would cost too much.
_UNPACKS = (
    "extractall(", "extract(", "unpack_archive(", "untar_data(", "get_file(", "urlretrieve(", "download(",
    "download_file(", "snapshot_download(",
)  # fmt: skip
_MAKES_FOLDERS = ("makedirs(", "mkdir(", "copyfile(", "copytree(", "copy(", "copy2(", "move(", "symlink(")
_HOSTED = ("/kaggle/input", "../input/")
# Tables with a history, and runs that keep a digest of their rows.
_VERSIONED_TABLES = re.compile(
    r"format\(\\?[\"'](?:delta|iceberg|hudi)|lakefs://|[\"']/pfs/|mlflow\.data\b|\.log_input\(|versionAsOf|timestampAsOf"
)
_PLAIN_SEED = re.compile(r"^random\.seed\([^)\n]*\w", re.MULTILINE)
_GENERATED = re.compile(r"(?i)\b(?:auto-?)?generated (?:by|from|file|code)|do not (?:edit|modify)")
_EXPORT = re.compile(r"^[ \t]*#[ \t]*\|?[ \t]*(?:export|exporti|exports|default_exp)\b", re.MULTILINE)


# What a file without an ML library adds to a project: nothing but its code.
_QUIET: dict[str, Any] = {
    **{
        name: []
        for name in ("fits", "validated", "metrics", "reads", "writes", "seeds", "draws", "installs", "unchecked")
    },
    **dict.fromkeys(("baseline", "candidate", "notebook", "training", "script")),
    "random": {"unseeded": [], "partly": []},
    "simpler": False,
    "versions_data": False,
}


def summarise(facts: Facts) -> dict[str, Any]:
    """The file's share of the project facts. Places are ``[line, column, end line, end column]`` as in ``Span``."""
    tree, text = facts.source.tree, facts.source.code
    code: dict[str, Any] = {
        "version": VERSION,
        "path": facts.source.path,
        "role": facts.role,
        "packages": sorted(facts.packages),
        "imports": list(definitions.imports(tree)),
        "definitions": list(definitions.definitions(tree, full=facts.source.is_notebook, events=_lines(facts))),
        "entries": _entries(tree),
        "main_guard": any(map(is_main_guard, tree.body if tree is not None else ())),
        "checks_digest": _checks_digest(facts),
        "checks_data": checks_data(facts),
        "unpacks": any(call in text for call in _UNPACKS),
        "makes_folders": any(call in text for call in _MAKES_FOLDERS),
        "generated": _GENERATED.search(text[:1000]) is not None,
        "runs": list(runs.in_module(facts)),
        "form": facts.form,
        "needs": [need.summary() for need in needs(facts)],
    }
    if not facts.is_ml and not facts.source.is_notebook:
        kept = {**tracking.NOTHING, "kept": tracking.writes(facts)}
        return {**code, **_QUIET, "seeds": _plain_seeds(facts), "tracking": kept}
    return {**code, **_events(facts, {str(item["module"]).partition(".")[0] for item in code["imports"]})}


def _plain_seeds(facts: Facts) -> list[dict[str, Any]]:
    """Seeds of Python's own generator in a module without any library: read from the text, at module level only."""
    text = facts.source.text
    return [
        {
            "libs": ["python"],
            "line": text.count("\n", 0, m.start()) + 1,
            "clock": False,
            "fixed": True,
            "on_import": True,
        }
        for m in _PLAIN_SEED.finditer(text)
    ]


def _lines(facts: Facts) -> list[int] | None:
    """Where the file's events are; None for a file without an ML library."""
    if not facts.is_ml:
        return None
    return sorted({e.line for e in facts.events if not e.foreign and not isinstance(e, (Import, Escape))})


def _events(facts: Facts, imported: set[str]) -> dict[str, Any]:
    """What happens in the file."""
    return {
        "fits": [_fit(fit) for fit in facts.of(Fit)],
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
        "writes": [_write(w) for w in facts.of(Write)],
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
        "baseline": list(_baselines.baseline(facts) or ()) if facts.is_ml else None,
        "simpler": any(o.tags & baseline_models.SIMPLER for o in facts.objects),
        "candidate": _candidate(facts),
        "unchecked": unchecked(facts),
        "training": training.of(facts, imported),
        "script": script(facts),
        "notebook": _notebook(facts),
    }


def _seed(seed: Seed) -> dict[str, Any]:
    return {
        "libs": sorted(seed.libs),
        "line": seed.line,
        "clock": seed.clock,
        "fixed": seeds.fixes(seed),
        "on_import": not seed.function,
    }


def _at(event: Event) -> list[int]:
    return list(Span.of(event.node))


def _fit(fit: Fit) -> dict[str, Any]:
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
        "written": any(o.written for o in fit.obj.tree()),
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


def _write(write: Write) -> dict[str, Any]:
    return {
        "path": write.path,
        "what": write.what,
        "name": write.name,
        "at": _at(write),
        "classes": _kinds(write),
        "index": writes_index(write),
        "order": write.order,
    }


def _kinds(write: Write) -> list[str]:
    return sorted({o.core.cls for o in (write.value.objs if write.value is not None else ())})


def _read(read: Read, facts: Facts) -> dict[str, Any]:
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
    }


def _reaches_fit(read: Read, facts: Facts) -> bool | None:
    """Rows of this read are among those a model learned from; None when no fit knows where its rows come from."""
    known = {source for r in facts.of(Read) if r.out is not None for source, _ in r.out.rows or ()}
    fits: list[Fit | CrossValidation] = [*facts.of(Fit), *facts.of(CrossValidation)]
    learned = {source for e in fits for source, _ in (e.X.rows if e.X is not None else None) or ()}
    if not learned & known:
        return None
    return any(source in learned for source, _ in (read.out.rows if read.out is not None else None) or ())


def _candidate(facts: Facts) -> dict[str, Any] | None:
    found = _baselines.candidate(facts)
    if found is None:
        return None
    X = found.event.X
    metric = found.metric.name.rpartition(".")[2]
    return {
        "model": found.obj.name or found.obj.core.short,
        "heavy": bool(found.obj.core.tags & baseline_models.HEAVY),
        "class": found.obj.core.cls,
        "metric": metric,
        "metric_line": found.metric.line,
        "data": X.read.path if X is not None and X.read is not None else None,
        "at": _at(found.event),
    }


def _entries(tree: ast.Module | None) -> list[str]:
    """Functions that a command line, a scheduler or a web framework calls."""
    out = []
    for node in tree.body if tree is not None else ():
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            words = {w for d in node.decorator_list for w in definitions.words(d)}
            if words & _CLI:
                out.append(node.name)
    return out


def _checks_digest(facts: Facts) -> bool:
    """The code holds a checksum and computes one."""
    if not any(word in facts.source.code for word in _HASHING):
        return False
    if not _DIGEST_TEXT.search(facts.source.code):
        return False
    nodes = facts.nodes
    texts = (n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
    named = any(isinstance(n, (ast.Name, ast.Attribute)) and _word(n) in _HASHING for n in nodes)
    return named and any(_DIGEST.fullmatch(text) for text in texts)


def _word(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def _notebook(facts: Facts) -> dict[str, Any] | None:
    source = facts.source
    if not source.is_notebook:
        return None
    code = [c for c in source.cells if c.kind == "code"]
    documents = "\n".join(c.source for c in source.cells if c.kind == "markdown")
    return {
        "cells": len(source.cells),
        "code_cells": len(code),
        "executed": sum(bool(c.execution_count) for c in code),
        "starts": [[c.index, c.start] for c in code],
        "shell": list(_shell_lines(facts)),
        "exports": any(_EXPORT.search(c.source) for c in code),
        "hosted": any(place in cell.source for cell in source.cells for place in _HOSTED),
        "claims_baseline": _baselines.claims(documents),
        "perfect": list(found) if (found := saved_scores.perfect(facts)) is not None else None,
        "jupytext": '"jupytext"' in source.text and '"formats"' in source.text,
    }


def _shell_lines(facts: Facts) -> Iterator[str]:
    for cell in facts.source.cells:
        for line in cell.magics:
            yield line[:400]
