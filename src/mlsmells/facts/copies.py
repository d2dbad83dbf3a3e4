"""Functions of a project that stand in more than one file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from mlsmells.sources.forms import EXPORTS

if TYPE_CHECKING:
    from mlsmells.facts.project import Project

# What every script has, and what frameworks ask for word by word.
_BOILERPLATE = frozenset(
    "main parse_args get_args get_parser parse_arguments arg_parser setup_logging get_logger set_seed seed_everything "
    "__init__ __len__ __repr__ setup teardown configure_optimizers".split()
)
SIMILAR = 0.9


class Copy(NamedTuple):
    """One function in several files. ``exact``: but for names, comments and layout."""

    statements: int
    places: tuple[tuple[str, str, int], ...]  # file, name, line
    exact: bool

    @property
    def files(self) -> tuple[str, ...]:
        """The files, sorted."""
        return tuple(file for file, _, _ in self.places)

    def in_file(self, file: str) -> tuple[str, int]:
        """Name and line of the function in one of its files."""
        return next((name, line) for path, name, line in self.places if path == file)


class _Place(NamedTuple):
    file: str
    definition: dict[str, Any]

    @property
    def name(self) -> str:
        """Without the class of a method."""
        return str(self.definition["name"]).rpartition(".")[2]


def copies(project: Project) -> Iterator[Copy]:
    """Each function that is in at least two files, by the first of its places."""
    by_hash: dict[str, list[_Place]] = defaultdict(list)
    for place in _candidates(project):
        by_hash[place.definition["hash"]].append(place)
    groups = [_one_per_file(places) for places in by_hash.values()]
    by_name: dict[str, list[list[_Place]]] = defaultdict(list)
    for group in groups:
        for name in {place.name for place in group}:
            by_name[name].append(group)
    done: set[int] = set()
    for group in groups:
        if id(group) not in done:
            yield from _merged(group, [other for place in group for other in by_name[place.name]], done)


def _candidates(project: Project) -> Iterator[_Place]:
    for path in (*project.modules, *project.notebooks):
        summary = project.summaries[path]
        if summary["generated"] or summary["form"] in EXPORTS or project.at_ease(path):
            continue
        for definition in summary["definitions"]:
            place = _Place(path, definition)
            if definition["parts"] and not definition["plots"] and place.name not in _BOILERPLATE:
                yield place


def _merged(group: list[_Place], others: list[list[_Place]], done: set[int]) -> Iterator[Copy]:
    """Exact copies, joined with those of the same name that hardly differ."""
    done.add(id(group))
    parts, exact = group[0].definition["parts"], True
    for other in others:
        if id(other) not in done and similar(parts, other[0].definition["parts"]) >= SIMILAR:
            done.add(id(other))
            group, exact = _one_per_file([*group, *other]), False
    if len(group) > 1:
        places = tuple((p.file, p.definition["name"], p.definition["line"]) for p in group)
        yield Copy(group[0].definition["statements"], places, exact)


def _one_per_file(places: list[_Place]) -> list[_Place]:
    """Also one per stem: a notebook and its script are one text."""
    out: dict[str, _Place] = {}
    for place in sorted(places, key=lambda p: p.file):
        out.setdefault(place.file.rpartition(".")[0], place)
    return list(out.values())


def similar(one: list[str], other: list[str]) -> float:
    """The share of statements two functions have in common."""
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if one or other else 0.0
