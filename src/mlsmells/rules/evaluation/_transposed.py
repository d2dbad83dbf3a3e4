"""Where a confusion matrix of exchanged arguments is turned again: what is printed in the end is right."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mlsmells.core import regex
from mlsmells.facts import Facts

_TURNS = {"T", "transpose"}
_FLAT = {"ravel", "flatten", "reshape"}
# The four cells as they are called: false positives and false negatives.
_FALSE_POSITIVE = regex(r"(?i)(?:^|_)(?:fp|false_?pos\w*)\d*(?:_|$)")
_FALSE_NEGATIVE = regex(r"(?i)(?:^|_)(?:fn|false_?neg\w*)\d*(?:_|$)")


def turned_again(facts: Facts, calls: Iterable[ast.AST]) -> set[ast.AST]:
    """Those of the calls that stand in ``call.T``, or are unpacked as ``tn, fn, fp, tp = call.ravel()``."""
    wanted = set(calls)
    found: set[ast.AST] = set()
    for node in facts.nodes if wanted else ():
        match node:
            case ast.Attribute(value=held, attr=name) if name in _TURNS and held in wanted:
                found.add(held)
            case ast.Call(func=ast.Attribute(attr="transpose"), args=[held, *_]) if held in wanted:
                found.add(held)
            case ast.Assign(
                targets=[ast.Tuple(elts=[_, ast.Name(id=second), ast.Name(id=third), _])],
                value=ast.Call(func=ast.Attribute(value=held, attr=name)),
            ) if name in _FLAT and held in wanted:
                if _FALSE_NEGATIVE.search(second) and _FALSE_POSITIVE.search(third):
                    found.add(held)
    return found
