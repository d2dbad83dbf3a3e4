"""Networks trained by hand: which passes are learned from, which score, in which mode; what networks give."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build, training
from mlsmells.facts.analyses.training.keras_models import compiled
from mlsmells.facts.analyses.training.layers import depends_on_mode
from mlsmells.facts.analyses.training.modes import switches
from mlsmells.facts.analyses.training.passes import is_evaluation, passes
from mlsmells.facts.domain.events import Metric
from mlsmells.sources import source_from_text

HEAD = "import torch\nfrom torch import nn\nfrom torch.nn import functional as F\nfrom models import Unknown\n"
LEARN = "loss = F.mse_loss(model(x), y)\n        opt.zero_grad()\n        loss.backward()\n        opt.step()"


def facts_of(code: str, head: str = HEAD) -> Facts:
    return build(source_from_text(head + code + "\n", "train.py"))


# Code → how each pass is used: learned from, evaluated, or neither.
PASSES = {
    "a step": (f"def f(model, opt, data):\n    for x, y in data:\n        {LEARN}", ["learned"]),
    "by a helper": (
        "def learn(model, opt, x, y):\n    opt.zero_grad()\n    F.mse_loss(model(x), y).backward()\n    opt.step()\n"
        "def f(model, opt, data):\n    for x, y in data:\n        learn(model, opt, x, y)",
        ["learned"],
    ),
    "held-out data": ("def f(model, val_loader):\n    for x in val_loader:\n        print(model(x))", ["evaluated"]),
    "held-out rows": ("def f(model, X_test):\n    return model(X_test)", ["evaluated"]),
    "a function's name": ("def evaluate(net, data):\n    return [net(x) for x in data]", ["evaluated"]),
    "scored without gradients": (
        "def f(model, data):\n    with torch.no_grad():\n        return [model(x).argmax(1) for x in data]",
        ["evaluated"],
    ),
    "nobody looks": ("def evaluate(model, data):\n    for x in data:\n        model(x)", [""]),
    "a teacher": (
        "def f(teacher, model, opt, data):\n    for x, _ in data:\n        with torch.no_grad():\n"
        f"            y = teacher(x).argmax(1)\n        {LEARN}",
        ["learned"],  # the teacher is not known to be a network
    ),
    "in a world": (
        "def test(policy, env):\n    state = env.reset()\n    while True:\n        state = env.step(policy(state))",
        [""],
    ),
    "a loss is no network": ("def f(criterion, out, test_y):\n    return criterion(out, test_y)", []),
}


@pytest.mark.parametrize(("code", "expected"), PASSES.values(), ids=PASSES)
def test_passes(code: str, expected: list[str]) -> None:
    facts = facts_of(code)
    used = {
        p.event.node: "learned" if p.learned else "evaluated" if is_evaluation(facts, p) else "" for p in passes(facts)
    }
    assert list(used.values()) == expected


SWITCHES = {
    "of a parameter": ("def f(model):\n    model.train()\n    model.eval()", ["train", "eval"]),
    "by an argument": ("def f(model):\n    model.train(False)\n    model.train(True)", ["eval", "train"]),
    "not known": ("def f(model, mode):\n    model.train(mode)", [""]),
    "of a layer": ("nn.Linear(1, 1).eval()", ["eval"]),
    "an expression of a table": ("def f(df):\n    df.eval('a + b')", []),
    "of an unknown class": ("net = Unknown()\nnet.eval()", ["eval"]),
    "of a class with an unknown base": ("class Net(Unknown): ...\nnet = Net()\nnet.eval()", ["eval"]),
}


@pytest.mark.parametrize(("code", "expected"), SWITCHES.values(), ids=SWITCHES)
def test_switches(code: str, expected: list[str]) -> None:
    assert [switch.mode for switch in switches(facts_of(code))] == expected


SAME = {
    "to a device": "def f(model):\n    model.train()\n    model = model.to('cuda')\n    model.eval()",
    "what eval gives": "def f(model):\n    model = model.eval()\n    model.train()",
    "through a helper": "def f(model):\n    model.train()\n    g(model)\ndef g(net):\n    net.eval()",
    "an attribute": (
        "class A:\n    def __init__(self, model):\n        self.model = model.cuda()\n    def a(self):\n"
        "        self.model.train()\n        self.b()\n    def b(self):\n        self.model.eval()"
    ),
    "wrapped": "net = nn.Linear(1, 1)\nboth = nn.DataParallel(net)\nnet.train()\nboth.eval()",
}


@pytest.mark.parametrize("code", SAME.values(), ids=SAME)
def test_one_and_the_same_network(code: str) -> None:
    assert len({id(switch.network) for switch in switches(facts_of(code))}) == 1


BY_MODE = {
    "a layer": ("nn.Linear(1, 1)", False),
    "dropout": ("nn.Dropout(0.1)", True),
    "layers in a row": ("nn.Sequential(nn.Linear(1, 1), nn.ReLU())", False),
    "with dropout": ("nn.Sequential(nn.Linear(1, 1), nn.Dropout())", True),
    "plain": ("Plain()", False),
    "through a part": ("Whole()", True),
}
CLASSES = """class Plain(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(1, 1)
class Part(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(1)
class Whole(nn.Module):
    def __init__(self):
        super().__init__()
        self.part = Part()
"""


@pytest.mark.parametrize(("made", "expected"), BY_MODE.values(), ids=BY_MODE)
def test_what_depends_on_the_mode(made: str, expected: bool) -> None:
    facts = facts_of(f"{CLASSES}net = {made}\nnet.eval()")
    assert depends_on_mode(facts, switches(facts)[0].network) is expected


# What a network's forward returns → the activation that the loss sees.
OUTPUTS = {
    "a function": ("return F.softmax(self.fc(x), 1)", "softmaxed"),
    "a method": ("return self.fc(x).sigmoid()", "sigmoided"),
    "a layer": ("return self.act(self.fc(x))", "softmaxed"),
    "a row of layers": ("return self.row(x)", "softmaxed"),
    "a variable": ("y = torch.softmax(x, 1)\n        return y.squeeze(1)", "softmaxed"),
    "logarithms": ("return F.log_softmax(x, 1)", "log-softmaxed"),
    "nothing": ("return self.fc(F.softmax(x, 1))", ""),
    "arithmetic": ("return F.softmax(x, 1) * x", ""),
    "under a condition": ("if self.ready:\n            x = F.softmax(x, 1)\n        return x", ""),
    "two ways": ("if self.training:\n            return x\n        return F.softmax(x, 1)", ""),
    "two values": ("return x, F.softmax(x, 1)", ""),
}
NET = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 3)
        self.act = nn.Softmax(dim=1)
        self.row = nn.Sequential(self.fc, nn.Softmax(dim=1))
    def forward(self, x):
        {body}
def f(x, y):
    return F.cross_entropy({made}(x), y)
"""


@pytest.mark.parametrize("made", ["Net()", "nn.DataParallel(Net())", "nn.Sequential(nn.Linear(1, 1), Net())"])
@pytest.mark.parametrize(("body", "expected"), OUTPUTS.values(), ids=OUTPUTS)
def test_what_forward_gives(body: str, expected: str, made: str) -> None:
    facts = facts_of(NET.format(body=body, made=made))
    [metric] = [m for m in facts.of(Metric) if m.expects == "logits"]
    found = metric.pred.has("softmaxed", "sigmoided", "log-softmaxed") if metric.pred is not None else None
    assert (found.kind if found is not None else "") == expected


def test_arithmetic_makes_other_numbers() -> None:
    facts = facts_of(
        "def f(x, y, v):\n    w = F.softmax(x, 1)\n    F.cross_entropy(w * v, y)\n    F.cross_entropy(w, y)"
    )
    kinds = [m.pred.has("softmaxed") is not None for m in facts.of(Metric) if m.pred is not None]
    assert kinds == [False, True]


KERAS = "from tensorflow import keras\nfrom tensorflow.keras import layers\n"
LAST = {
    "a list": ("m = keras.Sequential([layers.Dense(3, activation='softmax')])", ("softmax", 3)),
    "added": ("m = keras.Sequential()\nm.add(layers.Dense(1))", ("", 1)),
    "functional": ("i = keras.Input((2,))\nm = keras.Model(i, layers.Dense(2, 'relu')(i))", ("relu", 2)),
    "not known": ("m = keras.Sequential([layers.LSTM(3)])", None),
}


@pytest.mark.parametrize(("code", "expected"), LAST.values(), ids=LAST)
def test_the_last_layer_of_keras(code: str, expected: tuple[str, int] | None) -> None:
    found = list(compiled(facts_of(f"{code}\nm.compile('adam', loss='mse')", KERAS)))
    assert [(c.activation, c.units) for c in found] == ([expected] if expected is not None else [])


LEARNINGS = {
    "cleared before": (f"def f(model, opt, data):\n    for x, y in data:\n        {LEARN}", [True]),
    "never": (
        "def f(model, opt, data):\n    for x, y in data:\n        F.mse_loss(model(x), y).backward()\n"
        "        opt.step()",
        [False],
    ),
    "outside": (
        "def f(model, opt, data):\n    opt.zero_grad()\n    for x, y in data:\n"
        "        F.mse_loss(model(x), y).backward()\n        opt.step()",
        [False],
    ),
    "by another name": (
        "def f(model, opt, data):\n    for x, y in data:\n        F.mse_loss(model(x), y).backward()\n"
        "        opt.step()\n        model.reset_grad()",
        [True],
    ),
    "no loop": ("def f(model, opt, x, y):\n    F.mse_loss(model(x), y).backward()\n    opt.step()", []),
}


@pytest.mark.parametrize(("code", "expected"), LEARNINGS.values(), ids=LEARNINGS)
def test_learnings(code: str, expected: list[bool]) -> None:
    assert [learning.cleared for learning in training.learnings(facts_of(code))] == expected
