"""Which files that a notebook leaves are used by the rest of the project: what a service loads, what a step reads."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.said import documents
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.syntax.files import text_of, walk
from mlsmells.knowledge.folders import is_retired
from mlsmells.sources import read_source

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project

# Where a project says what it runs on: settings, images, stages.
_SETTINGS = regex(
    r"(?:.*\.(?:ya?ml|toml|ini|cfg|env|conf|sh)|(?:.*\.)?dockerfile(?:\..*)?|makefile|config\w*\.json|settings\w*\.json)$",
    re.IGNORECASE,
)
_MAX = 100_000
# Letters of a name that must be known before it is told from others.
_KNOWN = 4
# A heading or a remark; longer lines explain.
_LABEL = 80


def reader_of(project: Project, notebook: str) -> str:
    """The first file that uses what the notebook writes; "" for none. Other notebooks are no part of the product."""
    files = [path for path in _left(project, notebook) if not _made_elsewhere(project, path)]
    if not files:
        return ""
    names = re.compile(rf"(?:^|[\"'/\\\s=:])(?:{'|'.join(map(_pattern, files))})(?=[\"'\s,:]|$)", re.MULTILINE)
    quoted = re.compile(rf"[\"'/\\](?:{'|'.join(map(_pattern, files))})[\"']")
    for module in project.modules:
        if not (project.at_ease(module) or is_retired(module)) and quoted.search(text_of(project.root / module)[:_MAX]):
            return module
    return next((path for path in _settings(project) if names.search(text_of(project.root / path)[:_MAX])), "")


def said_of_cell(project: Project, notebook: str, line: int) -> str:
    """The short remarks in the cell above a line, and the short lines of the text above the cell."""
    source = read_source(project.root / notebook, display=notebook)
    said = "\n".join(documents(source, line))
    return "\n".join(text for text in said.splitlines() if len(text) <= _LABEL)


def _left(project: Project, notebook: str) -> Iterator[str]:
    """The names of the models and tables that the notebook writes."""
    for write in project.summaries[notebook]["writes"]:
        name = PurePosixPath((write["path"] or "").strip("'").replace("\\", "/")).name
        if write["what"] in ("model", "data") and "." in name and len(_stem(name)) >= _KNOWN:
            yield name


def _stem(name: str) -> str:
    return name.replace(HOLE, "").rpartition(".")[0]


def _pattern(name: str) -> str:
    return re.escape(name).replace(re.escape(HOLE), r"[\w{}%.-]*")


def _made_elsewhere(project: Project, name: str) -> bool:
    """A module writes a file of that name, perhaps one that is put together at run time."""
    for module in project.modules:
        for write in project.summaries[module]["writes"]:
            own = PurePosixPath(write["path"] or "").name
            same = own == name or fnmatch.fnmatchcase(name.replace(HOLE, "0"), own.replace(HOLE, "*"))
            if same and len(_stem(own)) >= _KNOWN:
                return True
    return False


def _settings(project: Project) -> Iterator[str]:
    for path in sorted(project.tracked or walk(project.root)):
        name = path.rpartition("/")[2]
        if _SETTINGS.fullmatch(name) and not path.startswith(("../", ".github/")) and not is_retired(path):
            yield path
