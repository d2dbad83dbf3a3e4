"""Training scores that are shown to show how something is done: demonstrations."""

from __future__ import annotations

import ast
import re

from mlsmells.core import regex
from mlsmells.facts import Facts, Fit, demonstrates, every_node, said_beside, statements, variable
from mlsmells.rules.evaluation._training_scores import Score

# What makes an array of rows that stand in the code.
_ARRAYS = frozenset({"array", "asarray", "tensor", "FloatTensor", "Tensor", "constant"})
# What draws rows or spaces them out.
_DRAWN = frozenset("linspace arange rand randn random normal uniform standard_normal randint integers".split())
# What is announced as a show, or as what goes wrong without held-out rows.
_SHOWN_HOW = regex(
    r"(?:\b|_)(?:demo(?:s|nstrat\w*)?|illustrat\w*|toy|over-?fit(?:s|ted|ting)?|memori[sz]\w*|"
    r"by heart)(?:\b|_)",
    re.IGNORECASE,
)
_AGAINST = regex(
    r"\b(?:(?:avoid|prevent|reduc|control|combat|detect|check)\w*|(?:against|no|not|without|less|risk|help|helps|stop|if|whether)\b)",
    re.IGNORECASE,
)


def is_shown_how(facts: Facts, score: Score) -> bool:
    """A demonstration: of data that the program draws by itself, in a folder of lessons, or one that says so."""
    read = score.evaluation.X.read
    made_up = read is None and _is_written_down(facts, score.evaluation.fits[0])
    if made_up or demonstrates(facts.source.path) or (read is not None and "synthetic" in read.tags):
        return True
    said = (*score.metric.texts, score.metric.function, *said_beside(facts, score.metric.line))
    lines = (line for text in said for line in text.splitlines())
    return any(_SHOWN_HOW.search(line) and not _AGAINST.search(line) for line in lines)


def _is_written_down(facts: Facts, fit: Fit) -> bool:
    """``X = np.array([[0, 0], [0, 1]])``: the rows stand in the code."""
    first = fit.node.args[0] if isinstance(fit.node, ast.Call) and fit.node.args else None
    values = [
        node.value
        for node in statements(facts.source.tree)
        if isinstance(node, ast.Assign) and first is not None and variable(node.targets[0]) == variable(first) != ""
    ]
    return any(_is_drawn(value) or any(map(_is_literal, every_node(value))) for value in values)


def _is_drawn(node: ast.expr) -> bool:
    """``2 * rng.random((100, 1)) - 1``, ``np.linspace(0, 1)[:, None]``: numbers that come from nowhere."""
    match node:
        case ast.BinOp(left=one, right=ast.Constant()) | ast.BinOp(left=ast.Constant(), right=one):
            return _is_drawn(one)
        case ast.Subscript(value=inner) | ast.Call(func=ast.Attribute(value=inner, attr="reshape" | "astype")):
            return _is_drawn(inner)
        case ast.Call(func=ast.Name(id="sorted") | ast.Attribute(attr="sort"), args=[inner, *_]):
            return _is_drawn(inner)
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in _DRAWN
    return False


def _is_literal(node: ast.AST) -> bool:
    """``np.array([[0, 0], [0, 1]])``, ``torch.tensor([0.0, 1.0])``, ``[[0, 0], [0, 1]]``."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in _ARRAYS and bool(node.args) and isinstance(node.args[0], (ast.List, ast.Tuple))
    return isinstance(node, ast.List) and bool(node.elts) and isinstance(node.elts[0], (ast.List, ast.Tuple))
