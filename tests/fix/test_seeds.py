"""The seed a fix inserts: the file's own constant, else the configured number."""

from __future__ import annotations

import pytest

from mlsmells.core import AddKeyword, InsertBefore, Span

from .toys import mend

CONSTANT = {
    "none": ("f(a)\n", "7"),
    "before": ("SEED = 3\nf(a)\n", "SEED"),
    "annotated": ("RANDOM_STATE: int = 3\nf(a)\n", "RANDOM_STATE"),
    "lower case": ("seed = 3\nf(a)\n", "seed"),
    "first by preference": ("seed = 3\nSEED = 4\nf(a)\n", "SEED"),
    "inside a function": ("RANDOM_SEED = 3\ndef g(x):\n    f(a)\n", "RANDOM_SEED"),
    "below": ("f(a)\nSEED = 3\n", "7"),
    "below the function": ("def g():\n    f(a)\nSEED = 3\n", "7"),
    "no number": ("SEED = None\nf(a)\n", "7"),
    "a truth value": ("SEED = True\nf(a)\n", "7"),
    "computed": ("SEED = time()\nf(a)\n", "7"),
    "bound again to something else": ("seed = 3\nfor seed in x:\n    f(a)\n", "7"),
    "bound in a branch": ("if x:\n    SEED = 3\nf(a)\n", "7"),
    "parameter of that name": ("seed = 3\ndef g(seed=None):\n    f(a)\n", "7"),
    "local of that name": ("seed = 3\ndef g():\n    seed = x\n    f(a)\n", "7"),
    "parameter of another function": ("seed = 3\ndef g(seed): pass\nf(a)\n", "seed"),
    "lambda": ("seed = 3\nlambda seed: f(a)\n", "7"),
    "imported": ("from x import SEED\nf(a)\n", "7"),
}


@pytest.mark.parametrize(("before", "value"), CONSTANT.values(), ids=CONSTANT)
def test_seed(before: str, value: str) -> None:
    result = mend(before, lambda at: AddKeyword(at("f(a)"), "k", "{seed}"), seed=7)
    assert result.text == before.replace("f(a)", f"f(a, k={value})")


def test_the_placeholder_may_be_part_of_the_value() -> None:
    result = mend("é = 1\nf(a)\n", lambda at: AddKeyword(at("f(a)"), "k", "g('é', {seed}, f'{seed}')"), seed=7)
    assert result.text == "é = 1\nf(a, k=g('é', 7, f'{seed}'))\n"


def test_a_block_for_the_whole_file_goes_below_the_imports() -> None:
    before = '"""Doc."""\n\nimport random\n\nx = f()\n'
    block = "random.seed({seed})\nnp.random.seed({seed})"
    result = mend(before, lambda at: InsertBefore(Span(1, 0, 1, 0), block), seed=7)
    assert result.text == before.replace("random\n", "random\nrandom.seed(7)\nnp.random.seed(7)\n")
