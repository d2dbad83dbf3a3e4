"""What the text and the tree of a file tell its project, whether or not it knows an ML library."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses import baselines, downloads, saved_scores
from mlsmells.facts.analyses.data_checks import checks_data
from mlsmells.facts.analyses.seeding import uncalled
from mlsmells.facts.analyses.serving.feature_reads import feature_reads
from mlsmells.facts.analyses.summaries.records import VERSION, CodeSummary, NotebookRecord, SeedRecord
from mlsmells.facts.domain.events import Escape, Import
from mlsmells.facts.notebook import runs
from mlsmells.facts.notebook.hosts import needs
from mlsmells.facts.syntax import definitions
from mlsmells.facts.syntax.walk import is_main_guard

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_DIGEST = regex(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128}")
_DIGEST_TEXT = regex(r"[0-9a-f]{32}")
_HASHING = ("hashlib", "md5", "sha256")
_CLI = frozenset({"command", "group", "cli", "main", "app", "flow", "task", "hydra"})
# Calls, read from the text: they only keep a rule silent, and walking every tree for them would cost too much.
_UNPACKS = (
    "extractall(", "extract(", "unpack_archive(", "untar_data(", "get_file(", "urlretrieve(", "download(",
    "download_file(", "snapshot_download(",
)  # fmt: skip
_MAKES_FOLDERS = ("makedirs(", "mkdir(", "copyfile(", "copytree(", "copy(", "copy2(", "move(", "symlink(")
_HOSTED = ("/kaggle/input", "../input/")
_PLAIN_SEED = regex(r"^random\.seed\([^)\n]*\w", re.MULTILINE)
_GENERATED = regex(r"(?i)\b(?:auto-?)?generated (?:by|from|file|code)|do not (?:edit|modify)")
_EXPORT = regex(r"^[ \t]*#[ \t]*\|?[ \t]*(?:export|exporti|exports|default_exp)\b", re.MULTILINE)


def of_code(facts: Facts) -> CodeSummary:
    """The share of every file."""
    tree, text = facts.source.tree, facts.source.code
    return {
        "version": VERSION,
        "path": facts.source.path,
        "role": facts.role,
        "packages": sorted(facts.packages),
        "imports": list(definitions.imports(tree)),
        "definitions": list(definitions.definitions(tree, full=facts.source.is_notebook, events=_lines(facts))),
        "entries": _entries(tree),
        "asks": list(uncalled.asked(facts)),
        "main_guard": any(map(is_main_guard, tree.body if tree is not None else ())),
        "checks_digest": _checks_digest(facts),
        "checks_data": checks_data(facts),
        "unpacks": any(call in text for call in _UNPACKS),
        "fetches": downloads.words(tree, text),
        "makes_folders": any(call in text for call in _MAKES_FOLDERS),
        "generated": _GENERATED.search(text[:1000]) is not None,
        "runs": list(runs.in_module(facts)),
        "form": facts.form,
        "needs": [need.summary() for need in needs(facts)],
        "feature_reads": list(feature_reads(facts)),
    }


def _lines(facts: Facts) -> list[int] | None:
    """Where the file's events are; None for a file without an ML library."""
    if not facts.is_ml:
        return None
    return sorted({e.line for e in facts.events if not e.foreign and not isinstance(e, (Import, Escape))})


def plain_seeds(facts: Facts) -> list[SeedRecord]:
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


def notebook(facts: Facts) -> NotebookRecord | None:
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
        "claims_baseline": baselines.claims(documents),
        "perfect": list(found) if (found := saved_scores.perfect(facts)) is not None else None,
        "jupytext": '"jupytext"' in source.text and '"formats"' in source.text,
    }


def _shell_lines(facts: Facts) -> Iterator[str]:
    for cell in facts.source.cells:
        for line in cell.magics:
            yield line[:400]
