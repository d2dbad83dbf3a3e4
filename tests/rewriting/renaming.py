"""Other names for everything a file names itself, by edits in place: lines stay, strings stay, libraries stay."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from mlsmells.sources import Source

from .text import Edit, applied, notebook_with

Def = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
Naming = Callable[[str], str]


def renamed(source: Source, name: Naming) -> str:
    """The source's text with ``name(old)`` for every own name."""
    assert source.tree is not None
    magics = " ".join(magic for cell in source.cells for magic in cell.magics)
    kept = set(re.findall(r"\w+", magics))  # a magic may bind or show it
    own = own_names(source.tree) - kept
    new = {old: name(old) for old in sorted(own)}
    # A name that must stay keeps its partner: else the two would become one.
    stay = {n.id for n in ast.walk(source.tree) if isinstance(n, ast.Name)} - own
    new = {old: old if called in stay else called for old, called in new.items()}
    lines = applied(source.lines, (e for e in _edits(source, new) if e.old != e.new))
    return notebook_with(source, lines) if source.is_notebook else "\n".join(lines) + "\n"


def meaningless() -> Naming:
    """v1, v2 … in the order of asking."""
    given: dict[str, str] = {}
    return lambda old: given.setdefault(old, f"v{len(given) + 1}")


def swapped(old: str) -> str:
    """Train for test and test for train, in the case it is written in."""

    def other(found: re.Match[str]) -> str:
        word = {"train": "test", "test": "train"}[found[0].lower()]
        return word.upper() if found[0].isupper() else word.title() if found[0].istitle() else word

    return re.sub(r"train|test", other, old, flags=re.IGNORECASE)


def own_names(tree: ast.Module) -> set[str]:
    """Names that the file gives: variables, parameters, functions, classes and what it hangs on ``self``.

    Left alone: imported names, dunders, and whatever a spelling shares with something of a library
    or with a string that looks a name up.
    """
    return (_bound(tree) | _members(tree)) - _imported(tree) - _foreign(tree) - {"_", "__name__"}


def _bound(tree: ast.Module) -> set[str]:
    out: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                out.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                out.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.alias(asname=str(name)):
                out.add(name)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                out.add(name)
    return {name for name in out if not re.fullmatch(r"__\w+__", name)}


def _members(tree: ast.Module) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value)
    }


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _imported(tree: ast.Module) -> set[str]:
    aliases = [a for n in ast.walk(tree) if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names]
    return {alias.name.partition(".")[0] for alias in aliases if alias.asname is None}


def _foreign(tree: ast.Module) -> set[str]:
    """Spellings that something else relies on."""
    classes = [n for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    own = {c.name for c in classes}
    made = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _makes(node.value, own)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    out: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=value, attr=attr):
                if not (_is_self(value) or _makes(value, own) or getattr(value, "id", "") in made):
                    out.add(attr)
            case ast.Call(func=ast.Name(id="globals" | "locals" | "vars" | "getattr" | "setattr" | "hasattr")):
                out |= {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
            case ast.ClassDef(bases=[_, *_]) | ast.ClassDef(decorator_list=[_, *_]):
                # A library may call these methods and read these attributes.
                out |= {n.name for n in node.body if isinstance(n, Def)} | _members(ast.Module([node], []))
                out |= {n.id for s in node.body if isinstance(s, (ast.Assign, ast.AnnAssign)) for n in ast.walk(s)
                        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}  # fmt: skip
    return out


def _makes(node: ast.expr, own: set[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own


def _edits(source: Source, new: dict[str, str]) -> Iterator[Edit]:
    tree = source.tree
    assert tree is not None
    own = {n.name for n in ast.walk(tree) if isinstance(n, Def)}
    for node in ast.walk(tree):
        for line, column, old in _spots(node, source.lines, own):
            if old in new:
                yield Edit(line, column, old, new[old])


def _spots(node: ast.AST, lines: list[str], own: set[str]) -> Iterator[tuple[int, int, str]]:
    """Where a node writes names down."""
    match node:
        case ast.Name(id=name) | ast.arg(arg=name):
            yield node.lineno, node.col_offset, name
        case ast.Attribute(attr=name) | ast.alias(asname=str(name)):
            yield node.end_lineno or 0, (node.end_col_offset or 0) - len(name.encode()), name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield node.end_lineno or 0, (node.end_col_offset or 0) - len(name.encode()), name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield _written(lines, node, name)
        case ast.ExceptHandler(name=str(name)):
            yield _written(lines, node, name)
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            yield from (_written(lines, node, name) for name in names)
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)) if called in own:
            yield from ((k.lineno, k.col_offset, k.arg) for k in node.keywords if k.arg)


def _written(lines: list[str], node: ast.AST, name: str) -> tuple[int, int, str]:
    line, column = node.lineno, node.col_offset  # type: ignore[attr-defined]
    text = lines[line - 1].encode()
    found = re.compile(rb"\b%s\b" % re.escape(name.encode())).search(text, column)
    assert found, (name, text)
    return line, found.start(), name
