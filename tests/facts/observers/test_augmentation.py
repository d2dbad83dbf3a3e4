"""Which images are changed at random when they are read."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def facts_of(code: str, name: str = "train.py") -> Facts:
    return build(source_from_text(HEAD + code, name))


VISION = "from torchvision import datasets, transforms as T\nfrom torch.utils.data import DataLoader, random_split\n"
KERAS = "from keras.preprocessing.image import ImageDataGenerator\n"
# name of the case: (program, what x is, or what it is not after "not ")
AUGMENTED: dict[str, tuple[str, str]] = {
    "data set": (VISION + "x = datasets.ImageFolder('i', transform=T.RandomCrop(2))", "augmented@"),
    "composed": (VISION + "x = datasets.ImageFolder('i', transform=T.Compose([T.RandomCrop(2)]))", "augmented@"),
    "through a loader": (
        VISION + "x = DataLoader(datasets.ImageFolder('i', transform=T.RandomCrop(2)))",
        "augmented@",
    ),
    "through a split": (
        VISION + "a, x = random_split(datasets.ImageFolder('i', transform=T.RandomCrop(2)), [1, 2])",
        "augmented@",
    ),
    "not random": (VISION + "x = datasets.ImageFolder('i', transform=T.CenterCrop(2))", "not augmented"),
    "never applied": (VISION + "x = datasets.ImageFolder('i', transform=T.RandomHorizontalFlip(p=0))", "not augmented"),
    "one of two": (
        VISION + "t = T.RandomCrop(2) if y else T.CenterCrop(2)\nx = datasets.ImageFolder('i', transform=t)",
        "augmented@8?",
    ),
    "generator": (KERAS + "x = ImageDataGenerator(zoom_range=0.2).flow_from_directory('i')", "augmented@"),
    "generator that scales": (KERAS + "x = ImageDataGenerator(rescale=0.2).flow_from_directory('i')", "not augmented"),
    "generator with zeros": (KERAS + "x = ImageDataGenerator(zoom_range=0).flow_from_directory('i')", "not augmented"),
}


@pytest.mark.parametrize(("code", "expected"), AUGMENTED.values(), ids=AUGMENTED)
def test_augmentation(code: str, expected: str) -> None:
    (line,) = (line for line in lines(facts_of(code)) if line.startswith("x = "))
    if expected.startswith("not "):
        assert expected[4:] not in line
    else:
        assert expected in line
