"""How many findings there were at each commit, from the blobs that git keeps: nothing is checked out.

Each version of a file is judged once, by itself, with today's rules and settings: what only other modules or the whole
project show is not among it. The counts of a version are kept beside the results of earlier runs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Severity
from mlsmells.engine import rollup
from mlsmells.engine.cache import FOLDER, key_of
from mlsmells.engine.check import check_source
from mlsmells.engine.git import GitError, ask
from mlsmells.engine.keeping.places import Folder
from mlsmells.engine.keeping.store import Store
from mlsmells.engine.located import locate
from mlsmells.engine.workers import Progress, spread
from mlsmells.sources import digest_of, discoverable, source_from_bytes

if TYPE_CHECKING:
    from mlsmells.config import Config

SUBFOLDER = "history"
# Of a file's settings what decides which findings count, and how much.
_JUDGING = ("profile", "select", "ignore", "min_confidence", "severity", "of_others", "archived")
_REGULAR = ("100644", "100755")
Counts = Mapping[Severity, int]


class Moment(NamedTuple):
    """A commit, its day, how many files it held, and how many findings of each severity they gave."""

    commit: str
    day: str
    files: int
    counts: Counts


class Version(NamedTuple):
    """A file as a commit holds it."""

    path: str
    blob: str


def trend(
    config: Config, number: int, *, jobs: int | None = None, cached: bool = True, progress: Progress | None = None
) -> tuple[Moment, ...]:
    """The last ``number`` commits of the branch, the oldest first. Raises GitError."""
    commits = list(_commits(config, number))
    held = {commit: _versions(config, commit) for commit, _ in commits}
    known = _counts({version for versions in held.values() for version in versions}, config, jobs, cached, progress)
    return tuple(
        Moment(commit, day, len(held[commit]), _sum(known[version] for version in held[commit]))
        for commit, day in reversed(commits)
    )


def _commits(config: Config, number: int) -> Iterator[tuple[str, str]]:
    """The newest first. Those that a shallow clone does not hold are not there."""
    told = ask(config.root, "log", "--first-parent", f"--max-count={number}", "--format=%H %cs", "HEAD", "--")
    for line in told.splitlines():
        commit, _, day = line.partition(" ")
        yield commit, day


def _versions(config: Config, commit: str) -> list[Version]:
    """The files of the project in a commit: below the root, links left out."""
    blobs = {}
    for entry in ask(config.root, "ls-tree", "-r", "-z", commit).split("\0"):
        about, _, path = entry.partition("\t")
        mode, _, blob = about.partition(" blob ")
        if mode in _REGULAR:
            blobs[path] = blob
    return [Version(path, blobs[path]) for path in discoverable(blobs, exclude=config.exclude)]


def _counts(
    versions: Iterable[Version], config: Config, jobs: int | None, cached: bool, progress: Progress | None
) -> dict[Version, Counts]:
    store = Store(Folder(config.root / FOLDER / SUBFOLDER)) if cached else None
    keys = {version: _key(version, config) for version in sorted(versions)}
    known = {version: found for version, key in keys.items() if (found := _kept(store, version, key)) is not None}
    tasks = [(version, config) for version in keys if version not in known]
    judged = spread(_judge, tasks, jobs, given_up=_given_up, progress=progress)
    for (version, _), found in zip(tasks, judged, strict=True):
        known[version] = found
        if store is not None:
            numbers = json.dumps({level.name: number for level, number in found.items()})
            store.put_file(_name(version), [keys[version], numbers])
    if store is not None:
        store.save()
    return known


def _key(version: Version, config: Config) -> str:
    here = config.for_path(version.path)
    judging = [(name, getattr(here, name)) for name in _JUDGING]
    return digest_of(repr((key_of(version.path, version.blob, here), judging)).encode("utf-8", "surrogatepass"))


def _name(version: Version) -> str:
    return f"{version.blob} {version.path}"


def _kept(store: Store | None, version: Version, key: str) -> Counts | None:
    kept = store.file(_name(version)) if store is not None else None
    if kept is None or len(kept) != 2 or kept[0] != key:
        return None
    try:
        return {Severity[level]: int(number) for level, number in json.loads(kept[1]).items()}
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def _judge(task: tuple[Version, Config]) -> Counts:
    """The findings in one version of a file; none where git does not have it, or where it cannot be analysed."""
    version, config = task
    try:
        data = ask(config.root, "cat-file", "blob", version.blob).encode("utf-8", "surrogateescape")
    except GitError:
        return {}
    source = source_from_bytes(data, version.path)
    found = rollup.in_file(locate(check_source(source, config).findings, source))
    return Counter(at.finding.severity for at in found)


def _given_up(task: tuple[Version, Config]) -> Counts:
    """A version that ends each process that judges it counts as one that cannot be analysed."""
    return {}


def _sum(counts: Iterable[Counts]) -> Counts:
    total: Counter[Severity] = Counter()
    for each in counts:
        total.update(each)
    return total
