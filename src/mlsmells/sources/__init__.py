"""A path or text becomes a ``Source``: tree, lines, places, suppressions, problems."""

from __future__ import annotations

from mlsmells.sources.discovery import discover, discoverable
from mlsmells.sources.document import Cell, Place, Problem, Source
from mlsmells.sources.modules import ProjectModules
from mlsmells.sources.read import (
    digest_of,
    read_bytes,
    read_source,
    source_from_bytes,
    source_from_text,
    source_from_tree,
)
from mlsmells.sources.suppressions import Suppressions, Unused, suppressions_of

__all__ = [
    "Cell",
    "Place",
    "Problem",
    "ProjectModules",
    "Source",
    "Suppressions",
    "Unused",
    "digest_of",
    "discover",
    "discoverable",
    "read_bytes",
    "read_source",
    "source_from_bytes",
    "source_from_text",
    "source_from_tree",
    "suppressions_of",
]
