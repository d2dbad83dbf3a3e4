"""The knowledge about the libraries one file imports."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from mlsmells.knowledge import reader
from mlsmells.knowledge.packages import ALWAYS, PACKAGES
from mlsmells.knowledge.specs import ClassSpec, FunctionSpec, class_spec, function_spec


class Knowledge:
    """Looks up functions, classes and methods; makes the records when first asked."""

    def __init__(self, libraries: Iterable[reader.Library]) -> None:
        self._aliases: dict[str, str] = {}
        self._functions: reader.Section = {}
        self._classes: reader.Section = {}
        self._methods: dict[str, reader.Section] = {}
        self._bases: dict[str, str] = {}
        for library in libraries:
            self._aliases.update(library.get("aliases") or {})
            self._functions.update(library.get("functions") or {})
            self._classes.update(library.get("classes") or {})
            self._bases.update(library.get("bases") or {})
            for section in reader.NESTED:
                for owner, methods in (library.get(section) or {}).items():
                    self._methods.setdefault(owner, {}).update(reader.value(methods))
        self._canonical: dict[str, str] = {}
        self._made: dict[tuple[str, str], Any] = {}

    def canonical(self, dotted: str) -> str:
        """The name a library's thing is known by: the longest alias that fits is applied, until none does."""
        found = self._canonical.get(dotted)
        if found is None:
            found = dotted
            for _ in range(8):  # a chain of re-exports; also ends a user's circular alias
                shorter = self._renamed(found)
                if shorter == found:
                    break
                found = shorter
            self._canonical[dotted] = found
        return found

    def _renamed(self, dotted: str) -> str:
        prefix, rest = dotted, ""
        while prefix:
            target = self._aliases.get(prefix)
            if target is not None:
                return target + rest
            prefix, _, last = prefix.rpartition(".")
            rest = f".{last}{rest}"
        return dotted

    def function(self, name: str) -> FunctionSpec | None:
        """What the function of this name does."""
        found: FunctionSpec | None = self._make("function", self.canonical(name), self._functions)
        return found

    def klass(self, name: str) -> ClassSpec | None:
        """What the class of this name is."""
        found: ClassSpec | None = self._make("class", self.canonical(name), self._classes)
        return found

    def _make(self, what: str, name: str, section: reader.Section) -> Any:
        key = (what, name)
        if key not in self._made:
            raw = section.get(name)
            make = class_spec if what == "class" else function_spec
            self._made[key] = None if raw is None else make(name, reader.value(raw))
        return self._made[key]

    def method(self, cls_or_kind: str, method: str) -> FunctionSpec | None:
        """A method of a class, of a family (``a.b`` inherits from ``a``) or of values of a kind."""
        key = (cls_or_kind, method)
        if key not in self._made:
            self._made[key] = self._find_method(cls_or_kind, method)
        found: FunctionSpec | None = self._made[key]
        return found

    def _find_method(self, owner: str, method: str) -> FunctionSpec | None:
        raw = self._methods.get(owner, {}).get(method)
        if raw is not None:
            return function_spec(f"{owner}.{method}", reader.value(raw))
        klass = self.klass(owner)
        if klass is not None:
            return klass.methods.get(method) or self.method(klass.family, method)
        base = self._bases.get(owner) or owner.rpartition(".")[0]
        return self.method(base, method) if base else None

    def exports(self, module: str) -> frozenset[str]:
        """The names that ``from module import *`` brings, as far as they are known here."""
        prefixes = {f"{module}.", f"{self.canonical(module)}."}
        names: set[str] = set()
        for known in (self._functions, self._classes, self._aliases):
            for name in known:
                for prefix in prefixes:
                    if name.startswith(prefix) and not name.startswith("_", len(prefix)):
                        names.add(name[len(prefix) :].partition(".")[0])
        return frozenset(names)


def load(packages: frozenset[str], extra: tuple[str, ...] = ()) -> Knowledge:
    """The knowledge for a file that imports these top-level packages; ``extra`` are a team's own files.

    Opens the files of these packages (and those they build on) alone. Later files override earlier
    ones, a team's files the shipped ones. Raises KnowledgeError for a bad file of the team.
    """
    stems = frozenset(PACKAGES[name] for name in packages if name in PACKAGES)
    if not extra:
        return _shipped(stems)
    return Knowledge([*_libraries(stems), *(reader.own(path) for path in extra)])


@lru_cache(maxsize=256)
def _shipped(stems: frozenset[str]) -> Knowledge:
    return Knowledge(_libraries(stems))


def _libraries(stems: frozenset[str]) -> list[reader.Library]:
    """The files, each after the ones it builds on, in an order that depends on nothing else."""
    order: dict[str, reader.Library] = {}

    def add(stem: str) -> None:
        if stem not in order:
            library = reader.shipped(stem)
            for needed in library.get("needs", ()):
                add(needed)
            order.setdefault(stem, library)

    for stem in (*ALWAYS, *sorted(stems)):
        add(stem)
    return list(order.values())
