"""Loaders that shuffle, and labels that do not follow them."""

from __future__ import annotations

import pytest

from facts.seen import held

HEAD = """import numpy as np
import tensorflow as tf
import torch
from torch.utils.data import DataLoader, TensorDataset
from keras.preprocessing.image import ImageDataGenerator
data = TensorDataset(torch.tensor(np.load("x.npy")), torch.tensor(np.load("y.npy")))
"""
# name of the case: (program, whether x is in the order of a shuffle)
SHUFFLED: dict[str, tuple[str, bool]] = {
    "a loader": ("x = DataLoader(data, shuffle=True)", True),
    "a loader that keeps the order": ("x = DataLoader(data)", False),
    "a batch": ("for x, y in DataLoader(data, shuffle=True):\n    pass", True),
    "its labels": ("for _, x in DataLoader(data, shuffle=True):\n    pass", True),
    "a generator's flow": ("x = ImageDataGenerator().flow_from_directory('a')", True),
    "a flow that keeps the order": ("x = ImageDataGenerator().flow_from_directory('a', shuffle=False)", False),
    "the flow's classes": ("x = ImageDataGenerator().flow_from_directory('a').classes", False),
    "images of a folder": ("x = tf.keras.utils.image_dataset_from_directory('a')", True),
    "predictions of a loader": (
        "net = torch.nn.Linear(3, 1)\nout = []\nfor a, b in DataLoader(data, shuffle=True):\n    out.append(net(a))\n"
        "x = torch.cat(out)",
        True,
    ),
}


@pytest.mark.parametrize(("code", "shuffled"), SHUFFLED.values(), ids=SHUFFLED)
def test_order_of_loaders(code: str, shuffled: bool) -> None:
    assert ("reshuffled@" in held(code, head=HEAD)) is shuffled
