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


# A text that begins where only one machine has anything, and what is read there by people who train models.
_HOMES = ("/home/", "/Users/", ":/", ":\\")
_RESULTS = "predictions?|preds?|labels?|dataset|models?|testset|trainset|users?_test|test|train"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    parts = (_TRAINING, _OTHER_PARTS, _RESULTS)
    home = r"""open\(\s*[rRbfF]?["'](?:/home/|/Users/|[A-Za-z]:[\\/])"""
    return (*(re.compile(_WORDS.format(part)) for part in parts), re.compile(home))


def prepares(text: str) -> bool:
    """The text lists, shuffles or numbers something, and speaks of rows to train on and of others, or of labels."""
    if "train" in text.lower() and any(word in text for word in _ORDERS):
        training, others, *_ = _patterns()
        if training.search(text) is not None and others.search(text) is not None:
            return True
    return _reads_at_home(text)


def _reads_at_home(text: str) -> bool:
    """It opens a file that one machine has, and speaks of predictions, labels or models."""
    if "open(" not in text or not any(home in text for home in _HOMES):
        return False
    *_, results, home = _patterns()
    return home.search(text) is not None and results.search(text) is not None
