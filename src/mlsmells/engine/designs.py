"""The rules about design documents alone: what ``mlsmells design check`` and its hook run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.engine import project_rules
from mlsmells.engine.project import ProjectResult, run_of, settled

if TYPE_CHECKING:
    from mlsmells.config import Config

# The rules whose findings stand in a design document; what the code says is left to ``mlsmells check``.
CODES = frozenset("MLS902 MLS903 MLS905 MLS907 MLS909 MLS917 MLS918".split())


class Designs(NamedTuple):
    """A run, the documents it judged, and those that could not be read."""

    run: ProjectResult
    documents: tuple[str, ...]
    unread: tuple[str, ...]


def check_designs(paths: Sequence[Path], config: Config) -> Designs:
    """Check the design documents among the files and below the folders; all of the project where none is named."""
    from mlsmells.facts.project.model import Project

    rules = [rule for rule in project_rules.selected_anywhere(config) if rule.code in CODES]
    documents = Project(config.root, {}).documents
    judged = tuple(document.path for document, _ in documents.designs if _is_among(document.path, paths, config.root))
    unread = tuple(path for path in documents.unread if _is_among(path, paths, config.root))
    run = settled(run_of((), project_rules.check(rules, {}, config)), config.root)
    findings = tuple(at for at in run.findings if at.path in judged)
    return Designs(replace(run, findings=findings, files=judged), judged, unread)


def _is_among(path: str, wanted: Sequence[Path], root: Path) -> bool:
    full = root / path
    return not wanted or any(full.is_relative_to(os.path.abspath(one)) for one in wanted)
