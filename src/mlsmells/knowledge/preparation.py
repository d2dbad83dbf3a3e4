"""Files that prepare data for training without a library that says so. Plain Python: asking opens nothing."""

from __future__ import annotations

import re
from functools import lru_cache

# What puts files or labels in an order, and is fast to look for.
_ORDERS = ("listdir", "glob(", "iterdir", "scandir", "os.walk", "shuffle(", ".sample(", "set(")
_WORDS = r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:{})(?![a-z])"
_TRAINING = "train|training|trainval|trainset"
_OTHER_PARTS = (
    "test|testing|val|valid|validation|dev|eval|labels?|vocab|vocabulary|datasets?|annotations?|trainval|testset|valset"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_WORDS.format(_TRAINING)), re.compile(_WORDS.format(_OTHER_PARTS))


def prepares(text: str) -> bool:
    """The text lists, shuffles or numbers something, and speaks of rows to train on and of others, or of labels."""
    if "train" not in text.lower() or not any(word in text for word in _ORDERS):
        return False
    training, others = _patterns()
    return training.search(text) is not None and others.search(text) is not None
