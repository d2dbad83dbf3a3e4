"""Which Python a project runs on, as far as its continuous integration and the kernels of its notebooks say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.files import text_of, walk

Version = tuple[int, int]
_MATRIX = regex(r"python-version[s]?[\"']?:[ \t]*(\[[^\]]*\]|[^\n]*(?:\n[ \t]*-[ \t]*[\"']?\d\.\d+[^\n]*)*)")
_NUMBER = regex(r"(?<![\d.])([23])\.(\d+)")
_KERNEL = regex(r'"version"\s*:\s*"(\d+)\.(\d+)')
# The metadata of a notebook stand behind its cells.
_TAIL, MAX_NOTEBOOKS = 4_000, 200


def kernel_of(text: str) -> Version | None:
    """The Python of the kernel that a notebook was last saved with."""
    at = text.rfind('"language_info"')
    found = _KERNEL.search(text, at, at + 1000) if at >= 0 else None
    return (int(found[1]), int(found[2])) if found is not None else None


def tested_below(root: Path, minor: int) -> bool:
    """The newest Python of the project's workflows is one before 3.``minor``."""
    found = [
        (int(major), int(number))
        for path in sorted((root / ".github" / "workflows").glob("*.y*ml"))
        for matrix in _MATRIX.findall(text_of(path))
        for major, number in _NUMBER.findall(matrix)
    ]
    return bool(found) and max(found) < (3, minor)


def kernels_below(root: Path, minor: int) -> bool:
    """The newest kernel of the project's notebooks is one before 3.``minor``."""
    found = _kernels(root)
    return bool(found) and max(found) < (3, minor)


@lru_cache(maxsize=16)
def _kernels(root: Path) -> tuple[Version, ...]:
    return tuple(version for version in map(kernel_of, _tails(root)) if version is not None)


def _tails(root: Path) -> Iterator[str]:
    notebooks = [path for path in walk(root) if path.endswith(".ipynb")]
    for path in notebooks[:MAX_NOTEBOOKS]:
        try:
            with (root / path).open("rb") as file:
                size = file.seek(0, 2)
                file.seek(max(0, size - _TAIL))
                yield file.read().decode("utf-8", "replace")
        except OSError:
            continue
