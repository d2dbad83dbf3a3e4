"""Parts of a data set that a library knows by name."""

from __future__ import annotations

import pytest

from facts.seen import held

HEAD = "from datasets import load_dataset\nwhole = load_dataset('imdb')\n"
# name of the case: (program, the rows of x)
PARTS: dict[str, tuple[str, str]] = {
    "a part of the whole": ("x = whole['test']", "D1/S1.test"),
    "the other part": ("a = whole['train']\nx = whole['test']", "D1/S1.test"),
    "read apart": ("a = load_dataset('imdb', split='train')\nx = load_dataset('imdb', split='test')", "D1/S1.test"),
    "the head of a part": ("x = load_dataset('imdb', split='train[:80%]')", "D1/S1.train/S2.head"),
    "its tail": (
        "a = load_dataset('imdb', split='train[:80%]')\nx = load_dataset('imdb', split='train[80%:]')",
        "D1/S1.train/S2.tail",
    ),
    "two parts": ("x = load_dataset('imdb', split='train+test')", "D1/S1.test+D1/S1.train"),
    "validation by its short name": ("x = whole['dev']", "D1/S1.val"),
    "another data set": ("x = load_dataset('glue', split='test')", "D2/S1.test"),
    "a part by an unknown name": ("x = load_dataset('imdb', split=name)", "D1/S1.some"),
}


@pytest.mark.parametrize(("code", "rows"), PARTS.values(), ids=PARTS)
def test_parts(code: str, rows: str) -> None:
    assert held(code, head=HEAD).split()[1] == rows


BUNDLED = "from torchvision.datasets import MNIST, SVHN, FakeData\n"
# The parts of torchvision's data sets, by an argument.
ARGUMENTS: dict[str, tuple[str, str]] = {
    "the training part": ("x = MNIST('d', train=True)", "D1/S1.train"),
    "the training part, unless told otherwise": ("x = MNIST('d')", "D1/S1.train"),
    "the test part of the same": ("a = MNIST('d', train=True)\nx = MNIST('d', train=False)", "D1/S1.test"),
    "by the name of the part": ("x = SVHN('d', split='test')", "D1/S1.test"),
    "another data set": ("a = MNIST('d')\nx = SVHN('d', split='test')", "D2/S2.test"),
    "a part of its own": ("x = SVHN('d', split='extra')", "-"),
    "not known": ("x = MNIST('d', train=given)", "-"),
    "rows that are made up": ("x = FakeData(100)", "-"),
}


@pytest.mark.parametrize(("code", "rows"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_parts_by_an_argument(code: str, rows: str) -> None:
    assert [*held(code, head=BUNDLED).split(), "-"][1] == rows


FOLDERS = "from torchvision.datasets import ImageFolder\nimport os\n"
# Folders that say by their names what is in them.
IN_FOLDERS: dict[str, tuple[str, str]] = {
    "for the test": ("x = ImageFolder('pets/test')", "D1/S1.test"),
    "for the validation": ("x = ImageFolder('pets/val')", "D1/S1.val"),
    "a path with an end": ("x = ImageFolder('pets/Test_set/')", "D1/S1.test"),
    "below a path that is not known": ("x = ImageFolder(os.path.join(root, 'test'))", "D1/S1.test"),
    "for training: all that there is to divide": ("x = ImageFolder('pets/train')", "D1"),
    "both words say nothing": ("x = ImageFolder('pets/train_test')", "D1"),
    "a word in a longer one": ("x = ImageFolder('pets/contest')", "D1"),
    "one folder read twice": ("a = ImageFolder('pets')\nx = ImageFolder('pets')", "D1"),
    "two folders": ("a = ImageFolder('pets')\nx = ImageFolder('cars')", "D2"),
}


@pytest.mark.parametrize(("code", "rows"), IN_FOLDERS.values(), ids=IN_FOLDERS)
def test_parts_in_folders(code: str, rows: str) -> None:
    assert held(code, head=FOLDERS).split()[1] == rows
