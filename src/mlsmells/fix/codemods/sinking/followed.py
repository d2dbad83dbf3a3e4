"""The rows that a network holds out for validation, followed from where they are prepared to its fit."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.blocks import Placed, stores
from mlsmells.fix.codemods.moving import put_behind
from mlsmells.fix.codemods.spelling import in_style
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit


RESAMPLES = frozenset({"fit_resample", "fit_sample"})


_PREPARES = frozenset({"fit_transform", "transform"})


_METHODS = frozenset({"reshape", "astype", "to_numpy", "toarray", "todense", "copy"})


_FUNCTIONS = frozenset({"DataFrame", "array", "asarray", "to_categorical", "expand_dims", "pad_sequences"})


@dataclass(slots=True)
class Watched:
    """The validation rows that go with each variable, the share of the rows they are, and what must be changed."""

    names: dict[str, str]
    share: str = ""
    splices: list[Splice] = field(default_factory=list)


def called(name: str) -> str:
    for word in ("train", "Train", "TRAIN"):
        if word in name:
            return name.replace(word, {"train": "val", "Train": "Val", "TRAIN": "VAL"}[word])
    return f"{name}_val"


def follow(after: list[Placed], names: dict[str, str]) -> Watched:
    """Go along with the rows until the last network that holds out a share of them. Raises Refused."""
    fits = [index for index, placed in enumerate(after) if network_fit(placed) is not None]
    watched = Watched(names)
    for placed in after[: fits[-1] + 1] if fits else ():
        fit = network_fit(placed)
        if fit is not None and not _is_one_of(fit, watched):
            continue
        if fit is not None:
            _fitted(fit, placed, watched)
        else:
            _prepared(placed, watched)
    return watched


def network_fit(placed: Placed) -> ast.Call | None:
    """``model.fit(X, y, validation_split=0.2)``."""
    match placed.node:
        case ast.Assign(value=call) | ast.Expr(value=call):
            match call:
                case ast.Call(func=ast.Attribute(attr="fit"), keywords=keywords):
                    if any(keyword.arg == "validation_split" for keyword in keywords):
                        return call
    return None


def two(fit: ast.Call) -> tuple[ast.expr, ast.expr]:
    named = {keyword.arg: keyword.value for keyword in fit.keywords}
    given = [*fit.args[:2], *(named[name] for name in ("x", "y") if name in named)]
    if len(given) != 2 or any(isinstance(each, ast.Starred) for each in given):
        raise Refused("the rows of the network have no names")
    return given[0], given[1]


def _is_one_of(fit: ast.Call, watched: Watched) -> bool:
    return any(isinstance(node, ast.Name) and node.id in watched.names for node in ast.walk(two(fit)[0]))


def _fitted(fit: ast.Call, placed: Placed, watched: Watched) -> None:
    unit = placed.unit
    texts = [_validation_text(given, unit, watched) for given in two(fit)]
    share = next(keyword for keyword in fit.keywords if keyword.arg == "validation_split")
    text = unit.segment(share.value)
    if not isinstance(share.value, ast.Constant) or (watched.share not in ("", text)):
        raise Refused(f"how many rows line {placed.line} holds out is not one number")
    if any(keyword.arg in ("sample_weight", "validation_data", None) for keyword in fit.keywords):
        raise Refused(f"line {placed.line} is told more of its rows")
    watched.share = text
    watched.splices.append(Splice(unit, *unit.extent(share), f"validation_data=({texts[0]}, {texts[1]})"))


def _validation_text(given: ast.expr, unit: Unit, watched: Watched) -> str:
    """``to_categorical(y_train)`` → ``to_categorical(y_val)``."""
    uses = [node for node in ast.walk(given) if isinstance(node, ast.Name) and node.id in watched.names]
    start, end = unit.extent(given)
    text = unit.code[start:end]
    if len({use.id for use in uses}) != 1 or "\n" in text:
        raise Refused(f"the rows at line {unit.span(given).line} have no name")
    for use in sorted(uses, key=unit.extent, reverse=True):
        first, last = unit.extent(use)
        text = text[: first - start] + watched.names[use.id] + text[last - start :]
    return text


def _is_row_by_row(value: ast.expr, rows: str) -> bool:
    """``pd.DataFrame(X, columns=names)``, ``X.values``, ``X.reshape(X.shape[0], 1, 8)``: the same for other rows."""
    match value:
        case ast.Name(id=name):
            return name == rows
        case ast.Attribute(value=inner, attr="values"):
            return _is_row_by_row(inner, rows)
        case ast.Call(func=ast.Attribute(value=inner, attr=name), args=args) if name in _METHODS:
            if _is_row_by_row(inner, rows):
                return name != "reshape" or _counts_rows(args, rows)
    if isinstance(value, ast.Call) and value.args:
        name = value.func.id if isinstance(value.func, ast.Name) else getattr(value.func, "attr", "")
        beside = [*value.args[1:], *(keyword.value for keyword in value.keywords)]
        uses = any(isinstance(node, ast.Name) and node.id == rows for each in beside for node in ast.walk(each))
        if name == "reshape":
            return _is_row_by_row(value.args[0], rows) and _counts_rows(value.args[1:], rows)
        return name in _FUNCTIONS and not uses and _is_row_by_row(value.args[0], rows)
    return False


def _counts_rows(shape: list[ast.expr], rows: str) -> bool:
    """The first number of the shape is that of the rows."""
    first = shape[0].elts[0] if shape and isinstance(shape[0], ast.Tuple) and shape[0].elts else (*shape, None)[0]
    return first is not None and ast.unparse(first) in ("-1", f"{rows}.shape[0]", f"len({rows})")


def _prepared(placed: Placed, watched: Watched) -> None:
    """A statement on the way: what it prepares is prepared of the validation rows as well."""
    match placed.node:
        case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=X), ast.Name(id=y)])], value=ast.Call() as call):
            given = [each.id for each in call.args if isinstance(each, ast.Name)]
            is_sampler = isinstance(call.func, ast.Attribute) and call.func.attr in RESAMPLES
            if is_sampler and len(given) == 2 and all(each in watched.names for each in given):
                watched.names.update({X: watched.names[given[0]], y: watched.names[given[1]]})
                return
        case ast.Assign(
            targets=[ast.Name(id=made)],
            value=ast.Call(func=ast.Attribute(value=receiver, attr=name), args=[ast.Name(id=rows), *_]),
        ) if rows in watched.names and name in _PREPARES and isinstance(receiver, ast.Name):
            watched.names[made] = watched.names[rows] if made == rows else called(made)
            line = f"{watched.names[made]} = {receiver.id}.transform({watched.names[rows]})"
            watched.splices += put_behind(placed, [in_style(line, placed.unit)])
            return
        case ast.Assign(targets=[ast.Name(id=made)], value=value):
            rows = next((name for name in watched.names if _is_row_by_row(value, name)), "")
            if rows:
                text = _validation_text(value, placed.unit, watched)
                watched.names[made] = watched.names[rows] if made == rows else called(made)
                watched.splices += put_behind(placed, [f"{watched.names[made]} = {text}"])
                return
    for name in [name for name in watched.names if stores(name, placed.node)]:
        del watched.names[name]
