"""A module's code moved elsewhere: into a function, a method, an object's state, cells, another module."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mlsmells.sources import Source

from .scopes import DEFINITIONS, bound, module_names
from .text import Edit, applied

GUARD = 'if __name__ == "__main__":'


class Line(NamedTuple):
    """A line and the line it was before; 0 for one that is new."""

    text: str
    origin: int = 0


class Piece(NamedTuple):
    """A top-level statement (or several that share a line) with the comments above it."""

    statements: list[ast.stmt]
    lines: list[Line]

    @property
    def defines(self) -> str:
        """The name of the one function or class it defines."""
        only = self.statements[0]
        return only.name if len(self.statements) == 1 and isinstance(only, DEFINITIONS) else ""

    @property
    def binds(self) -> frozenset[str]:
        return bound(self.statements)

    @property
    def uses(self) -> frozenset[str]:
        return frozenset(name.id for s in self.statements for name in module_names(s))


class Program(NamedTuple):
    """``top`` stays where it is (imports, and definitions that need no variable of the module); ``code`` moves."""

    top: list[Piece]
    code: list[Piece]


def pieces(source: Source, lines: list[str] | None = None) -> list[Piece]:
    """All lines of a module, in order."""
    assert source.tree is not None
    out: list[Piece] = []
    text = lines or source.lines
    last = 0
    for statement in source.tree.body:
        end = statement.end_lineno or 0
        own = [Line(text[i], i + 1) for i in range(last, end)]
        if own:
            out.append(Piece([statement], own))
        else:
            out[-1].statements.append(statement)
        last = end
    return out


def program(source: Source, lines: list[str] | None = None) -> Program:
    """A module taken apart."""
    parts = pieces(source, lines)
    moving = {name for p in parts if not _stays(p) for name in p.binds}
    while True:
        more = {p.defines for p in parts if p.defines and p.uses & moving} - moving
        if not more:
            break
        moving |= more
    code = [p for p in parts if not (_stays(p) and not (p.defines and p.defines in moving))]
    return Program([p for p in parts if p not in code], code)


def _stays(piece: Piece) -> bool:
    if piece.defines:
        return True
    return all(isinstance(s, (ast.Import, ast.ImportFrom)) or _is_text(s) or _imports(s) for s in piece.statements)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _imports(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Try) and all(isinstance(s, ast.Import | ast.ImportFrom) for s in statement.body)


def indented(parts: Iterable[Piece], depth: int) -> Iterator[Line]:
    """The lines of the pieces, deeper."""
    for piece in parts:
        yield from (Line("    " * depth + line.text if line.text else "", line.origin) for line in piece.lines)


def can_move(source: Source) -> bool:
    """There is code, and nothing in it depends on being at the top of a module."""
    tree = source.tree
    if tree is None or not program(source).code:
        return False
    return not any(isinstance(n, ast.Global) for n in ast.walk(tree))


def into_main(source: Source) -> list[Line]:
    """``def main(): …``, called under a guard."""
    top, code = program(source)
    return [*indented(top, 0), Line("def main():"), *indented(code, 1), Line(GUARD), Line("    main()")]


def into_method(source: Source) -> list[Line]:
    """A method of a class that main() makes."""
    top, code = program(source)
    head = [Line("class Job:"), Line("    def run(self):")]
    foot = ["def main():", "    Job().run()", GUARD, "    main()"]
    return [*indented(top, 0), *head, *indented(code, 2), *map(Line, foot)]


def can_become_state(source: Source) -> bool:
    """Definitions that need variables can become methods."""
    if not can_move(source):
        return False
    code = program(source).code
    moving = {name for p in code for name in p.binds}
    for piece in code:
        definition = piece.statements[0]
        if piece.defines and not isinstance(definition, ast.FunctionDef):
            return False
        if piece.defines and any(n.id in moving for d in definition.args.defaults for n in ast.walk(d)
                                 if isinstance(n, ast.Name)):  # fmt: skip
            return False
    return len([p for p in code if not p.defines]) > 1


def into_state(source: Source) -> list[Line]:
    """Every variable an attribute of an object; the first half of the code in load(), the rest in run()."""
    code = [p for p in program(source).code if not p.defines]
    parts = halves(code)
    methods = [p for p in program(source).code if p.defines]
    names = {name for p in (*code, *methods) for name in p.binds} - _passing(parts, methods)
    top, rewritten = program(source, applied(source.lines, _state_edits((*code, *methods), names)))
    body = [p for p in rewritten if not p.defines]
    load, run = body[: len(parts[0])], body[len(parts[0]) :]
    out = [*indented(top, 0), Line("class Job:"), Line("    def load(self):"), *indented(load, 2)]
    out += [Line("    def run(self):"), *indented(run, 2), *indented((p for p in rewritten if p.defines), 1)]
    return [
        *out,
        *map(Line, ["def main():", "    job = Job()", "    job.load()", "    job.run()", GUARD, "    main()"]),
    ]


def _passing(parts: tuple[list[Piece], list[Piece]], methods: list[Piece]) -> set[str]:
    """Names that only a loop, ``with`` or ``:=`` binds and that nothing outside their half uses."""
    loops: set[str] = set()
    others: set[str] = set()
    for piece in (*parts[0], *parts[1]):
        for node in (n for s in piece.statements for n in ast.walk(s)):
            targets: list[ast.AST] = []
            match node:
                case ast.For(target=target) | ast.NamedExpr(target=target):
                    targets = [target]
                case ast.With(items=items):
                    targets = [item.optional_vars for item in items if item.optional_vars]
                case ast.Assign(targets=[*given]):
                    others |= {n.id for t in given for n in ast.walk(t) if isinstance(n, ast.Name)}
            loops |= {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    first, second = ({name for p in half for name in p.uses} for half in parts)
    shared = first & second | {name for m in methods for name in m.uses}
    return loops - others - shared


def _state_edits(parts: Iterable[Piece], names: set[str]) -> Iterator[Edit]:
    for statement in (s for piece in parts for s in piece.statements):
        for name in module_names(statement):
            if name.id in names:
                yield Edit(name.lineno, name.col_offset, name.id, f"self.{name.id}")
        if isinstance(statement, ast.FunctionDef):
            head = f"def {statement.name}("
            more = any(isinstance(n, ast.arg) for n in ast.walk(statement.args))
            yield Edit(statement.lineno, statement.col_offset, head, head + ("self, " if more else "self"))


def can_return(source: Source) -> bool:
    """The second half of the code needs something of the first, and no definition sees a name of both."""
    if not can_move(source):
        return False
    first, second = halves(program(source).code)
    both = {name for p in first for name in p.binds} & {name for p in second for name in p.binds}
    return bool(passed(first, second)) and not any(p.defines and p.uses & both for p in (*first, *second))


def into_returned(source: Source) -> list[Line]:
    """The first half of the code in load(), which returns what main() needs for the second."""
    top, code = program(source)
    return [*indented(top, 0), *loading(code), *using(code)]


def halves(code: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The code in two."""
    return code[: len(code) // 2], code[len(code) // 2 :]


def passed(first: list[Piece], second: list[Piece]) -> list[str]:
    """What the first half makes and the second needs."""
    return sorted({name for p in first for name in p.binds} & {name for p in second for name in p.uses})


def loading(code: list[Piece]) -> list[Line]:
    """The first half as load()."""
    first, second = halves(code)
    return [Line("def load():"), *indented(first, 1), Line(f"    return {', '.join(passed(first, second))}")]


def using(code: list[Piece]) -> list[Line]:
    """main(): load(), then the second half."""
    first, second = halves(code)
    head = [Line("def main():"), Line(f"    {', '.join(passed(first, second))} = load()")]
    return [*head, *indented(second, 1), Line(GUARD), Line("    main()")]


def into_cells(source: Source) -> str:
    """A notebook with one cell per statement; its joined lines are the module's."""
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [],
         "source": [line.text + "\n" for line in piece.lines[:-1]] + [piece.lines[-1].text]}
        for i, piece in enumerate(pieces(source))
    ]  # fmt: skip
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}, indent=1)


MOVES: dict[str, tuple[Callable[[Source], bool], Callable[[Source], list[Line]]]] = {
    "main": (can_move, into_main),
    "method": (can_move, into_method),
    "state": (can_become_state, into_state),
    "returned": (can_return, into_returned),
}
