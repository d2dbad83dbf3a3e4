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


# A class of settings, an option that takes the place of one of them, and what the program is seeded with.
SETTINGS = """import argparse
import numpy as np
class Settings:
{settings}
def train(config):
    if config.rows or args.seed is not None:
        np.random.seed({given})
parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int)
args = parser.parse_args()
config = read(args.config)
if args.seed is not None:
    config = replace(config, seed=args.seed)
train({held})
"""
FIELD, BLANK = "    seed: int = 0", "    seed: int | None = None"
INIT = "    def __init__(self, rows, *, seed: int = 0):\n        self.seed = seed"


@pytest.mark.parametrize(
    ("settings", "given", "held", "option"),
    [
        (FIELD, "config.seed", "config", ""),
        (INIT, "config.seed", "config", ""),
        (FIELD, "seed=config.seed", "config", ""),
        (BLANK, "config.seed", "config", "--seed"),
        ("    rows: int = 0", "config.seed", "config", "--seed"),
        (FIELD, "args.seed", "config", "--seed"),
    ],
)
def test_settings_that_begin_with_a_number(settings: str, given: str, held: str, option: str) -> None:
    facts = facts_of(SETTINGS.format(settings=settings, given=given, held=held))
    assert {option_of(facts, seed) for seed in facts.everywhere(Seed)} == {option}
