"""A seed that nobody must give is none."""

from __future__ import annotations

import pytest

from facts.seen import facts_of
from mlsmells.facts import Seed
from mlsmells.facts.analyses.seeding.optional_seeds import option_of

HEAD = "import argparse\nimport numpy as np\nparser = argparse.ArgumentParser()\n"
USED = "args = parser.parse_args()\nif args.seed is not None:\n    np.random.seed(args.seed)"
# name of the case: (program, the option)
OPTIONS: dict[str, tuple[str, str]] = {
    "no default": ("parser.add_argument('--seed', type=int)\n" + USED, "--seed"),
    "None": ("parser.add_argument('-s', '--seed', type=int, default=None)\n" + USED, "--seed"),
    "a number": ("parser.add_argument('--seed', type=int, default=1)\n" + USED, ""),
    "it must be given": ("parser.add_argument('--seed', type=int, required=True)\n" + USED, ""),
    "another option": (
        "parser.add_argument('--rows', type=int)\nparser.add_argument('--seed', default=3)\n" + USED,
        "",
    ),
    "filled in": (
        "parser.add_argument('--seed', type=int)\nargs = parser.parse_args()\n"
        "if args.seed is None:\n    args.seed = 4\nnp.random.seed(args.seed)",
        "",
    ),
    "by another name": (
        "parser.add_argument('--seed', type=int)\nargs = parser.parse_args()\nseed = args.seed\n"
        "if seed:\n    np.random.seed(seed)",
        "--seed",
    ),
    "a number in the code": ("parser.add_argument('--seed', type=int)\nnp.random.seed(3)", ""),
}


@pytest.mark.parametrize(("code", "option"), OPTIONS.values(), ids=OPTIONS)
def test_options(code: str, option: str) -> None:
    facts = facts_of(code, HEAD)
    assert [option_of(facts, seed) for seed in facts.of(Seed)] == [option]
