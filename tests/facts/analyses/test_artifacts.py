"""Files that hold models: whole networks, and pickles from outside."""

from __future__ import annotations

import pytest

from mlsmells.facts import artifacts, build
from mlsmells.sources import source_from_text

NETWORKS = {
    "a network": ("net = nn.Linear(2, 2)\ntorch.save(net, 'a.pt')", ["net"]),
    "its state": ("net = nn.Linear(2, 2)\ntorch.save(net.state_dict(), 'a.pt')", []),
    "both": ("net = nn.Linear(2, 2)\ntorch.save(net, 'a.pt')\ntorch.save(net.state_dict(), 'b.pt')", []),
    "a network by its use": ("def f(model):\n    model.eval()\n    torch.save(model, 'a.pt')", ["model"]),
    "anything": ("def f(thing):\n    torch.save(thing, 'a.pt')", []),
    "a tensor": ("x = torch.ones(2)\ntorch.save(x, 'a.pt')", []),
    "its state, kept": ("net = nn.Linear(2, 2)\nbest = net.state_dict()\ntorch.save(best, 'a.pt')", []),
    "its state, copied": (
        "import copy\nnet = nn.Linear(2, 2)\nbest = copy.deepcopy(net.state_dict())\ntorch.save(best, 'a.pt')",
        [],
    ),
    "its state, from a function": (
        "def train(net):\n    best = None\n    for i in range(3):\n        best = net.state_dict()\n    return best\n"
        "net = nn.Linear(2, 2)\nbest = train(net)\ntorch.save(best, 'a.pt')",
        [],
    ),
    "a network, from a function": (
        "def train(net):\n    first = net.state_dict()\n    net.eval()\n    return net\n"
        "best = train(nn.Linear(2, 2))\ntorch.save(best, 'a.pt')",
        ["best"],
    ),
    "a checkpoint": ("net = nn.Linear(2, 2)\ntorch.save({'net': net}, 'a.pt')", []),
}
LOADS = {
    "a pickle": ("urlretrieve(url, p)\n    return pickle.load(open(p, 'rb'))", ["downloaded"]),
    "through a file": (
        "urlretrieve(url, p)\n    with open(p, 'rb') as f:\n        return pickle.load(f)",
        ["downloaded"],
    ),
    "of the hub": ("p = hf_hub_download(url, 'a')\n    return joblib.load(p)", ["downloaded"]),
    "weights alone": ("p = hf_hub_download(url, 'a')\n    return torch.load(p, weights_only=True)", []),
    "all of it": ("p = hf_hub_download(url, 'a')\n    return torch.load(p, weights_only=False)", ["downloaded"]),
    "another file": ("urlretrieve(url, q)\n    return joblib.load(p)", []),
    "an own file": ("return joblib.load(p)", []),
    "with a checksum": ("urlretrieve(url, p)\n    check(hashlib.sha256(p))\n    return joblib.load(p)", []),
}


@pytest.mark.parametrize(("code", "expected"), NETWORKS.values(), ids=NETWORKS)
def test_whole_networks(code: str, expected: list[str]) -> None:
    facts = build(source_from_text(f"import torch\nfrom torch import nn\n{code}", "a.py"))
    assert [found.name for found in artifacts.whole_networks(facts)] == expected


@pytest.mark.parametrize(("body", "expected"), LOADS.values(), ids=LOADS)
def test_pickles_from_outside(body: str, expected: list[str]) -> None:
    code = f"import joblib, pickle, torch\ndef get(url, p, q):\n    {body}"
    facts = build(source_from_text(code, "a.py"))
    assert [found.how for found in artifacts.unpickled(facts)] == expected
