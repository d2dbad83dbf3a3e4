"""How much a cell weighs that ran out of order: what it leaves, and whether it only did again what was done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node, variable
from mlsmells.facts.syntax.words import words_of

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# A fit, a score, or a file that stays.
_WEIGHS = regex(
    r"^(?:fit\w*|partial_fit|predict\w*|score|evaluate\w*|train\w*|backward|cross_val\w*|accuracy|minimize|submit\w*"
    r"|to_(?:csv|excel|parquet|pickle|json|sql|feather|hdf)|save(?!fig)\w*|savez|dump)$"
    r"|_(?:score|error|loss|report|matrix)$"
)
_DRAWS = regex(
    r"plot|hist|scatter|bar$|heatmap|imshow|^show(?:$|_)|figure|savefig|draw|wordcloud|display|matrix$|visuali[sz]e"
    r"|^preview",
    re.I,
)
_SCORES = frozenset(
    "score scores accuracy acc auc f1 precision recall rmse rmsle mae mse mape r2 loss losses metric metrics "
    "result results".split()
)
_READS = regex(r"^(?:read_\w+|getenv|load_(?:data|dataset|iris|digits|boston|wine)|loadtxt|genfromtxt)$")


def weighs(body: Iterable[ast.stmt], names: Iterable[str]) -> bool:
    """The cell fits, scores or writes, or shows one of ``names`` (read from outside) that says it is a score."""
    called = set(_called(body))
    if any(_WEIGHS.search(name) for name in called):
        return True
    return not draws(called) and any(_SCORES & words_of(name) for name in names)


def draws(called: Iterable[str]) -> bool:
    """One of the functions makes a picture."""
    return any(_DRAWS.search(name) for name in called)


def acts(body: Iterable[ast.stmt], functions: Iterable[str]) -> bool:
    """The cell calls a function of the notebook for what it does: it may change what it is given."""
    own = set(functions)
    for statement in body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            name = called_as(statement.value.func)
            if name in own and not _DRAWS.search(name):
                return True
    return False


# Another value each time, or one that depends on what ran before.
_VARIES = regex(r"rand|shuffle|sample|choice|split|now|today|time|input|fit|train|next|pop", re.IGNORECASE)


def derived(body: list[ast.stmt], outside: Iterable[str]) -> dict[str, frozenset[str]]:
    """By name that a cell of one statement, with no setting in it, works out from names of others: those names."""
    if len(body) != 1 or not isinstance(body[0], ast.Assign) or any(map(_VARIES.search, _called(body))):
        return {}
    if any(map(_is_setting, every_node(body[0].value))):
        return {}
    used = {node.id for node in every_node(body[0].value) if isinstance(node, ast.Name)}
    names = {target.id for target in body[0].targets if isinstance(target, ast.Name)}
    return dict.fromkeys(names, frozenset(used)) if used & set(outside) and not used & names else {}


def _is_setting(node: ast.AST) -> bool:
    """A number or a dictionary that is written there: such a cell is changed and run again."""
    return isinstance(node, ast.Dict) or (isinstance(node, ast.Constant) and isinstance(node.value, (int, float)))


def _called(body: Iterable[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if not isinstance(statement, _DEFINITIONS):
            yield from (called_as(node.func) for node in every_node(statement) if isinstance(node, ast.Call))


def bound_again(body: list[ast.stmt]) -> set[str]:
    """Names that get the same again whenever the cell runs.

    Those of functions and classes, of files that are only read and of the environment; and of constants beside imports,
    which stand in a cell that runs at every start. A constant in a cell of its own is changed and run again.
    """
    first = any(isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in body)
    again: set[str] = set()
    other: set[str] = set()
    for statement in body:
        if isinstance(statement, _DEFINITIONS):
            again.add(statement.name)
        elif isinstance(statement, ast.Assign):
            same = _is_read(statement.value) or (first and _is_constant(statement.value))
            (again if same else other).update(variable(target) for target in statement.targets)
    return again - other - {""}


def _is_read(value: ast.expr) -> bool:
    """``pd.read_csv(path + "a.csv")``, ``os.getenv("A")``, ``os.environ["A"]``."""
    if isinstance(value, ast.Subscript):
        return called_as(value.value) == "environ"
    if not isinstance(value, ast.Call):
        return False
    environment = isinstance(value.func, ast.Attribute) and called_as(value.func.value) == "environ"
    return environment or _READS.search(called_as(value.func)) is not None


def _is_constant(value: ast.expr) -> bool:
    with suppress(ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        ast.literal_eval(value)
        return True
    return False
