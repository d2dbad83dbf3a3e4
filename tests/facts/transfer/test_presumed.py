"""What the parameters of a function that nobody calls turn out to be, by their use."""

from __future__ import annotations

import pytest

from facts.seen import events

HEAD = "import torch\nfrom torch import nn\nnet_of_file = nn.Linear(2, 2)\n"
LOOP = "    for x, y in loader:\n        out = {call}(x)\n"


@pytest.mark.parametrize(
    ("code", "predicts"),
    [
        ("def f(net, loader):\n    net.eval()\n" + LOOP.format(call="net"), "D1 column=part 0"),
        ("def f(model, loader):\n" + LOOP.format(call="model"), "D1 column=part 0"),
        ("def f(loader):\n" + LOOP.format(call="net_of_file"), "D1 column=part 0"),
        ("def f(model, loader):\n    for i, (x, y) in enumerate(loader):\n        model(x)", "D1 column=part 0"),
        # A function that is handed in, and what is not iterated in parts.
        ("def f(load, loader):\n" + LOOP.format(call="load"), None),
        ("def f(model, rows):\n    for x in rows:\n        model(x)", "fitted@?"),
        # Called: the caller knows better.
        ("def f(model, loader):\n" + LOOP.format(call="model") + "f(print, [])", None),
    ],
)
def test_networks_and_loaders(code: str, predicts: str | None) -> None:
    found = events(code, "Predict", HEAD)
    assert bool(found) == (predicts is not None)
    assert predicts is None or predicts in found[0]


def test_without_torch_nothing_is_presumed() -> None:
    assert events("def f(model, loader):\n" + LOOP.format(call="model"), "Predict", "import pandas\n") == []
