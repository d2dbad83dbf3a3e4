"""Functions of a project that stand in more than one file."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.config.third_party import is_third_party
from mlsmells.core.patterns import regex
from mlsmells.facts.project.carried import goes_along
from mlsmells.facts.syntax import definitions, walk
from mlsmells.knowledge import ML_PACKAGES
from mlsmells.knowledge.folders import is_snapshot, without_version
from mlsmells.sources import read_source
from mlsmells.sources.forms import EXPORTS

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project
    from mlsmells.facts.syntax.outline import DefinitionRecord

# What every script has, and what frameworks ask for word by word.
_BOILERPLATE = frozenset(
    "main parse_args get_args get_parser parse_arguments arg_parser setup_logging get_logger set_seed seed_everything "
    "__init__ __post_init__ __len__ __repr__ setup teardown configure_optimizers".split()
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Of their layers and transforms a network and an augmentation are made: with others it is another one, not a copy.
LAYERED = frozenset("torch torchvision keras tensorflow tf_keras albumentations imgaug kornia monai".split())
# Losses, optimizers and loaders are no parts of a whole.
_NO_PART = regex(r"Loss$|Tensor$|Variable|Loader|^Adam|^SGD$|^RMSprop$|Dataset|LR$|Parallel|Writer|Checkpoint|Stopping")
SIMILAR = 0.9
RELATED = 0.5


class Copy(NamedTuple):
    """One function in several files. ``exact``: but for names, comments and layout.

    ``drifted``: they do not do the same any more, whatever their texts say.
    """

    statements: int
    places: tuple[tuple[str, str, int], ...]  # file, name, line
    exact: bool
    parts: tuple[str, ...] = ()
    drifted: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """The files, sorted."""
        return tuple(file for file, _, _ in self.places)

    def resembles(self, other: Copy) -> bool:
        """A function of the same name that says half the same: written once and changed since."""
        names = {name.rpartition(".")[2] for _, name, _ in self.places}
        theirs = {name.rpartition(".")[2] for _, name, _ in other.places}
        return not names.isdisjoint(theirs) and similar(self.parts, other.parts) >= RELATED

    def in_file(self, file: str) -> tuple[str, int]:
        """Name and line of the function in one of its files."""
        return next((name, line) for path, name, line in self.places if path == file)


class _Place(NamedTuple):
    file: str
    definition: DefinitionRecord
    hash: str = ""
    parts: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    bases: frozenset[str] = frozenset()  # of the class of a method

    @property
    def name(self) -> str:
        """Without the class of a method."""
        return str(self.definition["name"]).rpartition(".")[2]

    @property
    def owner(self) -> str:
        """The class of a method."""
        return str(self.definition["name"]).rpartition(".")[0].rpartition(".")[2]

    def overrides(self, other: _Place) -> bool:
        """A method that does nearly what that of its base does, and is asked in its place."""
        return bool(other.owner) and other.owner in self.bases


def copies(project: Project) -> Iterator[Copy]:
    """Each function that is in at least two files, by the first of its places."""
    by_hash: dict[str, list[_Place]] = defaultdict(list)
    for place in _read(project, _candidates(project)):
        by_hash[place.hash].append(place)
    groups = [_one_per_file(places) for places in by_hash.values()]
    by_name: dict[str, list[list[_Place]]] = defaultdict(list)
    for group in groups:
        for name in {place.name for place in group}:
            by_name[name].append(group)
    done: set[int] = set()
    for group in groups:
        if id(group) not in done:
            yield from _merged(group, [other for place in group for other in by_name[place.name]], done)


def _candidates(project: Project) -> list[_Place]:
    """Functions whose name or shape stands in another file too: only these are worth reading again."""
    places = list(_places(project))
    files: dict[str, set[str]] = defaultdict(set)
    for place in places:
        files[place.name].add(_stem(place.file))
        files[place.definition["shape"]].add(_stem(place.file))
    return [p for p in places if len(files[p.name]) > 1 or len(files[p.definition["shape"]]) > 1]


def _places(project: Project) -> Iterator[_Place]:
    packages = [p for p in project.summaries if p.endswith("__init__.py") and project.role(p) != "test"]
    for path in (*project.modules, *packages, *project.notebooks):
        summary = project.summaries[path]
        if summary["generated"] or summary["form"] in EXPORTS or _is_apart(project, path):
            continue
        for definition in summary["definitions"]:
            place = _Place(path, definition)
            if definition["shape"] and place.name.strip("_") and place.name not in _BOILERPLATE:
                yield place


def _is_apart(project: Project, path: str) -> bool:
    """Nobody would import from there: what is not meant to last, earlier states, the code of others."""
    return project.at_ease(path) or is_snapshot(path) or is_third_party(project.root, path)


def _read(project: Project, places: list[_Place]) -> Iterator[_Place]:
    """The places with what their bodies say; without functions that draw or work with no data."""
    wanted: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        wanted[place.file].append(place)
    for file, here in wanted.items():
        tree = read_source(project.root / file, display=file).tree
        if goes_along(project.root / file, tree):
            continue
        names, layered = _library_names(tree), _library_names(tree, LAYERED)
        by_line = {n.lineno: n for n in walk.statements(tree) if isinstance(n, _FUNCTIONS)}
        based = {n.name: _bases(n) for n in walk.statements(tree) if isinstance(n, ast.ClassDef)}
        for place in here:
            node = by_line.get(place.definition["line"])
            if node is None or definitions.plots(node) or _is_cell(node):
                continue
            if place.definition["works"] or any(isinstance(n, ast.Name) and n.id in names for n in ast.walk(node)):
                parts, layers = tuple(definitions.parts(node)), _built(node, layered)
                acts = tuple(sorted(definitions.acts(node)))
                digest, bases = definitions.digest(node), based.get(place.owner, frozenset())
                yield place._replace(hash=digest, parts=parts, layers=layers, acts=acts, bases=bases)


def _bases(node: ast.ClassDef) -> frozenset[str]:
    return frozenset(map(walk.called_as, node.bases))


def _built(node: ast.FunctionDef | ast.AsyncFunctionDef, names: set[str]) -> tuple[str, ...]:
    """The layers and transforms that a function puts together of what these names hold, sorted; none of fewer than 3.

    ``Conv2D`` of ``layers.Conv2D(8, 3)``.
    """
    calls = [n.func for n in walk.every_node(node) if isinstance(n, ast.Call)] if names else []
    known = [walk.called_as(f) for f in calls if not definitions.words(f).isdisjoint(names)]
    found = sorted(name for name in known if name[:1].isupper() and not _NO_PART.search(name))
    return tuple(found) if len(found) >= 3 else ()


def _is_cell(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A cell of a notebook that is kept as a module of functions: ``@app.cell``."""
    return any(re.match(r"app\.(?:cell|setup)\b", ast.unparse(decorator)) for decorator in node.decorator_list)


