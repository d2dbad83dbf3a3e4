"""What is known of libraries in one walk: what knowledge says of them, and the values of their names."""

from __future__ import annotations

from collections.abc import Iterable

from mlsmells import knowledge
from mlsmells.facts.domain.values import Value
from mlsmells.facts.syntax.imports import imported_libraries

# What everybody calls them. A module that cannot be read is taken to bring them along.
_USUAL = {"np": "numpy", "os": "os", "random": "random", "torch": "torch"}


def known_packages(imported: Iterable[str]) -> frozenset[str]:
    """The packages among these that knowledge describes."""
    return frozenset(package for package in imported if package in knowledge.PACKAGES)


class Libraries:
    """The libraries of the file that is judged, and of the modules of the project that its names lead to."""

    def __init__(self, imported: frozenset[str], extra: tuple[str, ...] = ()) -> None:
        self.extra = extra
        self.packages = known_packages(imported)  # those that knowledge was loaded for
        self.external = imported_libraries(imported)
        self.knowledge = knowledge.load(self.packages, extra)
        self.values: dict[str, Value] = {}

    def learn(self, imported: frozenset[str]) -> None:
        """Another module is entered: what it imports becomes known too."""
        self.external |= imported_libraries(imported)
        packages = self.packages | known_packages(imported)
        if packages != self.packages:
            self.packages = packages
            self.knowledge = knowledge.load(packages, self.extra)

    def value(self, name: str) -> Value:
        """The value of a library's function, class or module."""
        name = self.knowledge.canonical(name)
        found = self.values.get(name)
        if found is None:
            found = self.values[name] = Value(kind="lib", name=name)
        return found

    def exported(self, module: str) -> dict[str, Value]:
        """What ``from module import *`` brings along, as far as knowledge says."""
        return {name: self.value(f"{module}.{name}") for name in self.knowledge.exports(module)}

    def usual(self) -> dict[str, Value]:
        """The libraries by the names that everybody gives them."""
        return {name: self.value(module) for name, module in _USUAL.items()}

    def is_external(self, name: str) -> bool:
        """The name belongs to a library, not to the project (as far as one file can tell)."""
        return name.partition(".")[0] in self.external
