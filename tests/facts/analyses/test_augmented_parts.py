"""Held-out images that are varied at random, as names say what is held out."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, preparation
from mlsmells.sources import source_from_text

HEAD = """import albumentations as A
from torch.utils.data import Dataset
from torchvision import datasets, transforms
class Pictures(Dataset):
    def __init__(self, root, transform=None, phase=""):
        self.root, self.transform = root, transform
augment = transforms.Compose([transforms.RandomCrop(32), transforms.ToTensor()])
plain = transforms.Compose([transforms.Resize(32), transforms.ToTensor()])
turned = A.Compose([A.HorizontalFlip(p=0.5)])
"""
BOTH = "tf = {{'train': augment, '{}': transforms.Compose([transforms.{}])}}"
# the words by which they are held out
CASES: dict[str, tuple[str, list[str]]] = {
    "a dictionary": (BOTH.format("val", "RandomCrop(32)"), ["val"]),
    "another key": (BOTH.format("test", "ColorJitter(0.2)"), ["test"]),
    "a variable": ("val_set = Pictures('a', transform=augment)", ["val_set"]),
    "a folder": ("a = datasets.ImageFolder('data/val', augment)", ["data/val"]),
    "the part": ("a = Pictures('data', augment, phase='test')", ["test"]),
    "a folder in a variable": ("a = Pictures(test_dir, turned)", ["test_dir"]),
    "written there": ("test_data = Pictures('a', transforms.RandomErasing())", ["test_data"]),
    "in a function": (
        "def make(root):\n    tf = transforms.Compose([transforms.RandomCrop(8)])\n"
        "    return Pictures(root + '/dev', tf)",
        ["/dev"],
    ),
    "handed over": (
        "def make(root, tf):\n    return datasets.ImageFolder(root + '/dev', tf)\nmake('a', augment)",
        ["/dev"],
    ),
    "not always": (
        "def make(root, tf):\n    return datasets.ImageFolder(root + '/dev', tf)\nmake('a', augment)\nmake('b', plain)",
        [],
    ),
    "a parameter of the same name": ("def make(root, augment):\n    return Pictures(root + '/dev', augment)", []),
    "nothing at random": (BOTH.format("val", "CenterCrop(32)"), []),
    "never": (BOTH.format("val", "RandomHorizontalFlip(p=0)"), []),
    "no part to learn from": ("tf = {'val': transforms.Compose([transforms.RandomCrop(32)])}", []),
    "a plain transform": ("val_set = Pictures('a', transform=plain)", []),
    "for training": ("train_set = Pictures('data/train', transform=augment)", []),
    "for both": ("trainval = Pictures('data/train_val', transform=augment)", []),
    "no word": ("pictures = Pictures('data', transform=augment)", []),
    "a word inside a word": ("interval = Pictures('latest', transform=augment)", []),
    "one or the other": ("tf = augment if part else plain\nval_set = Pictures('a', transform=tf)", []),
    "no data set": ("val_view = Viewer('a', transform=augment)", []),
}


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_augmented_parts(code: str, expected: list[str]) -> None:
    facts = build(source_from_text(HEAD + code, "train.py"))
    assert [found.part for found in preparation.augmented_parts(facts)] == expected
