"""Trees grafted onto each other: programs that parse and make no sense."""

from __future__ import annotations

import ast
from contextlib import suppress
from random import Random
from typing import Any

# What constants become: numbers without end, texts that are none, and what is no number at all.
_CONSTANTS: tuple[Any, ...] = (
    None, True, ..., 0, -1, 1e400, 10**50, 1j, "", "\ud800", "\0", "a" * 5000, "train", "y_test", "{x}", "%s", b"\xff",
    "*.csv", "../../../etc/passwd", "http://a/b.csv", float("inf"), 2**63,
)  # fmt: skip
_BLOCKS = (
    "if x:\n    pass", "for x in y:\n    pass", "while True:\n    pass", "with a as b:\n    pass",
    "def f(x, *args, y=1, **kwargs):\n    pass", "class A(B, metaclass=C):\n    pass", "async def g():\n    pass",
    "try:\n    pass\nexcept* E as e:\n    pass", "match x:\n    case [a, *b]:\n        pass",
    "try:\n    pass\nfinally:\n    pass", "async def h():\n    async with a:\n        pass",
)  # fmt: skip
_EXPRESSIONS = (
    "lambda *a, **k: a", "[x for x in y if x]", "{**a, 'b': c}", "(yield)", "await x", "(x := y)", "f'{x!r:>{w}}'",
    "x[::, 1:2, ...]", "f(*a, **k)", "a if b else c", "not x", "x < y < z", "{a, *b}", "x @ y", "(a, *b)", "-x ** 2",
    "(i for i in j)", "a.b.c().d[0].e", "super().__init__()", "f()()()", "globals()['x']", "...",
)  # fmt: skip

# Some grafts cannot be written, and some nodes stand nowhere else.
_NO_PROGRAM = (ValueError, SyntaxError, RecursionError, MemoryError, AttributeError, TypeError)


def grafted(random: Random, trees: list[ast.Module]) -> str:
    """The text of the first tree after some operations, with parts of the others."""
    tree, donors = trees[0], [node for other in trees for node in ast.walk(other)]
    for _ in range(random.choice((1, 2, 4, 8))):
        with suppress(*_NO_PROGRAM):
            random.choice((_expression, _expression, _constant, _statements, _block, _arguments))(random, tree, donors)
    text = ""
    with suppress(*_NO_PROGRAM):
        text = ast.unparse(ast.fix_missing_locations(tree))
    return text


def _pick(random: Random, nodes: list[Any], kind: Any) -> Any:
    found = [node for node in nodes if isinstance(node, kind)]
    return random.choice(found) if found else None


def _expression(random: Random, tree: ast.AST, donors: list[ast.AST]) -> None:
    """One expression takes the place of another."""
    places = [
        (node, name, value)
        for node in ast.walk(tree)
        for name, value in ast.iter_fields(node)
        if isinstance(value, ast.expr) and isinstance(getattr(value, "ctx", ast.Load()), ast.Load)
    ]
    if not places:
        return
    node, name, _ = random.choice(places)
    other = _pick(random, donors, ast.expr) if random.random() < 0.7 else None
    known = other is not None and isinstance(getattr(other, "ctx", ast.Load()), ast.Load)
    graft = other if known and not isinstance(other, ast.Starred) else ast.parse(random.choice(_EXPRESSIONS)).body[0]
    text = ast.unparse(graft)
    setattr(node, name, ast.parse(f"({text})", mode="eval").body)  # a copy: no tree may hold itself


def _constant(random: Random, tree: ast.AST, _: list[ast.AST]) -> None:
    constant = _pick(random, list(ast.walk(tree)), ast.Constant)
    if constant is not None:
        constant.value = random.choice(_CONSTANTS)


def _bodies(tree: ast.AST) -> list[list[ast.stmt]]:
    return [node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list) and node.body]  # type: ignore[attr-defined]


def _statements(random: Random, tree: ast.AST, donors: list[ast.AST]) -> None:
    """Statements lost, doubled, in another order, or from elsewhere."""
    if not (bodies := _bodies(tree)):
        return
    body = random.choice(bodies)
    at = random.randrange(len(body))
    match random.randrange(4):
        case 0 if len(body) > 1:
            del body[at]
        case 1:
            body.insert(at, _copy(body[at]))
        case 2:
            random.shuffle(body)
        case _:
            other = _pick(random, donors, ast.stmt)
            body.insert(at, _copy(other) if other is not None else ast.Pass())


def _block(random: Random, tree: ast.AST, _: list[ast.AST]) -> None:
    """Some statements go into a block, a function or a class."""
    if not (bodies := _bodies(tree)):
        return
    body = random.choice(bodies)
    start = random.randrange(len(body))
    end = random.randint(start + 1, len(body))
    (block,) = ast.parse(random.choice(_BLOCKS)).body
    inner: Any = block
    while not isinstance(inner.__dict__.get("body", [None])[0], ast.Pass):
        inner = inner.cases[0] if isinstance(inner, ast.Match) else inner.body[0]
    inner.body = body[start:end]
    body[start:end] = [block]


def _arguments(random: Random, tree: ast.AST, _: list[ast.AST]) -> None:
    """The arguments of a call are lost, turned round, starred, or get names."""
    call = _pick(random, list(ast.walk(tree)), ast.Call)
    if call is None:
        return
    match random.randrange(5):
        case 0:
            call.args = []
        case 1:
            call.args = call.args[::-1] * 2
        case 2:
            call.args = [ast.Starred(arg, ast.Load()) for arg in call.args if not isinstance(arg, ast.Starred)]
        case 3:
            call.keywords = [ast.keyword(None, keyword.value) for keyword in call.keywords]
        case _:
            names = ("X", "y", "test_size", "random_state", "axis", "on", "inplace", "shuffle", "data", "columns")
            chosen = random.sample(names, min(len(call.args), len(names)))
            call.keywords += [ast.keyword(name, arg) for name, arg in zip(chosen, call.args, strict=False)]
            call.args = []


def _copy(node: ast.stmt) -> ast.stmt:
    found: ast.stmt = ast.parse(ast.unparse(node)).body[0]
    return found
