"""Schedules that are made and never moved on."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

LOOP = """for x, y in loader:
    opt.zero_grad()
    loss = crit(model(x), y)
    loss.backward()
    opt.step()
"""
HEAD = """import torch
from torch.optim import lr_scheduler
from torch.optim.lr_scheduler import StepLR
from transformers import get_linear_schedule_with_warmup
opt = torch.optim.SGD(model.parameters(), lr=0.1)
"""
# made, after the loop: the names of idle schedules, and whether they are switched off by a comment
CASES: dict[str, tuple[str, str, list[tuple[str, bool]]]] = {
    "never named again": ("sched = StepLR(opt, 10)", "", [("sched", False)]),
    "of the module": ("sched = lr_scheduler.CosineAnnealingLR(opt, 10)", "", [("sched", False)]),
    "of another library": ("sched = get_linear_schedule_with_warmup(opt, 10, 100)", "", [("sched", False)]),
    "only looked at": ("sched = StepLR(opt, 10)", "print(sched.get_last_lr())", [("sched", False)]),
    "only saved": ("sched = StepLR(opt, 10)", "torch.save(sched.state_dict(), 'a.pt')", [("sched", False)]),
    "switched off": ("sched = StepLR(opt, 10)", "# sched.step()", [("sched", True)]),
    "stepped": ("sched = StepLR(opt, 10)", "sched.step()", []),
    "by a score": ("sched = lr_scheduler.ReduceLROnPlateau(opt)", "sched.step(loss)", []),
    "handed on": ("sched = StepLR(opt, 10)", "run(opt, sched)", []),
    "part of another": (
        "first = StepLR(opt, 10)\nsched = lr_scheduler.SequentialLR(opt, [first], [])",
        "sched.step()",
        [],
    ),
    "in a function": ("sched = StepLR(opt, 10)", "def end():\n    sched.step()", []),
    "kept in a list": ("scheds = [StepLR(opt, 10)]", "", []),
    "of a class of the file": (
        "class Warm(lr_scheduler._LRScheduler):\n    pass\nsched = Warm(opt)",
        "",
        [("sched", False)],
    ),
    "a class of the file that is none": ("class Sched:\n    pass\nsched = Sched()", "", []),
    "something else": ("sched = Schedule(opt, 10)", "", []),
}


def idle(code: str) -> list[tuple[str, bool]]:
    return [(found.name, found.off) for found in training.idle_schedules(build(source_from_text(code, "train.py")))]


@pytest.mark.parametrize(("made", "after", "expected"), CASES.values(), ids=CASES)
def test_idle_schedules(made: str, after: str, expected: list[tuple[str, bool]]) -> None:
    assert idle(f"{HEAD}{made}\n{LOOP}{after}\n") == expected


TRAINER = """class Trainer:
    def __init__(self, model):
        self.opt = torch.optim.SGD(model.parameters(), lr=0.1)
        self.sched = StepLR(self.opt, 10)
    def fit(self, model, loader):
        for x, y in loader:
            loss = model(x, y)
            loss.backward()
            self.opt.step()
            {}
"""


@pytest.mark.parametrize(
    ("line", "expected"), [("pass", [("self.sched", False)]), ("self.sched.step()", []), ("log(self.sched)", [])]
)
def test_an_attribute(line: str, expected: list[tuple[str, bool]]) -> None:
    assert idle(HEAD + TRAINER.format(line)) == expected


def test_a_file_that_trains_nothing() -> None:
    assert not idle(f"{HEAD}sched = StepLR(opt, 10)\n")
