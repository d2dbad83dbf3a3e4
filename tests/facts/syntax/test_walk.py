"""The walk over all nodes of a tree, and what is recognised by its form."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.syntax.walk import every_node, is_main_guard

MARKERS = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)
CODE = """
import os.path as p, sys
from a import *
@decorated(x=1)
def f(a, /, b: int = 2, *c, d=3, e, **g) -> str:
    global h
    try:
        yield -a ** b, {**g, "k": (lambda q: q)(d)}
    except (OSError, ValueError) as error:
        raise error from None
    else:
        del a[1:2, ...]
    finally:
        return f"{a!r:>{b}}"
class C(Base, metaclass=M):
    x: int
    async def m(self):
        async with open(self) as s, t:
            await s
        async for i in j:
            k[i] += [l async for l in o if not l if l in (1, 2)]
match x:
    case {"k": [1, *rest], **others} | C(a, b=None) as whole if rest:
        while (n := f()) < 3 <= n and n:
            continue
    case _:
        assert True, {z: y for z, y in {1}}
"""


def test_every_node_leaves_out_nothing_but_contexts_and_operators() -> None:
    tree = ast.parse(CODE)
    expected = [node for node in ast.walk(tree) if not isinstance(node, MARKERS)]
    assert every_node(tree) == expected
    assert every_node(None) == []


GUARDS = {
    'if __name__ == "__main__": pass': True,
    'if "__main__" == __name__: pass': True,
    'if __name__ == "__main__" and ready: pass': True,
    "if name == '__main__': pass": False,
    "if ready:\n    if __name__ == '__main__': pass": False,
    "while __name__ == '__main__': pass": False,
}


@pytest.mark.parametrize(("code", "expected"), GUARDS.items())
def test_main_guards(code: str, expected: bool) -> None:
    assert is_main_guard(ast.parse(code).body[0]) is expected
