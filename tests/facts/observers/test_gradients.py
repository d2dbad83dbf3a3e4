"""Training by gradients: ``Backward``, ``Escape``, steps and clearings of known and unknown objects, in loops."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.domain.events import Backward, Call, Escape, Seed
from mlsmells.sources import source_from_text

IMPORTS = "import torch\nimport tensorflow as tf\nfrom torch import nn\nfrom accelerate import Accelerator\n"
KNOWN = "model = nn.Linear(2, 1)\noptimizer = torch.optim.SGD(model.parameters(), lr=0.1)\nmse = nn.MSELoss()\n"


def facts_of(code: str) -> Facts:
    return build(source_from_text(IMPORTS + code, "train.py"))


def inside(body: str) -> str:
    """The body in a loop of a function whose parameters nobody knows."""
    lines = "\n".join(f"        {line}" for line in body.splitlines())
    return f"def train(model, optimizer, scheduler, env, engine, loss, batches):\n    for x, y in batches:\n{lines}\n"


# Code → the name of the event and what it is called on, "" where the loss has the method itself.
BACKWARD = {
    "a loss that is known": (KNOWN + "mse(model(x), y).backward()", [("backward", "")]),
    "a loss that is computed": (KNOWN + "((model(x) - y) ** 2).mean().backward()", [("backward", "")]),
    "of a parameter": (inside("model(x).backward()"), [("backward", "")]),
    "of an attribute": (inside("model(x, y).loss.backward()"), [("backward", "")]),
    "of an entry": (inside('model(x, y)["loss"].backward()'), [("backward", "")]),
    "of what another module makes": ("import losses\nlosses.total.backward()", [("backward", "")]),
    "a function of another module": ("import losses\nlosses.backward(1)", [("backward", "?")]),
    "scaled": (KNOWN + "torch.amp.GradScaler().scale(mse(model(x), y)).backward()", [("backward", "")]),
    "an accelerator": (KNOWN + "Accelerator().backward(mse(model(x), y))", [("backward", "Accelerator")]),
    "an accelerator, loss unknown": ("def f(loss):\n    Accelerator().backward(loss)", [("backward", "Accelerator")]),
    "an unknown engine": (inside("engine.backward(loss)"), [("backward", "?")]),
    "by hand in Lightning": (
        "import lightning as L\nclass Net(L.LightningModule):\n"
        "    def training_step(self, batch):\n        self.manual_backward(self(batch))",
        [("manual_backward", "Net")],
    ),
    "the function": (KNOWN + "torch.autograd.backward(mse(model(x), y))", [("backward", "")]),
    "a tape": (
        "def f(model, x):\n    with tf.GradientTape() as tape:\n        loss = model(x)\n"
        "    tape.gradient(loss, model.trainable_variables)",
        [("gradient", "?")],
    ),
    "another method": (inside("model.forwards(x)"), []),
    "a gradient of numbers": ("import numpy as np\nnp.gradient([1, 2])", []),
    "a gradient of who knows what": (inside("env.gradient(x, y)"), []),
}


@pytest.mark.parametrize(("code", "expected"), BACKWARD.values(), ids=BACKWARD)
def test_backward(code: str, expected: list[tuple[str, str]]) -> None:
    found = {}
    for event in facts_of(code).of(Backward):
        receiver = event.receiver
        called_on = "" if receiver is None else getattr(receiver, "short", "?")
        found[event.node] = (event.name, called_on)
        assert event.loss is not None
    assert list(found.values()) == expected


STEP, ZERO = "loop.step", "loop.zero-grad"
# Code → the calls with a tag of training loops, each by line of the loop's body, and whether it is presumed.
CALLS = {
    "an optimizer that is known": (KNOWN + "optimizer.zero_grad()\noptimizer.step()", {(ZERO, False), (STEP, False)}),
    "a parameter that steps after backward": (inside("loss.backward()\noptimizer.step()"), {(STEP, True)}),
    "a scaler that nobody knows": (
        inside("engine.scale(loss).backward()\nengine.step(optimizer)"),
        {(STEP, True)},
    ),
    "a step with an argument of something else": (inside("engine.scale(loss).backward()\nenv.step(optimizer)"), set()),
    "with a closure": (inside("loss.backward()\noptimizer.step(lambda: loss)"), {(STEP, True)}),
    "a parameter that clears": (inside("model.zero_grad()"), {(ZERO, True)}),
    "cleared by hand": (inside("for p in model.parameters():\n    p.grad = None"), {(ZERO, True)}),
    "cleared in place": (inside("for p in model.parameters():\n    p.grad.zero_()"), {(ZERO, True)}),
    "the data cleared in place": (inside("for p in model.parameters():\n    p.grad.data.zero_()"), {(ZERO, True)}),
    "weights set to zero": (inside("model.weight.zero_()"), set()),
    "a step before any backward": (inside("scheduler.step()"), set()),
    "a step in another loop": (inside("loss.backward()") + "    for _ in range(3):\n        scheduler.step()", set()),
    "an engine steps and clears by itself": (inside("engine.backward(loss)\nengine.step()"), set()),
    "a function of another module": ("import tools\nfor x in y:\n    x.backward()\n    tools.step()", set()),
    "an environment takes an action": (inside("loss.backward()\nenv.step(x)"), set()),
}


@pytest.mark.parametrize(("code", "expected"), CALLS.values(), ids=CALLS)
def test_calls_of_training_loops(code: str, expected: set[tuple[str, bool]]) -> None:
    facts = facts_of(code)
    assert {(tag, call.presumed) for tag in (STEP, ZERO) for call in facts.calls(tag)} == expected


def test_the_scheduler_after_the_optimizer_is_none() -> None:
    facts = facts_of(inside("loss.backward()\noptimizer.step()\nscheduler.step()"))
    assert {call.node.lineno for call in facts.calls(STEP)} == {8}  # type: ignore[attr-defined]


def test_each_optimizer_of_two_steps_after_its_own_backward() -> None:
    facts = facts_of(inside("loss.backward()\noptimizer.step()\nloss.other.backward()\nscheduler.step()"))
    assert {call.line for call in facts.calls(STEP)} == {8, 10}


def test_one_object_is_one_receiver() -> None:
    for code in (KNOWN + "optimizer.step()\noptimizer.zero_grad()", inside("x.backward()\ny.step()\ny.zero_grad()")):
        facts = facts_of(code)
        (step,), (clearing,) = facts.calls(STEP), facts.calls(ZERO)
        assert step.receiver is not None
        assert step.receiver is clearing.receiver


def test_two_objects_are_two_receivers() -> None:
    facts = facts_of(inside("loss.backward()\noptimizer.step()\nmodel.zero_grad()"))
    (step,), (clearing,) = facts.calls(STEP), facts.calls(ZERO)
    assert step.receiver is not clearing.receiver


# Code → the names of what escapes, by the function that gets it.
ESCAPES = {
    "to another module": (KNOWN + "import tools\ntools.wrap(optimizer)", [("wrap", ["SGD"])]),
    "to a method of an unknown object": (KNOWN + "import tools\ntools.Hub().add(model, 1)", [("add", ["Linear"])]),
    "by keyword": (KNOWN + "import tools\ntools.wrap(m=model)", [("wrap", ["Linear"])]),
    "in a list": (KNOWN + "import tools\ntools.wrap([model, optimizer])", [("wrap", ["Linear", "SGD"])]),
    "in a dict": (KNOWN + 'import tools\ntools.wrap({"m": model})', [("wrap", ["Linear"])]),
    "to a library nobody knows": (KNOWN + "import apex\napex.amp.initialize(model)", [("initialize", ["Linear"])]),
    "a parameter": ("import tools\ndef f(optimizer):\n    tools.clear(optimizer)", [("clear", ["?"])]),
    "numbers and texts": ('import tools\ntools.wrap(1, "a", None, [2])', []),
    "to a function that calls itself": (KNOWN + "def go(m):\n    go(m)\ngo(model)", [("go", ["Linear"])]),
    "to a function of the file": (KNOWN + "def wrap(model): return model\nwrap(model)", []),
    "to a function that knowledge lists": (KNOWN + "torch.save(model, 'm.pt')", []),
}


@pytest.mark.parametrize(("code", "expected"), ESCAPES.values(), ids=ESCAPES)
def test_escapes(code: str, expected: list[tuple[str, list[str]]]) -> None:
    found = facts_of(code).of(Escape)
    assert [(e.name, [getattr(thing, "short", "?") for thing in e.things]) for e in found] == expected


def test_what_escapes_is_what_the_receiver_is() -> None:
    facts = facts_of(inside("loss.backward()\noptimizer.step()\nimport tools\ntools.clear(optimizer)"))
    (step,), (escape,) = facts.calls(STEP), facts.of(Escape)
    assert escape.holds(step.receiver)
    assert not escape.holds(None)


# Two calls → whether a loop is around both.
LOOPS = {
    "in one loop": ("for i in range(9):\n    a()\n    b()", True),
    "one of them deeper": ("for i in range(9):\n    a()\n    while i:\n        b()", True),
    "in two loops": ("for i in range(9):\n    a()\nfor i in range(9):\n    b()", False),
    "in two loops inside one": ("for i in x:\n    for j in i:\n        a()\n    for j in i:\n        b()", True),
    "one outside": ("for i in range(9):\n    a()\nb()", False),
    "none": ("a()\nb()", False),
    "in a function that the loop calls": ("def f():\n    b()\nfor i in range(9):\n    a()\n    f()", True),
    "in a function that is called after the loop": ("def f():\n    b()\nfor i in range(9):\n    a()\nf()", False),
}


@pytest.mark.parametrize(("code", "expected"), LOOPS.values(), ids=LOOPS)
def test_shared_loops(code: str, expected: bool) -> None:
    facts = facts_of(
        "from tools import model\n" + code.replace("a()", "torch.seed()").replace("b()", "model.zero_grad()")
    )
    clearing, seed = facts.of(Call)[0], facts.of(Seed)[0]
    assert clearing.shares_loop(seed) == seed.shares_loop(clearing) == expected


def test_the_innermost_loop() -> None:
    facts = facts_of("def f(m):\n    for a in m:\n        while a:\n            m.zero_grad()\n    m.zero_grad()")
    inner, outer = facts.calls(ZERO)
    assert type(inner.loop).__name__ == "While"
    assert outer.loop is None
