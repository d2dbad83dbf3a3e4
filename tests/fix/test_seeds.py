"""The seed a fix inserts: the file's own constant, else the configured number."""

from __future__ import annotations

import re

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
    "a loop over seeds": ("seed = 3\nfor seed in x:\n    f(a)\n", "seed"),
    "bound again to something else": ("seed = 3\nseed = x\nf(a)\n", "7"),
    "bound in a branch": ("if x:\n    SEED = 3\nf(a)\n", "7"),
    "parameter of that name": ("seed = 3\ndef g(seed=None):\n    f(a)\n", "seed"),
    "local of that name": ("seed = 3\ndef g():\n    seed = x\n    f(a)\n", "7"),
    "parameter of another function": ("seed = 3\ndef g(seed): pass\nf(a)\n", "seed"),
    "imported": ("from x import SEED\nf(a)\n", "SEED"),
    "the number of another call": ("g(random_state=3)\nf(a)\n", "3"),
    "the number of a seeded library": ("np.random.seed(3)\nf(a)\n", "3"),
    "a number in a dict of parameters": ("P = {'random_state': 3}\ng(**P)\nf(a)\n", "3"),
    "a name that seeds another call": ("s = 3\ng(random_state=s)\nf(a)\n", "s"),
    "an entry of a configuration": ("import config\ng(random_state=config.S)\nf(a)\n", "config.S"),
    "an entry of a dict": ("c = load()\ng(random_state=c['s'])\nf(a)\n", "c['s']"),
    "an entry of an argument": ("def h(c):\n    g(random_state=c.s)\n    f(a)\n", "c.s"),
    "an entry of another function's argument": ("def k(c):\n    g(random_state=c.s)\ndef h(c):\n    f(a)\n", "7"),
    "the command line": ("p.add_argument('--seed', default=3)\nargs = p.parse_args()\nf(a)\n", "args.seed"),
    "the command line without a number": ("p.add_argument('--seed')\nargs = p.parse_args()\nf(a)\n", "7"),
    "a counter": ("for rep in range(5):\n    f(a)\n", "7 + rep"),
    "a counter and a constant": ("SEED = 3\nfor rep in tqdm(range(5)):\n    f(a)\n", "SEED + rep"),
    "a counter in brackets": ("[f(a) for rep in range(5)]\n", "7 + rep"),
    "a loop over models": ("for model in models:\n    f(a)\n", "7"),
    "what a loop goes through": ("for i in range(f(a)):\n    pass\n", "7"),
    "a function that is called once": ("def g():\n    f(a)\ng()\n", "7"),
}


@pytest.mark.parametrize(("before", "value"), CONSTANT.values(), ids=CONSTANT)
def test_seed(before: str, value: str) -> None:
    result = mend(before, lambda at: AddKeyword(at("f(a)"), "k", "{seed}"), seed=7)
    assert result.text == before.replace("f(a)", f"f(a, k={value})")


# Places that run several times, each time for another result.
REPEATED = {
    "a loop without a counter": "for _ in range(5):\n    f(a)\n",
    "while": "while x:\n    f(a)\n",
    "a loop in a loop": "for i in range(5):\n    for j in range(3):\n        f(a)\n",
    "a function in a loop": "def g():\n    f(a)\nfor i in range(5):\n    g()\n",
    "a function in brackets": "def g():\n    f(a)\n[g() for _ in range(5)]\n",
    "a function behind another": "def g():\n    f(a)\ndef h():\n    return g()\n[h() for _ in x]\n",
    "a function that is called twice": "def g():\n    f(a)\ng()\ng()\n",
    "a function that is handed on": "def g():\n    f(a)\nrun(g)\n",
    "a method that is called twice": "class A:\n    def g(self):\n        f(a)\nm.g()\nn.g()\n",
    "a lambda": "g = lambda: f(a)\n",
}


@pytest.mark.parametrize("before", REPEATED.values(), ids=REPEATED)
def test_repetitions_stay_different(before: str) -> None:
    result = mend(before, lambda at: AddKeyword(at("f(a)"), "k", "{seed}"), seed=7)
    assert result.text is None
    assert re.search("would make .* the same|several times", result.skipped[0][1])


def test_the_placeholder_may_be_part_of_the_value() -> None:
    result = mend("é = 1\nf(a)\n", lambda at: AddKeyword(at("f(a)"), "k", "g('é', {seed}, f'{seed}')"), seed=7)
    assert result.text == "é = 1\nf(a, k=g('é', 7, f'{seed}'))\n"


def test_a_block_for_the_whole_file_goes_below_the_imports() -> None:
    before = '"""Doc."""\n\nimport random\n\nx = f()\n'
    block = "random.seed({seed})\nnp.random.seed({seed})"
    result = mend(before, lambda at: InsertBefore(Span(1, 0, 1, 0), block), seed=7)
    assert result.text == before.replace("random\n", "random\nrandom.seed(7)\nnp.random.seed(7)\n")


def test_a_block_before_a_loop_is_not_in_it() -> None:
    before = "for _ in range(5):\n    f(a)\n"
    result = mend(before, lambda at: InsertBefore(at("S:" + before[:-1]), "random.seed({seed})"), seed=7)
    assert result.text == "random.seed(7)\n" + before
