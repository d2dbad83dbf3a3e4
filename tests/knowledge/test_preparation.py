"""Which files without a library of machine learning prepare data for training."""

from __future__ import annotations

import pytest

from mlsmells.knowledge.preparation import prepares

# text: whether it prepares data
TEXTS: dict[str, bool] = {
    "train, test = split(os.listdir('images'))": True,
    "for p in Path('train').iterdir(): labels[p.name] = 1": True,
    "trainval = random.sample(range(9), 3)\nwrite('ImageSets/trainval.txt')": True,
    "X_train, xVal = names[:9], names[9:]\nrandom.shuffle(names)": True,
    "names = os.listdir('images')": False,
    "trains = set(lines)\ntest(trains)": False,
    "strain = glob.glob('*.dna')\nlatest = strain[0]": False,
    "train, test = rows[:9], rows[9:]": False,
    "for line in open('C:/me/preds.csv'): labels.add(line)": True,
    "rows = open('/home/me/a.csv')\nprint(model.name)": True,
    "rows = open('/home/me/a.csv')\nprint(sum(rows))": False,
    "rows = open('data/labels.csv')": False,
    "open('C:/me/modelling.csv')": False,
    "restrained = set(x)\ncontest = 1": False,
}


@pytest.mark.parametrize(("text", "answer"), TEXTS.items())
def test_preparation(text: str, answer: bool) -> None:
    assert prepares(text) is answer
