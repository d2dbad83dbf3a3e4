"""A setting that should make runs repeatable does nothing, or another one takes it back.

`cudnn.benchmark = True` times several algorithms and takes the fastest, which may be another one in
the next run, whatever `cudnn.deterministic` says. Python reads `PYTHONHASHSEED` once, when it starts:
set inside the program it changes nothing. Deterministic algorithms on a GPU also need a fixed
workspace of cuBLAS. And `np.random.seed()` without a number, or with the time, starts anew what an earlier
seed had fixed.

Bad:
    import torch
    torch.manual_seed(0)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = True
Good:
    import torch
    torch.manual_seed(0)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False
Silent on:
    two settings in different arms of one condition; a `benchmark` that is set to False as well, or
    to a variable; a program that starts itself anew with the hash seed; code that asks for no
    determinism at all; a seed that each worker takes anew. In a function that seeds everything else, and where workers
    or other programs are started, the hash seed is a note. So is the missing workspace, which may be set outside
Source: https://docs.pytorch.org/docs/stable/notes/randomness.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import (
    AddImport,
    Confidence,
    Finding,
    Fix,
    InsertBefore,
    ReplaceStatement,
    Rule,
    Severity,
    Span,
    TraceStep,
)
from mlsmells.facts import Facts, Seed, taken_back
from mlsmells.rules.reproducibility import _determinism as determinism

RULE = Rule(
    __name__,
    code="MLS210",
    severity=Severity.WARNING,
    rolls_up=2,
    rolls_up_files=2,
    message="{setting} alone does not make runs repeatable: {why} - {remedy}",
)
TIMED = "cuDNN still picks its algorithms by timing", "set benchmark to False"
STARTED = "Python read it before this line ran", "set it in the shell"
ANEW = "{call} takes back the seed of {seed}: what {draw} draws differs from run to run - leave it out"
WORKSPACE = "cuBLAS needs more", "set CUBLAS_WORKSPACE_CONFIG too"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Each kind of setting once."""
    if facts.says(determinism.CUDNN):
        yield from _cudnn(facts)
    if facts.says(determinism.HASH_SEED) and not facts.says(determinism.RESTARTS):
        for node in list(determinism.hash_seeds(facts))[:1]:
            weak = facts.says(determinism.SPAWNS) or determinism.seeds_all(node, facts)
            level = Severity.INFO if weak else None
            yield RULE.at(node, setting="PYTHONHASHSEED", why=STARTED[0], remedy=STARTED[1], severity=level)
    for node in list(determinism.deterministic_algorithms(facts))[:1]:
        yield RULE.at(
            node,
            setting="use_deterministic_algorithms(True)",
            why=WORKSPACE[0],
            remedy=WORKSPACE[1],
            fix=_workspace(node),
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
        )


@RULE.on_file
def check_seeds(facts: Facts) -> Iterator[Finding]:
    """Seeds that another call takes back."""
    for found in taken_back(facts):
        yield RULE.at(
            found.call,
            message=ANEW,
            call=f"{found.call.name}()",
            seed=found.seed.where,
            draw=found.draw.what.rpartition(".")[2],
            fix=_left_out(found.call, facts),
            trace=sorted([TraceStep(found.seed.line, "seeded"), TraceStep(found.call.line, "taken back")]),
        )


def _left_out(call: Seed, facts: Facts) -> Fix | None:
    """``np.random.seed()`` goes, where it is a statement of its own."""
    nodes = ast.walk(facts.source.tree) if facts.source.tree is not None else ()
    statement = next((node for node in nodes if isinstance(node, ast.Expr) and node.value is call.node), None)
    if statement is None or call.foreign:
        return None
    return Fix("leave it out", (ReplaceStatement(Span.of(statement), ""),), why="it keeps one result of many")


def _workspace(node: ast.AST) -> Fix:
    line = 'os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")'
    edits = (InsertBefore(Span.of(node), line), AddImport("os", near=Span.of(node)))
    return Fix("set the workspace of cuBLAS", edits, why="it must run before the GPU is used")


def _cudnn(facts: Facts) -> Iterator[Finding]:
    assert facts.source.tree is not None
    found = determinism.contradiction(facts.source.tree)
    if found is None:
        return
    asked, chosen = found
    target = facts.source.lines[chosen.node.lineno - 1].partition("=")[0].strip()
    edits = (ReplaceStatement(Span.of(chosen.node), f"{target} = False"),) if len(chosen.node.targets) == 1 else ()
    yield RULE.at(
        chosen.node,
        setting="cudnn.deterministic",
        cause="cudnn",
        why=TIMED[0],
        remedy=TIMED[1],
        fix=Fix("set benchmark to False", edits, why="training may be slower") if edits else None,
        sure=asked.path == chosen.path,
        trace=sorted([TraceStep(asked.node.lineno, "asked for"), TraceStep(chosen.node.lineno, "taken back")]),
    )
