"""A project that calls itself a course, and whose scripts stand each for itself: a course without notebooks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from mlsmells.config.files import head_of
from mlsmells.core.patterns import regex

# Fewer scripts are a sample of somebody's work, and so are scripts of one folder.
SCRIPTS, FOLDERS = 8, 3
# Scripts that are read, each up to a size.
READ, MAX_BYTES = 60, 200_000
_NAME = regex(r"(?i)(?:^|[\W_])(?:courses?|tutorials?|books?|bootcamps?|lectures?|lessons?|zoomcamp)$")
_TITLE = regex(r"(?i)\b(?:courses?|tutorials?|books?|bootcamps?|curso|cours|kurs)\b|课程|教程|курс|講座|강의")
# A program about courses or books, or somebody's own work in one.
_ABOUT = regex(
    r"(?i)recommend|predict|rating|review|price|sales|service|\bapi\b|\bapp\b|platform|system|search|manage|site|store"
    r"|classif|detect|\bbot\b|enrol|student|project|capstone|thesis|submission"
)
_SERVED = regex(r"(?i)(?:^|/)(?:[\w.-]*dockerfile[\w.-]*|docker-compose[\w.-]*|procfile|serverless\.ya?ml)$")
_IMPORT = regex(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w.]+))", re.MULTILINE)
_HEADING = regex(r"^[\W_]*$")


def calls_itself_course(root: str, paths: Iterable[str], code: list[str]) -> bool:
    """By the name of its folder or the title of its README; its scripts lie in several folders and stand alone."""
    paths = list(paths)
    scripts = [path for path in code if path.endswith(".py")]
    if len(scripts) < SCRIPTS or len({PurePosixPath(path).parent for path in scripts}) < FOLDERS:
        return False
    if any(_SERVED.search(path) for path in paths):
        return False
    named = _NAME.search(Path(root).resolve().name) is not None
    title = _title(root, paths)
    if not named and not (_TITLE.search(title) and not _ABOUT.search(title)):
        return False
    return not _ABOUT.search(title) and _stand_alone(root, scripts)


def _title(root: str, paths: Iterable[str]) -> str:
    """The first line of the README that says something."""
    name = next((p for p in paths if p.lower() in ("readme.md", "readme.rst", "readme.txt")), "")
    head = head_of(os.path.join(root, name), MAX_BYTES) if name else ""
    lines = (line.strip() for line in head.splitlines())
    return next((line for line in lines if not _HEADING.match(line) and not line.startswith((".. ", "<", "[!"))), "")


def _stand_alone(root: str, scripts: list[str]) -> bool:
    """Hardly any script is imported by another one."""
    modules = {PurePosixPath(path).stem for path in scripts}
    read = scripts[:READ]
    bound = sum(any(part in modules for part in _imported(os.path.join(root, path))) for path in read)
    return bound * 4 <= len(read)


def _imported(path: str) -> Iterator[str]:
    for found in _IMPORT.finditer(head_of(path, MAX_BYTES)):
        yield from (found[1] or found[2] or "").split(".")
