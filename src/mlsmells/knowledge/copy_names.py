"""Files that were copied beside their original before somebody changed it: what their names say."""

from __future__ import annotations

import re
from collections.abc import Container

# ``train_old.py``, ``train copy 2.py``, ``train-Copy1.ipynb``, ``train (1).ipynb``;
# ``old_train.py``, ``Copy of train.ipynb``.
_AFTER = re.compile(r"(?:[\s_.-]+(?:copy|old|orig(?:inal)?|backup|bak)[\s_-]*\d*|\s*\(\d+\))$", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:copy[\s_-]of|old|backup|bak|copy)[\s_-]+", re.IGNORECASE)


def original_of(path: str) -> str:
    """The path of the file that this one is a copy of by its name; "" for one that does not say so."""
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    for mark in (_AFTER, _BEFORE):
        bare = mark.sub("", stem)
        if bare and bare != stem:
            return f"{folder}{slash}{bare}{dot}{suffix}"
    return ""


def is_copy_beside(path: str, files: Container[str]) -> bool:
    """It says that it is a copy, and the original lies beside it: two copies of one are copies as well."""
    original = original_of(path)
    return bool(original) and (original in files or is_copy_beside(original, files))
