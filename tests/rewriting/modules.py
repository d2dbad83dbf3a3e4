"""A module's code divided between two modules of a project."""

from __future__ import annotations

from mlsmells.sources import Source

from .moves import Line, Piece, can_move, indented, loading, program, using


def into_loading_module(source: Source) -> dict[str, list[Line]]:
    """load() in a module of its own, with the definitions; both modules have all imports."""
    top, code = program(source)
    imports = [p for p in top if not p.defines]
    names = sorted({"load", *(p.defines for p in top if p.defines)})
    imported = Line(f"from loading import {', '.join(names)}")
    return {
        "loading.py": [*indented(top, 0), *loading(code)],
        "train.py": [*indented((_quiet(p) for p in imports), 0), imported, *using(code)],
    }


def can_share(source: Source) -> bool:
    """There are functions or classes that need no variable of the module."""
    return can_move(source) and any(p.defines for p in program(source).top)


def into_helpers(source: Source) -> dict[str, list[Line]]:
    """The file's functions and classes in a module of their own."""
    top, code = program(source)
    imports = [p for p in top if not p.defines]
    names = sorted({p.defines for p in top if p.defines})
    return {
        "helpers.py": [*indented(imports, 0), *indented((p for p in top if p.defines), 0)],
        "train.py": [
            *indented((_quiet(p) for p in imports), 0),
            Line(f"from helpers import {', '.join(names)}"),
            *indented(code, 0),
        ],
    }


def _quiet(piece: Piece) -> Piece:
    return Piece(piece.statements, [Line(line.text) for line in piece.lines])
