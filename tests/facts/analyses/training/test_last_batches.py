"""Scores of the last batch that are told as those of all."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """import torch
from torch.utils.data import DataLoader
from sklearn.metrics import accuracy_score, f1_score
def {function}(model, {loader}, criterion):
    model.eval()
    hits, preds, losses = 0, [], []
    for x, y in {iterable}:
        out = model(x)
        {body}
    {after}
"""
ACC = "acc = (out.argmax(1) == y).float().mean()"
# body, after: the variables that are told for all
CASES: dict[str, tuple[str, str, list[str]]] = {
    "accuracy": (ACC, "return acc", ["acc"]),
    "printed": (f"{ACC}.item()", "print('accuracy', acc)", ["acc"]),
    "a loss": ("loss = criterion(out, y)", "return loss.item()", ["loss"]),
    "an attribute": ("self.val_loss = criterion(out, y)", "log(self.val_loss)", ["self.val_loss"]),
    "by a library": ("f1 = f1_score(y, out.argmax(1))", "return f1", ["f1"]),
    "hits": ("correct = (out.argmax(1) == y).sum()", "return correct / len(y)", ["correct"]),
    "predictions": ("pred = out.argmax(1)", "return accuracy_score(y, pred)", ["pred"]),
    "shown as it goes": (f"{ACC}\n        print(acc)", "return acc", ["acc"]),
    "a number of it": ("loss = criterion(out, y)\n        loss = loss.item()", "return loss", ["loss"]),
    "added up": (f"{ACC}\n        hits += acc", "return hits / len(x), acc", []),
    "kept in a list": (f"{ACC}\n        losses.append(acc)", "return losses", []),
    "a sum that grows": ("hits = hits + (out.argmax(1) == y).sum()", "return hits", []),
    "of all so far": ("preds.extend(out)\n        acc = accuracy_score(y, preds)", "return acc", []),
    "of a meter": ("acc = meter.update(out, y)", "return acc", []),
    "never read": (ACC, "return hits", []),
    "bound anew": (ACC, "acc = total(model)\n    return acc", []),
    "one batch": (f"{ACC}\n        break", "return acc", []),
    "all in the loop": (f"{ACC}\n        return acc", "pass", []),
    "learned from": (f"{ACC}\n        out.sum().backward()", "return acc", []),
    "predictions for a picture": ("pred = out.argmax(1)", "show(x, pred)", []),
    "something else": ("size = x.mean()", "return size", []),
}


def told(function: str, loader: str, iterable: str, body: str, after: str) -> list[str]:
    code = CODE.format(function=function, loader=loader, iterable=iterable, body=body, after=after)
    return [found.name for found in training.last_batches(build(source_from_text(code, "train.py")))]


@pytest.mark.parametrize(("body", "after", "expected"), CASES.values(), ids=CASES)
def test_last_batches(body: str, after: str, expected: list[str]) -> None:
    assert told("run", "test_loader", "test_loader", body, after) == expected


LOOPS = {
    "wrapped": ("run", "val_loader", "tqdm(enumerate(val_loader))", ["acc"]),
    "by the function": ("evaluate", "loader", "loader", ["acc"]),
    "training": ("train_epoch", "train_loader", "train_loader", []),
    "no loader": ("evaluate", "rows", "rows", []),
    "nobody says": ("run", "loader", "loader", []),
    "steps of time": ("evaluate", "n", "range(n)", []),
}


@pytest.mark.parametrize(("function", "loader", "iterable", "expected"), LOOPS.values(), ids=LOOPS)
def test_what_is_gone_over(function: str, loader: str, iterable: str, expected: list[str]) -> None:
    assert told(function, loader, iterable, ACC, "return acc") == expected


def test_a_loader_that_gives_everything_at_once() -> None:
    head = "test_loader = DataLoader(rows, batch_size=len(rows))\n"
    loop = f"for x, y in test_loader:\n    out = model(x)\n    {ACC}\nprint(acc)\n"
    for made, expected in ((head, 0), (head.replace("len(rows)", "64"), 1)):
        facts = build(
            source_from_text(f"import torch\nfrom torch.utils.data import DataLoader\n{made}{loop}", "train.py")
        )
        assert len(list(training.last_batches(facts))) == expected
