"""Work on a GPU that is timed by the clock of the host, which does not wait for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.passes import Pass, passes
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"\btime\(\)|perf_counter|monotonic\(|default_timer")
_CLOCKS = frozenset({"time", "perf_counter", "perf_counter_ns", "time_ns", "monotonic", "default_timer"})
_ON_GPU = regex(r"\bcuda\b|\.cuda\(")
# Methods that do more than one pass, and read what comes out.
_WORK = regex(r"^(?:fit|train|learn|predict|evaluate|score|run|transform|test|validate|infer)")
# What waits for the GPU, or may.
_WAITS = regex(
    r"synchroni[sz]e|\.item\(|\.cpu\(|numpy|\.tolist\(|print|float\(|int\(|bool\(|nonzero|Event\(|[\"']cpu[\"']|mark_step"
)
# Calls that only hand work to the GPU.
_QUEUED = frozenset(
    "to cuda half float argmax max min sum mean softmax sigmoid squeeze unsqueeze view reshape permute size detach "
    "append range len tqdm trange enumerate zero_grad backward step eval train no_grad inference_mode autocast".split()
)


@dataclass(frozen=True)
class Unsynchronised:
    """``started`` reads the clock, ``stopped`` reads it again, and between them the network gets data."""

    started: ast.stmt
    stopped: ast.stmt
    passed: ast.AST
    name: str


def unsynchronised_timings(facts: Facts) -> Iterator[Unsynchronised]:
    """Timings of passes of a network on a GPU, without anything that waits for it."""
    if "torch" not in facts.packages or not facts.says(_SAID) or not facts.says(_ON_GPU):
        return
    runs = {id(one.event.node): one.event.node for one in passes(facts) if not _WORK.search(_method(one))}
    for block in _blocks(facts) if runs else ():
        for index, started in enumerate(block):
            name = _starts(started)
            stop = next((i for i in range(index + 1, len(block)) if _stops(block[i], name)), 0) if name else 0
            if not stop:
                continue
            if not _is_measured(facts, block[stop], name):
                continue
            between = block[index + 1 : stop]
            passed = next((n for s in between for n in every_node(s) if id(n) in runs), None)
            if passed is not None and _only_queues(facts, between, runs) and not _waits(facts, block[stop]):
                yield Unsynchronised(started, block[stop], passed, name)


def _method(one: Pass) -> str:
    """The last part of what is called: ``fit`` of ``model.fit(X)``, behind which a pass may stand."""
    node = one.event.node
    return called_as(node.func) if isinstance(node, ast.Call) else ""


def _blocks(facts: Facts) -> Iterator[list[ast.stmt]]:
    for node in facts.nodes:
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and len(block) > 2:
                yield block


def _is_clock(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called_as(node.func) in _CLOCKS and not node.args


def _starts(statement: ast.stmt) -> str:
    """``start = time.time()``."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and _is_clock(statement.value):
        return variable(statement.targets[0])
    return ""


def _stops(statement: ast.stmt, name: str) -> bool:
    """``time.time() - start``, or the next reading of the clock."""
    if isinstance(statement, (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.Try, ast.FunctionDef)):
        return False
    return any(_is_clock(node) for node in every_node(statement)) and _starts(statement) != name


def _is_measured(facts: Facts, stop: ast.stmt, name: str) -> bool:
    """The difference is taken: ``time.time() - start``, or later of the variable that the clock was read into."""
    end = _starts(stop)
    block = function_around(facts, stop) or facts.source.tree
    return any(
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and variable(node.right) == name
        and (variable(node.left) == end if end else _is_clock(node.left))
        for node in every_node(block if end else stop)
    )  # fmt: skip


def _only_queues(facts: Facts, between: list[ast.stmt], runs: dict[int, ast.AST]) -> bool:
    """Everything between is handed to the GPU and not waited for; no loop over data, which waits for the data."""
    for statement in between:
        if _WAITS.search(_text(facts, statement)):
            return False
        for node in every_node(statement):
            if isinstance(node, ast.Call) and id(node) not in runs and not _is_queued(facts, node):
                return False
            if isinstance(node, (ast.For, ast.AsyncFor)) and "range" not in ast.unparse(node.iter):
                return False
    return True


def _is_queued(facts: Facts, node: ast.Call) -> bool:
    full = qualified(facts, node.func)
    if full.startswith("torch."):
        return full not in ("torch.load", "torch.save") and ".utils." not in full
    return called_as(node.func) in _QUEUED


def _waits(facts: Facts, statement: ast.stmt) -> bool:
    """The function says elsewhere that it waits, or does what it does on the CPU."""
    function = function_around(facts, statement)
    text = _text(facts, function) if function is not None else facts.source.code
    return "synchroni" in text or "cuda.Event" in text


def _text(facts: Facts, node: ast.AST) -> str:
    start, end = getattr(node, "lineno", 1), getattr(node, "end_lineno", 1)
    return "\n".join(facts.source.lines[start - 1 : end])
