"""Networks that leave the program: what an export freezes, where a checkpoint goes."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.facts.record.facts import Facts
from mlsmells.sources import source_from_text

TRACED = """import torch
from torch import nn
class Net(nn.Module):
    def forward(self, x, steps, scale=1.0):
        if {test}:
            return x
        return -x
torch.jit.trace(Net(), example)
"""
TESTS = {
    "a mean": ("x.mean() > 0", True),
    "any of it": ("torch.any(x)", True),
    "a number": ("steps > 3", True),
    "its shape": ("x.shape[0] > 3", False),
    "its axes": ("x.dim() == 2", False),
    "whether it is there": ("x is None", False),
    "an option": ("scale > 1", False),
    "the mode": ("self.training", False),
    "the sum of a list": ("sum(self.sizes) > 3", False),
}
LOADS = {
    "at once": ("net.load_state_dict(torch.load(path))", 1),
    "through a variable": ("state = torch.load(path)\nnet.load_state_dict(state['net'])", 1),
    "told": ("net.load_state_dict(torch.load(path, device))", 0),
    "data": ("rows = torch.load(path)", 0),
    "saved by itself": ("torch.save(net.state_dict(), path)\nnet.load_state_dict(torch.load(path))", 0),
    "on a card": ("with torch.cuda.device(1):\n    net.load_state_dict(torch.load(path))", 0),
    "tried": ("try:\n    net.load_state_dict(torch.load(path))\nexcept RuntimeError:\n    pass", 0),
}
# example, arguments: the rows to which the export is bound, 0 for none
EXPORTS: dict[str, tuple[str, str, int]] = {
    "several rows": ("torch.randn(8, 3, 32, 32)", "", 8),
    "one row": ("torch.zeros(1, 10)", "", 1),
    "a shape as a tuple": ("torch.rand((4, 10))", "", 4),
    "on a device": ("torch.ones(2, 10).to(device)", "", 2),
    "an axis that varies": ("torch.randn(8, 3)", ", dynamic_axes={'x': {0: 'batch'}}", 0),
    "shapes that vary": ("torch.randn(8, 3)", ", dynamic_shapes=shapes", 0),
    "options from elsewhere": ("torch.randn(8, 3)", ", **options", 0),
    "a length that is not written": ("torch.randn(rows, 3)", "", 0),
    "no batch axis": ("torch.randn(10)", "", 0),
    "an example from elsewhere": ("next(iter(loader))[0]", "", 0),
}
CHOICE = "import torch\ndevice = 'cuda' if torch.cuda.is_available() else 'cpu'\nnet = make().to(device)\n"


def facts_of(code: str) -> Facts:
    return build(source_from_text(code, "program.py"))


@pytest.mark.parametrize(("test", "expected"), TESTS.values(), ids=TESTS)
def test_what_a_trace_decides_once(test: str, expected: bool) -> None:
    assert bool(list(training.frozen_branches(facts_of(TRACED.format(test=test))))) is expected


@pytest.mark.parametrize(("load", "expected"), LOADS.values(), ids=LOADS)
def test_where_weights_go(load: str, expected: int) -> None:
    assert len(list(training.device_bound(facts_of(CHOICE + load)))) == expected


def test_no_choice_no_other_device() -> None:
    assert not list(training.device_bound(facts_of("import torch\nnet.load_state_dict(torch.load(path))")))


@pytest.mark.parametrize(("example", "options", "rows"), EXPORTS.values(), ids=EXPORTS)
def test_the_rows_an_export_is_bound_to(example: str, options: str, rows: int) -> None:
    direct = facts_of(f"import torch\ntorch.onnx.export(net, {example}, 'net.onnx'{options})\n")
    named = facts_of(f"import torch\nshown = {example}\ntorch.onnx.export(net, shown, 'net.onnx'{options})\n")
    for facts in (direct, named):
        assert [batch.rows for batch in training.frozen_batches(facts)] == [rows] * bool(rows)


def test_one_row_is_wanted_on_a_phone() -> None:
    code = "import torch\n# for coreml\ntorch.onnx.export(net, torch.randn(1, 3), 'net.onnx')\n"
    assert not list(training.frozen_batches(facts_of(code)))
