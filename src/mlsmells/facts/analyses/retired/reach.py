"""Which versions of a library a project cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.knowledge import needed_python

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def is_out_of_reach(facts: Facts, package: str, version: str) -> bool:
    """The project asks for less, or for a Python that has no more.

    TensorFlow brings its Keras: 2.16 is the first with Keras 3.
    """
    python = needed_python.needed(package, version)
    if python and facts.asks_for_python_below(python):
        return True
    if package == "keras" and facts.asks_below("tensorflow", "2.16"):
        return True
    return facts.asks_below(package, version) or (package == "tensorflow" and facts.asks_below("keras", "2"))
