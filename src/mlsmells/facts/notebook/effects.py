"""What a cell needs from the cells above it, and what it leaves for those below: without running anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.notebook.binds import FunctionNode, bound_names
from mlsmells.facts.notebook.names import is_timed
from mlsmells.facts.notebook.scopes import Scopes
from mlsmells.facts.notebook.weight import acts, bound_again, derived, weighs
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.sources.document import Source

_IMPORTS = (ast.Import, ast.ImportFrom)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# Methods that change what stands before the dot.
_CHANGING = frozenset(
    "append extend insert pop popitem remove update add discard clear sort reverse setdefault fit fit_transform "
    "partial_fit fit_generator compile load_state_dict load_weights add_layer".split()
)
# Other types and forms of the same values: nobody can tell how often such a cell ran.
_CONVERSIONS = frozenset(
    "to_datetime to_numeric astype asarray array from_numpy tensor as_tensor float int str list tuple set dict "
    "DataFrame Series copy convert_dtypes infer_objects squeeze ravel flatten tolist to_list to_numpy to_frame strip "
    "lower upper".split()
)
_LOOKS = frozenset("head tail sample info describe type len print display dir help shape keys to_string".split())


class Effects(NamedTuple):
    """``needs``: names read that the cell does not give itself. ``sets``: bound anew; ``changes``: in place.

    Imports are neither: to import again changes nothing, and settings of a module are no data. ``converts``:
    names that only get another form of what there is. ``looks``: the cell only shows what is there.
    ``again``: names that every run of the cell binds to the same. ``weighs``: it fits, scores or writes;
    ``acts``: it calls a function of the notebook that may change something.
    ``derived``: by name that the cell works out from others, those.
    """

    needs: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    converts: frozenset[str] = frozenset()
    looks: bool = False
    again: frozenset[str] = frozenset()
    weighs: bool = False
    acts: bool = False
    derived: Mapping[str, frozenset[str]] = MappingProxyType({})

    def touches(self, name: str) -> bool:
        """The name stands for something else after the cell."""
        return name in self.sets or name in self.changes


_NONE = Effects()


class CellEffects(dict[int, Effects]):
    """By cell index, worked out for the cells that are asked for; none for a cell that does not parse."""

    def __init__(self, source: Source) -> None:
        self.code = source.code
        self.bodies: dict[int, list[ast.stmt]] = {}
        for statement in source.tree.body if source.tree is not None else ():
            cell = source.cell_at(statement.lineno)
            if cell is not None:
                self.bodies.setdefault(cell.index, []).append(statement)
        top = [statement for body in self.bodies.values() for statement in body]
        self.functions = {s.name: s for s in top if isinstance(s, _DEFINITIONS)}
        self.modules = bound_names((s for s in top if isinstance(s, _IMPORTS)), source.code)
        self.timed = {cell.index for cell in source.cells if is_timed(cell)}

    def __missing__(self, cell: int) -> Effects:
        body = self.bodies.get(cell)
        found = _of_cell(body, self.code, self.functions, self.modules) if body else _NONE
        if cell in self.timed:  # only what it changes in place is there afterwards
            empty = frozenset[str]()
            found = found._replace(sets=empty, changes=found.changes - found.sets, again=empty, derived={})
        self[cell] = found
        return found


def _of_cell(
    body: list[ast.stmt], code: str, functions: Mapping[str, FunctionNode | ast.ClassDef], modules: set[str]
) -> Effects:
    kernel = Scopes(code)
    kernel.functions |= functions
    kernel.run(body)  # in an empty kernel everything from outside is missing
    needs = frozenset(missing.name for missing in kernel.take())
    sets = bound_names((s for s in body if not isinstance(s, _IMPORTS)), code)
    changes = frozenset(_changed(body)) - modules
    own = _converted(body)
    converts = frozenset(own - _otherwise(body, own))
    return Effects(
        needs,
        frozenset(sets),
        changes,
        converts,
        looks=all(map(_is_look, body)),
        again=frozenset(bound_again(body)) - changes,
        weighs=weighs(body, needs),
        acts=acts(body, functions),
        derived=derived(body, needs - changes),
    )


def _changed(body: Iterable[ast.stmt]) -> Iterator[str]:
    """``df["a"] = …``, ``df.a = …``, ``del df["a"]``, ``x += 1``, ``rows.append(…)``, ``df.drop(…, inplace=True)``."""
    for statement in body:
        if isinstance(statement, _DEFINITIONS):
            continue
        for node in every_node(statement):
            if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
                yield from _base(node)
            elif isinstance(node, ast.AugAssign):
                yield from _base(node.target)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in _CHANGING or any(k.arg == "inplace" for k in node.keywords):
                    yield from _base(node.func.value)


def _base(node: ast.expr) -> Iterator[str]:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def _converted(body: Iterable[ast.stmt]) -> set[str]:
    """Names that conversions are bound to."""
    return {name for statement in body if _is_conversion(statement) for name in _targets(statement)}


def _otherwise(body: Iterable[ast.stmt], names: set[str]) -> set[str]:
    """Those of the names that another statement sets or changes as well."""
    rest = [statement for statement in body if not _is_conversion(statement) and not isinstance(statement, _IMPORTS)]
    return names & (bound_names(rest, "") | set(_changed(rest)))


def _is_look(statement: ast.stmt) -> bool:
    """``df``, ``df.shape``, ``df.head()``, ``print(df.columns)``, ``type(x)``: nothing is computed."""
    if not isinstance(statement, ast.Expr):
        return isinstance(statement, (*_IMPORTS, ast.Pass))
    node: ast.AST = statement.value
    while not isinstance(node, (ast.Name, ast.Constant)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name not in _LOOKS:
                return False
            node = function.value if isinstance(function, ast.Attribute) else next(iter(node.args), ast.Constant(None))
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        else:
            return False
    return True


def _targets(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else ()
    return {name for target in targets for name in _base(target)}


def _is_conversion(statement: ast.stmt) -> bool:
    """``df["d"] = pd.to_datetime(df["d"])``, ``X = df[columns].values``: nothing but another type or form."""
    if not isinstance(statement, ast.Assign):
        return False
    value, converted = statement.value, False
    while isinstance(value, (ast.Call, ast.Attribute)):
        if isinstance(value, ast.Attribute):
            if value.attr not in ("values", "str", "T"):
                break
            value, converted = value.value, True
            continue
        function = value.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name not in _CONVERSIONS:
            return False
        # ``pd.to_datetime(x)`` and ``list(x)`` convert what they are given, ``x.astype(int)`` what it stands behind.
        given = isinstance(function, ast.Name) or name in _OF_MODULES
        if given and not value.args:
            return False
        value = value.args[0] if given else function.value  # type: ignore[attr-defined]
        converted = True
    while isinstance(value, (ast.Subscript, ast.Attribute)):
        value = value.value
    return converted and isinstance(value, ast.Name)


_OF_MODULES = frozenset("to_datetime to_numeric asarray array from_numpy tensor as_tensor DataFrame Series".split())
