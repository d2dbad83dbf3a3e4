"""Logarithms that lose digits: which form, and what keeps them harmless."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

IMPORTS = """import numpy as np
import tensorflow as tf
import torch
from scipy.special import expit, softmax
from torch import nn
from torch.nn import functional as F
def f(x, y, model):
    {body}
"""
FORMS = {
    "a softmax": ("return torch.log(F.softmax(x, dim=1))", ["softmax"]),
    "of SciPy": ("return np.log(softmax(x, axis=1))", ["softmax"]),
    "of TensorFlow": ("return tf.math.log(tf.nn.softmax(x))", ["softmax"]),
    "by methods": ("return x.softmax(1).log()", ["softmax"]),
    "of a layer": ("return nn.Softmax(dim=1)(x).log()", ["softmax"]),
    "a layer that is only made": ("return torch.log(nn.Softmax(dim=1))", []),
    "a sigmoid": ("return torch.log(torch.sigmoid(x))", ["sigmoid"]),
    "of SciPy too": ("return np.log(expit(x))", ["sigmoid"]),
    "its complement": ("return torch.log(1 - torch.sigmoid(x))", ["complement of a sigmoid"]),
    "softplus": ("return torch.log(1 + torch.exp(x))", ["1 + exp"]),
    "softplus of the absolute": ("return torch.log(1 + torch.exp(-torch.abs(x)))", []),
    "through a variable, of the absolute": ("z = -x.abs()\n    return torch.log(1 + torch.exp(z))", []),
    "a partition": ("return np.log(np.sum(np.exp(x)))", ["sum of exp"]),
    "a shifted partition": ("return np.log(np.sum(np.exp(x - x.max())))", []),
    "shifted in the line before": ("x = x - np.max(x)\n    return x - np.log(np.sum(np.exp(x)))", []),
    "shifted in place": ("z = x + y\n    z -= z.max()\n    return np.log(np.sum(np.exp(z)))", []),
    "shifted by the mean": ("x = x - x.mean()\n    return np.log(np.sum(np.exp(x)))", ["sum of exp"]),
    "the largest added": ("x = x + x.max()\n    return np.log(np.sum(np.exp(x)))", ["sum of exp"]),
    "one more, shifted in the line before": (
        "x = x - x.max()\n    return torch.log(1 + torch.exp(y))",
        ["1 + exp"],
    ),
    "through a variable": ("p = F.softmax(x, dim=1)\n    return torch.log(p)", ["softmax"]),
    "one of two": ("p = F.softmax(x, dim=1)\n    if y:\n        p = p + 1\n    return torch.log(p)", []),
    "with a small number": ("return torch.log(F.softmax(x, dim=1) + 1e-8)", []),
    "one plus": ("return torch.log(1 + x)", []),
    "of the project's own": ("return torch.log(model.softmax_head(x))", []),
    "a logger": ("return model.log()", []),
}


@pytest.mark.parametrize(("body", "expected"), FORMS.values(), ids=FORMS)
def test_forms(body: str, expected: list[str]) -> None:
    facts = build(source_from_text(IMPORTS.format(body=body), "losses.py"))
    assert [found.form for found in training.unstable_logarithms(facts)] == expected
