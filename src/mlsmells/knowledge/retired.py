"""What libraries have taken out of their interface: ``retired.yaml``, read when a file says one of its words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mlsmells.knowledge import reader

FILE = Path(__file__).parent / "retired.yaml"
# What a library is called where it is installed from.
_INSTALLED_AS = {"sklearn": "scikit-learn", "lightning": "lightning", "pytorch_lightning": "pytorch-lightning"}
_TITLES = {
    "sklearn": "scikit-learn", "numpy": "NumPy", "scipy": "SciPy", "tensorflow": "TensorFlow", "keras": "Keras",
    "torch": "PyTorch", "openai": "openai", "lightgbm": "LightGBM",
}  # fmt: skip


class Retired(NamedTuple):
    """One name or argument. ``removed`` is "" where it still exists; ``same``: ``use`` means the same."""

    name: str
    library: str
    since: str
    removed: str
    use: str
    same: bool

    @property
    def package(self) -> str:
        """What the library is called where it is installed from."""
        return _INSTALLED_AS.get(self.library, self.library)

    @property
    def title(self) -> str:
        """What people call the library."""
        return _TITLES.get(self.library, self.library)


def name(dotted: str) -> Retired | None:
    """A module, or what it holds: ``numpy.float``."""
    return _entry("names", dotted)


def argument(callee: str, keyword: str, value: object = None) -> Retired | None:
    """An argument that is gone, or one of its values."""
    found = _entry("arguments", f"{callee}({keyword})")
    return found or (_entry("arguments", f"{callee}({keyword}={value})") if isinstance(value, str) else None)


def method(called: str) -> Retired | None:
    """A method of a table: ``append``, ``fillna(method)``."""
    return _entry("methods", called)


def says(said: Iterable[str]) -> bool:
    """Among these words is the last one of a name, or an argument."""
    return not words().isdisjoint(said)


@lru_cache(maxsize=1)
def _sections() -> reader.Library:
    return reader.cut(FILE)


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """The last words of all names, and all arguments."""
    sections = _sections()
    last = {dotted.rpartition(".")[2] for dotted in sections["names"]}
    called = (each.rstrip(")").partition("(")[2].partition("=")[0] for each in sections["arguments"])
    return frozenset(last | set(called) | {each.partition("(")[0] for each in sections["methods"]})


@lru_cache(maxsize=4096)
def _entry(section: str, key: str) -> Retired | None:
    raw = _sections()[section].get(key)
    if raw is None:
        return None
    entry = reader.value(raw)
    library = "pandas" if section == "methods" else key.partition(".")[0]
    return Retired(
        key, library, entry.get("since", ""), entry.get("removed", ""), entry.get("use", ""), entry.get("same", False)
    )
