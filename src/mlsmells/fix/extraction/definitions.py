"""Which functions and classes of a notebook stand on their own, and why the others stay."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.fix.extraction.free_names import Used, used_by

if TYPE_CHECKING:
    from mlsmells.fix.extraction.kernel_names import Kernel
    from mlsmells.fix.units import Unit

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_BUILTIN = frozenset(dir(builtins)) | {"__annotations__"}
# They look at the module that they are called in, or change it.
_LOOKS_AROUND = frozenset("globals locals vars eval exec __name__ __file__ __doc__ __builtins__ __spec__".split())
_IPYTHON = {"display": "from IPython.display import display"}
# Decorators and other calls of a definition that only make something, and what they may be of.
_PURE = frozenset(
    "staticmethod classmethod property dataclass field lru_cache cache cached_property wraps total_ordering "
    "contextmanager abstractmethod overload jit njit no_grad inference_mode function singledispatch namedtuple "
    "float int str tuple frozenset range compile TypeVar NewType setter getter deleter partial vectorize".split()
)
_MUTATES = frozenset("append extend insert remove pop clear update setdefault add discard popitem".split())
_EXPORTED = regex(r"^#\s*(?:\||export\b|exports\b|default_exp\b)", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Found:
    """A definition of a cell. ``why`` it stays; "" if it moves. ``lines``: rows of the cell's text that it takes."""

    unit: Unit
    node: Definition
    used: Used
    rows: range
    why: str = ""

    @property
    def name(self) -> str:
        """Of the function or class."""
        return self.node.name

    @property
    def cell(self) -> int:
        """Counted over all cells."""
        return self.unit.cell or 0

    @property
    def text(self) -> str:
        """As it is written, with the comments right above it."""
        return "\n".join(_lines(self.unit.text)[self.rows.start : self.rows.stop])


def definitions(kernel: Kernel) -> list[Found]:
    """All of them, in order."""
    found = [_found(unit, node) for unit in kernel.units for node in unit.tree.body if isinstance(node, Definition)]
    known = {each.name: each for each in found}
    for each in found:
        each.why = next(_reasons(each, kernel, known), "")
    while [each for each in found if _follows(each, known, kernel)]:
        pass  # what uses one that stays, stays
    return found


def _follows(found: Found, known: dict[str, Found], kernel: Kernel) -> bool:
    """Whether it stays because of others."""
    if found.why:
        return False
    staying = next((name for name in sorted(found.used.names) if name in known and known[name].why), "")
    if staying:
        found.why = f"it uses {staying}, which stays"
        return True
    first = min([each.cell for each in known.values() if not each.why or each is found] + kernel.imports_module)
    for name in sorted(found.used.names):
        made = [cell for cell in kernel.installs if first <= cell <= kernel.first_cell(name)]
        if made and kernel.imported(name):  # the module is imported in the first of their cells
            found.why = f"it uses {name}, which cell {made[0]} makes importable"
    return bool(found.why)


def _found(unit: Unit, node: Definition) -> Found:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
    last = node.end_lineno or node.lineno
    lines = _lines(unit.text)
    while first and lines[first - 1].startswith("#") and first - 1 not in unit.frozen:
        first -= 1
    own = "\n".join(_lines(unit.code)[first:last])
    return Found(unit, node, used_by(own, node.name), range(first, last))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _reasons(found: Found, kernel: Kernel, known: dict[str, Found]) -> Iterator[str]:
    """Why it stays, the plainest first."""
    yield from _of_the_cell(found, kernel)
    for name in sorted(found.used.changed):
        yield f"it changes {name}, a variable of the notebook"
    yield from _of_state(found, kernel)
    yield from _when_defined(found)
    for name in sorted((found.used.names | (found.used.perhaps & set(kernel.bound))) - set(known)):
        yield from _of_name(name, found, kernel)


def _of_the_cell(found: Found, kernel: Kernel) -> Iterator[str]:
    rows = set(found.rows)
    if kernel.moves:
        yield f"cell {kernel.moves} changes the folder, where a module would be looked for"
    if found.unit.text.startswith("%%") or rows & found.unit.frozen:
        yield "a magic stands there"
    if len(kernel.bound[found.name]) > 1 or found.name in kernel.globals:
        other = next((bound for bound in kernel.bound[found.name] if bound.statement is not found.node), None)
        yield f"{found.name} is bound again" + (f" in cell {other.cell}" if other is not None else "")
    if found.name in kernel.unread:
        yield f"{found.name} stands in a magic, or in a cell that cannot be read"
    if _EXPORTED.search(found.unit.text):
        yield "its cell is exported by a directive"
    if found.name.startswith("_") and found.name.strip("_") == "":
        yield "its name is one of the shell's"


