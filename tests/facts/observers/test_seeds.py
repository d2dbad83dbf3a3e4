"""Seeds of global generators, and draws from them."""

from __future__ import annotations

import pytest

from facts.seen import facts_of
from mlsmells.facts.domain.events import Rng, Seed

HEAD = "import random\nimport numpy as np\nimport torch\nfrom sklearn.ensemble import RandomForestClassifier\n"
# name of the case: (program, the generators that are seeded)
SEEDED: dict[str, tuple[str, set[str]]] = {
    "numpy": ("np.random.seed(0)", {"numpy"}),
    "python": ("random.seed(0)", {"python"}),
    "torch": ("torch.manual_seed(0)", {"torch"}),
    "a function of the file": ("def seed(n):\n    np.random.seed(n)\nseed(0)", {"numpy"}),
    "a generator of its own": ("rng = np.random.default_rng(0)", set()),
    "a state": ("np.random.set_state(read_state())", {"numpy"}),
    "a function of another module may seed any": ("from helpers import set_seed\nset_seed(0)", {"*"}),
}


@pytest.mark.parametrize(("code", "libs"), SEEDED.values(), ids=SEEDED)
def test_seeds(code: str, libs: set[str]) -> None:
    assert {lib for event in facts_of(code, HEAD).of(Seed) for lib in event.libs} == libs


# name of the case: (program, the global generators that are drawn from)
DRAWS: dict[str, tuple[str, set[str]]] = {
    "numpy": ("np.random.rand(3)", {"numpy"}),
    "python": ("random.choice([1, 2])", {"python"}),
    "a module": ("torch.nn.Linear(2, 1)", {"torch"}),
    "a generator of its own": ("np.random.default_rng(0).random(3)", set()),
}


@pytest.mark.parametrize(("code", "libs"), DRAWS.values(), ids=DRAWS)
def test_draws(code: str, libs: set[str]) -> None:
    assert {event.lib for event in facts_of(code, HEAD).of(Rng) if not event.own} == libs