def _library_names(tree: ast.Module | None, of: Container[str] = ML_PACKAGES) -> set[str]:
    """The names under which a module knows what it imports from ML libraries."""
    out: set[str] = set()
    for node in walk.statements(tree):
        if isinstance(node, ast.Import):
            known = [a for a in node.names if a.name.partition(".")[0] in of]
            out |= {a.asname or a.name.partition(".")[0] for a in known}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            if (node.module or "").partition(".")[0] in of:
                out |= {a.asname or a.name for a in node.names}
    return out


def _merged(group: list[_Place], others: list[list[_Place]], done: set[int]) -> Iterator[Copy]:
    """Exact copies, joined with those of the same name that hardly differ and put the same things together."""
    done.add(id(group))
    parts, layers, exact = group[0].parts, group[0].layers, True
    for other in others:
        if id(other) in done or other[0].layers != layers or _is_override(group, other):
            continue
        if similar(parts, other[0].parts) >= SIMILAR:
            done.add(id(other))
            group, exact = _one_per_file([*group, *other]), False
    if len(group) > 1:
        places = tuple((p.file, p.definition["name"], p.definition["line"]) for p in group)
        yield Copy(len(parts), places, exact, parts, len({place.acts for place in group}) > 1)


def _is_override(one: list[_Place], other: list[_Place]) -> bool:
    """A method and that of its base: where they differ is why there are two."""
    return any(a.overrides(b) or b.overrides(a) for a in one for b in other)


def _one_per_file(places: list[_Place]) -> list[_Place]:
    """Also one per stem: a notebook and its script are one text, and versions are kept beside each other on purpose."""
    out: dict[str, _Place] = {}
    for place in sorted(places, key=lambda p: p.file):
        out.setdefault(_stem(place.file), place)
    return list(out.values())


def _stem(path: str) -> str:
    return without_version(path.rpartition(".")[0])


def similar(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of statements two functions have in common."""
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if one or other else 0.0
