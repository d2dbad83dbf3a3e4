"""The forms in which a transformer learns and is applied at once, and what each becomes behind a split."""

from __future__ import annotations

import ast
from dataclasses import field
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.fix.codemods.spelling import in_style
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.codemods.blocks import Placed
    from mlsmells.fix.codemods.splits import Division


@dataclass(slots=True)
class FitForm:
    """A fit on ``given`` names that binds ``made`` names, by one statement or two.

    ``text`` is the right side with ``{X}`` for the rows and ``{fit}`` for the method's name, ``labels`` the name
    of the labels that are handed to the fit, if any.
    """

    first: int
    statements: list[Placed]
    receiver: str
    given: tuple[str, ...]
    made: tuple[str, ...]
    expression: ast.expr
    call: ast.Call
    labels: str = ""
    resamples: bool = False
    maker: ast.expr | None = None  # what makes the transformer, where the fit's statement itself names it
    before: tuple[str, ...] = ()  # what the rows were called on the way to the name they have now
    comments: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # names that the program has

    def lines(self, split: Division) -> list[str]:
        """The statements behind the split."""
        behind = next((f"  {comment}" for comment in self.comments if comment), "")
        parts = [split.parts_of(name) for name in self.made]
        if None in parts:
            raise Refused(f"the split at line {split.placed.line} does not take {', '.join(self.made)} as it is")
        train = [part[0] for part in parts if part is not None]
        if self.resamples:
            return [in_style(f"{', '.join(train)} = {self._written(train)}", split.placed.unit) + behind]
        (part,) = parts
        assert part is not None
        made = [part[0]]
        if self.labels:
            labels = split.parts_of(self.labels)
            if labels is None:
                raise Refused(f"the split at line {split.placed.line} does not divide {self.labels}")
            made.append(labels[0])
        lines = self._named_transformer()
        fitted = len(lines)
        lines.append(f"{part[0]} = {self._written(made)}")
        lines.append(f"{part[1]} = {self._written([part[1]], method='transform')}")
        lines = [in_style(line, split.placed.unit) for line in lines]
        lines[fitted] += behind
        return lines

    def _named_transformer(self) -> list[str]:
        """``scaler = StandardScaler()`` where the transformer had no name, or got it from the fit."""
        if self.maker is not None:
            return [f"{self.receiver} = {ast.unparse(self.maker)}"]
        if self.receiver or not isinstance(self.call.func, ast.Attribute):
            return []
        made = self.call.func.value
        assert isinstance(made, ast.Call)
        return [f"{self._name_for(made)} = {ast.unparse(made)}"]

    def _name_for(self, made: ast.expr) -> str:
        return name_for(made, self.taken)

    @property
    def names(self) -> tuple[str, ...]:
        """All that hold what was made."""
        return (*self.made, *self.before)

    @property
    def transformer(self) -> ast.expr:
        """``StandardScaler()``, or the variable that holds it before the fit."""
        assert isinstance(self.call.func, ast.Attribute)
        return self.maker if self.maker is not None else self.call.func.value

    def _written(self, given: list[str], method: str = "") -> str:
        """The right side for these rows."""
        function = self.call.func
        assert isinstance(function, ast.Attribute)
        receiver = function.value if self.receiver else ast.Name(self._name_for(function.value))
        called = ast.Attribute(receiver, method or function.attr, ast.Load())
        values: list[ast.expr] = [ast.Name(name) for name in given]
        keywords = [] if method else [k for k in self.call.keywords if k.arg not in ("X", "y")]
        new = ast.Call(called, values, keywords)
        outer = Exchange(self.call, new, self.given[0], given[0])
        return ast.unparse(outer.visit(self.expression))


def name_for(made: ast.expr, taken: set[str]) -> str:
    """``StandardScaler()`` → ``scaler``: the last word of the class, or all of them."""
    function = made.func if isinstance(made, ast.Call) else made
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "transformer")
    words = [word.lower() for word in _words(name)]
    return next((n for n in (words[-1], "_".join(words)) if n not in taken), "fitted_" + words[-1])


class Exchange(ast.NodeTransformer):
    """A copy with one call exchanged, and the rows by their new name elsewhere."""

    def __init__(self, old: ast.expr, new: ast.expr, name: str, replaced: str) -> None:
        self.old, self.new, self.name, self.replaced = old, new, name, replaced

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.old:
            return self.new
        if isinstance(node, ast.Name) and node.id == self.name:
            return ast.Name(self.replaced, node.ctx)
        fields = {name: list(value) if isinstance(value, list) else value for name, value in ast.iter_fields(node)}
        return super().generic_visit(type(node)(**fields))  # the tree itself stays


def _words(name: str) -> list[str]:
    out, word = [], ""
    for letter in name:
        if letter.isupper() and word and not word[-1].isupper():
            out.append(word)
            word = ""
        word += letter
    return [*out, word]