def _of_state(found: Found, kernel: Kernel) -> Iterator[str]:
    """What it keeps from call to call, which running its cell again would begin anew."""
    for unit in kernel.units:
        for node in ast.walk(unit.tree):
            match node:
                case ast.Attribute(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()) if name == found.name:
                    yield f"cell {unit.cell} changes {name}.{node.attr}"
    for function in (node for node in ast.walk(found.node) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
        for name in _kept_defaults(function):
            if any(_changes(name, node) for node in ast.walk(function)):
                yield f"its default {name} keeps what is put into it"


def _kept_defaults(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    arguments = [*function.args.posonlyargs, *function.args.args]
    given = function.args.defaults
    pairs: list[tuple[ast.arg, ast.expr | None]] = [*zip(arguments[len(arguments) - len(given) :], given, strict=True)]
    pairs += zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    for argument, value in pairs:
        if value is not None and not isinstance(value, ast.Constant | ast.Tuple | ast.UnaryOp):
            yield argument.arg


def _changes(name: str, node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=own), attr=method)):
            return own == name and method in _MUTATES
        case (
            ast.Subscript(value=ast.Name(id=own), ctx=ast.Store() | ast.Del()) | ast.AugAssign(target=ast.Name(id=own))
        ):
            return own == name
    return False


def _of_name(name: str, found: Found, kernel: Kernel) -> Iterator[str]:
    if name in _LOOKS_AROUND:
        yield f"it uses {name}, which is another one in a module"
    if name in kernel.globals:
        yield f"it uses {name}, a variable of the notebook"
    if name in kernel.bound:
        line = kernel.imported(name)
        if not line and any(_imports(bound.statement, name) for bound in kernel.bound[name]):
            yield f"it uses {name}, which the notebook imports or binds in several ways"
        elif not line:
            yield f"it uses {name}, a variable of the notebook"
        elif kernel.first_cell(name) > found.cell:
            yield f"it uses {name}, which is imported further down"
    elif name not in _BUILTIN and name not in _IPYTHON:
        origin = f" (from {kernel.star} import *?)" if kernel.star else ""
        yield f"where {name} comes from is not written in the notebook{origin}"


def _imports(statement: ast.stmt, name: str) -> bool:
    aliases = (node for node in ast.walk(statement) if isinstance(node, ast.alias))
    return any((alias.asname or alias.name.partition(".")[0]) == name for alias in aliases)


def _when_defined(found: Found) -> Iterator[str]:
    """Calls that run when it is defined: they would run once, and where the module is imported first."""
    for node in _run_at_once(found.node):
        called = node.func if isinstance(node, ast.Call) else node
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if name not in _PURE:
            yield f"it calls {ast.unparse(called)} when it is defined"


def _run_at_once(node: ast.stmt) -> Iterator[ast.expr]:
    """Decorators, and the calls in defaults and in the body of a class."""
    for decorator in getattr(node, "decorator_list", ()):
        if not isinstance(decorator, ast.Call):
            yield decorator
    match node:
        case (
            ast.FunctionDef(args=args, decorator_list=decorators)
            | ast.AsyncFunctionDef(args=args, decorator_list=decorators)
        ):
            heads: list[ast.AST] = [*decorators, args]
        case ast.ClassDef(decorator_list=decorators, bases=bases, keywords=keywords, body=body):
            heads = [*decorators, *bases, *keywords]
            for inner in body:
                if isinstance(inner, Definition):
                    yield from _run_at_once(inner)
                else:
                    heads.append(inner)
        case _:
            return
    for head in heads:
        yield from _calls(head)


def _calls(node: ast.AST) -> Iterator[ast.expr]:
    """Calls in the expression, not those in a lambda."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _calls(child)


def import_lines(moved: list[Found], kernel: Kernel) -> list[str]:
    """The imports that they need, each once."""
    names = {name for each in moved for name in each.used.names} - {each.name for each in moved}
    lines = {line for name in names for line in kernel.imported(name).split("\n") if line}
    return sorted(lines | {line for name, line in _IPYTHON.items() if name in names and name not in kernel.bound})
