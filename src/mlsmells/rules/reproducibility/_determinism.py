"""Settings that promise the same result each time: cuDNN's switches, the hash seed, deterministic algorithms.

They are assignments to a library or the environment, not events: read from the text, where the words stand at all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import regex
from mlsmells.facts import Facts

CUDNN = regex(r"\.deterministic\b")
HASH_SEED = regex(r"PYTHONHASHSEED")
ALGORITHMS = regex(r"use_deterministic_algorithms\(")
# The interpreter is started again, and the new one reads the variable.
RESTARTS = regex(r"\bexec(?:v|ve|l|le|vp|vpe|lp)\(")
SPAWNS = regex(r"subprocess|multiprocessing|num_workers|Popen|ProcessPool|\bspawn\b|n_jobs|ray\.init|torchrun")
CUBLAS = regex(r"CUBLAS_WORKSPACE_CONFIG")
USES_CUDA = regex(r"\.cuda\(|[\"']cuda\b")
# Of Python, of numpy, and of torch, tensorflow or jax.
_SEEDINGS = (
    re.compile(r"(?:^|\s)(?:random\.)?seed\b"),
    re.compile(r"\b(?:np|numpy)\.random\.seed\b"),
    re.compile(r"\b(?:manual_seed|set_seed|set_random_seed|PRNGKey)\b"),
)
_HASHES = regex(r"\bhash\(")

Path = tuple[tuple[int, str], ...]


class Switch(NamedTuple):
    """``cudnn.benchmark = True``: the statement, its value, and the functions and arms of conditionals it stands in."""

    node: ast.Assign
    name: str
    value: object
    path: Path


def switches(tree: ast.Module) -> Iterator[Switch]:
    """Assignments to ``cudnn.deterministic`` and ``cudnn.benchmark``, in text order."""
    yield from _block(tree.body, ())


def _block(body: list[ast.stmt], path: Path) -> Iterator[Switch]:
    for statement in body:
        if isinstance(statement, ast.Assign):
            yield from _assigned(statement, path)
        for name in ("body", "orelse", "finalbody"):
            inner = getattr(statement, name, None)
            if isinstance(inner, list):
                yield from _block(inner, (*path, (id(statement), name)) if _parts(statement) else path)
        for handler in getattr(statement, "handlers", ()):
            yield from _block(handler.body, path)


def _parts(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.If, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _assigned(statement: ast.Assign, path: Path) -> Iterator[Switch]:
    for target in statement.targets:
        if isinstance(target, ast.Attribute) and target.attr in ("deterministic", "benchmark"):
            if ast.unparse(target.value).endswith("cudnn"):
                value = statement.value.value if isinstance(statement.value, ast.Constant) else None
                yield Switch(statement, target.attr, value, path)


def contradiction(tree: ast.Module) -> tuple[Switch, Switch] | None:
    """``deterministic = True`` and a ``benchmark = True`` that holds beside it, and is never taken back."""
    found = list(switches(tree))
    wanted = [s for s in found if s.name == "deterministic" and s.value is True]
    searched = [s for s in found if s.name == "benchmark"]
    for chosen in searched:
        if chosen.value is not True or any(s.value is not True and not _excludes(s, chosen) for s in searched):
            continue
        held = next((s for s in wanted if not _excludes(s, chosen)), None)
        if held is not None:
            return held, chosen
    return None


def _excludes(a: Switch, b: Switch) -> bool:
    """They stand in different arms of one condition."""
    arms = dict(a.path)
    return any(arms.get(where, arm) != arm for where, arm in b.path)


def hash_seeds(facts: Facts) -> Iterator[ast.AST]:
    """Statements that set PYTHONHASHSEED for the program that is running already."""
    for node in facts.saying(HASH_SEED):
        if isinstance(node, ast.Assign) and any(_is_variable(target) for target in node.targets):
            yield node


def seeds_all(node: ast.AST, facts: Facts) -> bool:
    """The function around it seeds Python, and numpy or a framework: the line is habit, and nothing hashes."""
    for function in ast.walk(facts.source.tree) if facts.source.tree is not None else ():
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and node in ast.walk(function):
            calls = " ".join(ast.unparse(n.func) for n in ast.walk(function) if isinstance(n, ast.Call))
            own, *others = (seeding.search(calls) is not None for seeding in _SEEDINGS)
            return own and any(others) and not facts.says(_HASHES)
    return False


def _is_variable(target: ast.expr) -> bool:
    return (
        isinstance(target, ast.Subscript)
        and isinstance(target.slice, ast.Constant)
        and target.slice.value == "PYTHONHASHSEED"
        and ast.unparse(target.value).endswith("environ")
    )


def deterministic_algorithms(facts: Facts) -> Iterator[ast.AST]:
    """Calls of ``torch.use_deterministic_algorithms(True)`` in a file that uses a GPU and no fixed workspace."""
    if not facts.says(ALGORITHMS) or not facts.says(USES_CUDA) or facts.says(CUBLAS):
        return
    for node in facts.saying(ALGORITHMS):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("use_deterministic_algorithms"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and first.value is True:
                yield node
