"""Networks and loaders of which only is known what the file does with them."""

from __future__ import annotations

import pytest

from facts.seen import facts_of
from mlsmells.facts import Metric, Predict

HEAD = "import torch\nfrom torch import nn\nfrom nets import build, loaders\n"
LOOP = "correct = 0\nfor x, y in {}:\n    correct += (net(x).argmax(1) == y).sum().item()\n"

# name of the case: (code, how many predictions it makes, whether they are scored)
NETWORKS: dict[str, tuple[str, int, bool]] = {
    "it has a mode": ("net = build()\nnet.eval()\n" + LOOP.format("test_loader"), 1, True),
    "it has weights": ("net = build()\ntorch.optim.SGD(net.parameters())\n" + LOOP.format("test_loader"), 1, True),
    "of an instance": (
        "class T:\n    def __init__(self, model):\n        self.model = model\n    def score(self, loader):\n"
        "        self.model.eval()\n        for x, y in loader:\n            print((self.model(x) == y).sum())\n",
        1, True,
    ),
    "moved on the way": ("net = build().to('cuda')\nnet.eval()\n" + LOOP.format("test_loader"), 1, True),
    "the loader is counted": (
        "net = build()\nnet.eval()\ntrain, test = loaders()\nfor i, (x, y) in enumerate(test):\n"
        "    print((net(x) == y).sum())\n", 1, True,
    ),
    "nothing says that it is one": ("net = build()\n" + LOOP.format("test_loader"), 0, False),
    "a table evaluates": ("df = build()\ndf.eval('a + b')\nprint(df.mean())\n", 0, False),
    "a function is called": ("run = build()\nfor x, y in pairs:\n    print(run(x) == y)\n", 0, False),
}  # fmt: skip


@pytest.mark.parametrize(("code", "count", "scored"), NETWORKS.values(), ids=NETWORKS)
def test_networks(code: str, count: int, scored: bool) -> None:
    facts = facts_of(HEAD + "train_loader, test_loader = loaders()\n" + code)
    assert len({id(p.node) for p in facts.of(Predict)}) == count
    assert any(m.predictions for m in facts.of(Metric)) == scored


def test_one_value_is_one_network() -> None:
    code = "net = build()\nnet.train()\nfor x, y in train_loader:\n    net(x)\n" + LOOP.format("test_loader")
    facts = facts_of(HEAD + "train_loader, test_loader = loaders()\n" + code)
    assert len({p.obj for p in facts.of(Predict)}) == 1
    assert len({p.X.rows for p in facts.of(Predict) if p.X is not None}) == 2
