"""What the lineage of a project is made of: its graph, and the trails that programs leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from mlsmells.core.records import dataclass, field
from mlsmells.facts.analyses.file_uses import FileUse, from_root, is_known
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.interpreter.environment import READS, WRITES

DATA, SETTINGS, SCRIPT, NOTEBOOK, STAGE = "data", "settings", "script", "notebook", "stage"
CODE, DVC, BOTH = "code", "dvc.yaml", "both"
SETTINGS_SUFFIXES = (".yaml", ".yml", ".toml", ".cfg", ".ini", ".json")
_CODE_SUFFIXES = (".py", ".ipynb", ".sh", ".r", ".R", ".sql", ".lock", "requirements.txt", "pyproject.toml", "setup.py")


class Node(NamedTuple):
    """A file or folder of data, or who works on it. ``path`` of a stage: the script it runs, if it is one."""

    id: str
    kind: str
    path: str


class DataAccess(NamedTuple):
    """Where the code reads or writes: its file and line, and the very file it says."""

    file: str
    line: int
    path: str


@dataclass(slots=True)
class Edge:
    """Data goes from ``start`` to ``end`` (ids). ``places`` are those in the code, none if only dvc.yaml says so."""

    start: str
    end: str
    declared: bool = False
    places: set[DataAccess] = field(default_factory=set)

    @property
    def said_by(self) -> str:
        """``code``, ``dvc.yaml`` or ``both``."""
        return (BOTH if self.declared else CODE) if self.places else DVC


class Difference(NamedTuple):
    """A stage and its script disagree. ``kind``: missing-dep, missing-out, dep-never-read, out-never-written."""

    stage: str
    kind: str
    path: str
    file: str
    line: int
    message: str


class CallPlace(NamedTuple):
    """A file and a line on disk."""

    file: str
    line: int


class Unclear(NamedTuple):
    """Reads or writes of unknown paths, or a stage whose command is no Python file of the project."""

    node: str
    what: str
    places: tuple[CallPlace, ...] = ()


@dataclass(slots=True)
class Lineage:
    """The graph of a project; everything sorted when it is finished."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)

    def edge(self, start: str, end: str) -> Edge:
        """The edge, made when it is new."""
        return self.edges.setdefault((start, end), Edge(start, end))


@dataclass(slots=True)
class Trail:
    """What programs do: known uses by path from the root, and where they are of unknown paths."""

    reads: dict[str, set[DataAccess]] = field(default_factory=dict)
    writes: dict[str, set[DataAccess]] = field(default_factory=dict)
    unknown_reads: set[CallPlace] = field(default_factory=set)
    unknown_writes: set[CallPlace] = field(default_factory=set)
    files: set[str] = field(default_factory=set)  # whose code was seen
    words: list[str] = field(default_factory=list)  # texts that may name a path in another way

    def add(self, use: FileUse, root: Path, folder: str, declared: Sequence[str]) -> None:
        """Take a use over. Of a path that is known in part the folder is enough if that is declared."""
        self.files.add(use.file)
        if use.path is not None and HOLE in use.path:
            inside = from_root(use.path.partition(HOLE)[0].rpartition("/")[0], root, folder)
            use = use._replace(path=inside if any(is_in(inside, whole) for whole in declared) else None)
            folder = ""
        if use.path is None or not is_known(use.path):
            unknown = {READS: self.unknown_reads, WRITES: self.unknown_writes}
            unknown[use.mode].add(CallPlace(use.file, use.line))
            return
        path = from_root(use.path, root, folder)
        known = self.reads if use.mode == READS else self.writes
        known.setdefault(path, set()).add(DataAccess(use.file, use.line, path))

    def names(self, path: str) -> bool:
        """The code, its arguments or settings hold the last part of the path: it may be used in a way nobody knows."""
        last = path.rstrip("/").rpartition("/")[2]
        return any(last in word for word in self.words)


def is_code(path: str) -> bool:
    """Source code or its requirements."""
    return path.endswith(_CODE_SUFFIXES)


def is_in(path: str, whole: str) -> bool:
    """The file or folder, or something in it."""
    return path == whole or path.startswith(whole.rstrip("/") + "/")


def is_covered(path: str, declared: Iterable[str]) -> bool:
    """One of them is the path, holds it, or is in the folder that the path is."""
    return any(is_in(path, one) or is_in(one, path) for one in declared)
