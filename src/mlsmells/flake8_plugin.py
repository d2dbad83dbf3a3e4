"""The flake8 face of the file rules.

flake8 imports this module whenever it starts, with or without machine learning in sight:
nothing but the standard library may be imported at its top.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from mlsmells import __version__

if TYPE_CHECKING:
    import argparse
    import ast
    from collections.abc import Sequence

    from flake8.options.manager import OptionManager

    from mlsmells.config import Config

_WORD = re.compile(r"\w+")
Report = tuple[int, int, str, type["Plugin"]]


class Plugin:
    """One file. flake8 makes it with the tree and lines it has read already."""

    name = "mlsmells"
    version = __version__

    options: ClassVar[dict[str, Any]] = {}
    noqa: ClassVar[bool] = True

    def __init__(self, tree: ast.Module, filename: str, lines: Sequence[str]) -> None:
        self.tree = tree
        self.filename = filename
        self.lines = lines

    @classmethod
    def add_options(cls, manager: OptionManager) -> None:
        """Add the ``--mls-…`` options."""
        manager.add_option(
            "--mls-config",
            metavar="FILE",
            parse_from_config=True,
            normalize_paths=True,
            help="configuration of mlsmells; found from each file upwards if not given",
        )
        manager.add_option(
            "--mls-min-confidence",
            choices=("low", "medium", "high"),
            parse_from_config=True,
            help="report mlsmells findings of this confidence and above",
        )

        manager.add_option(
            "--mls-show-notes",
            action="store_true",
            default=None,
            parse_from_config=True,
            help="report mlsmells notes (findings of severity info), too",
        )

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Keep what was given."""
        cls.options = {
            "config": options.mls_config,
            "min_confidence": options.mls_min_confidence,
            "show_notes": options.mls_show_notes or None,
        }
        cls.noqa = not options.disable_noqa

    def run(self) -> Iterator[Report]:
        """Line on disk, 0-based column in characters, text, class."""
        if not self._concerns_us():
            return
        from mlsmells.config import ConfigError

        folder = os.path.dirname(os.path.abspath(self.filename))
        try:
            config = _config(folder, **self.options)
            for line, column, text in sorted(self._reports(config)):
                yield line, column, text, type(self)
        except ConfigError as error:
            # Raised, it would end flake8 for all files and all plugins.
            yield 1, 0, _printable(f"MLS000 not analysed: configuration: {error}"), type(self)

    def _concerns_us(self) -> bool:
        """A module without an ML library and without a word to us needs neither rules nor configuration."""
        from mlsmells.knowledge.packages import ml_packages

        if self.filename.endswith(".ipynb"):
            return True
        # More than imports: what is none costs an analysis that finds nothing.
        words = (word for line in self.lines if "import" in line for word in _WORD.findall(line))
        if ml_packages(frozenset(words)):
            return True
        from mlsmells.knowledge import hosts, preparation, secrets
        from mlsmells.knowledge.neighbours import lead_to_learning

        text = "".join(self.lines)
        if preparation.prepares(text) or "MLS" in text or "mlsmells" in text or hosts.named(text) or secrets.find(text):
            return True
        folder, given = os.path.dirname(os.path.abspath(self.filename)), self.options.get("config")
        return _teaches(folder) or bool(given and _says(given, b"knowledge")) or lead_to_learning(folder, text)

    def _reports(self, config: Config) -> Iterator[tuple[int, int, str]]:
        from mlsmells.core import Severity
        from mlsmells.core.kept import KEPT
        from mlsmells.engine.modules import modules_of
        from mlsmells.engine.one_file import told
        from mlsmells.engine.paths import displayed
        from mlsmells.engine.practices import practices_of
        from mlsmells.engine.problems import cited
        from mlsmells.sources import source_from_tree

        source = source_from_tree(self.tree, self.lines, displayed(Path(self.filename), config.root))
        found, problems, left = told(source, config, noqa=self.noqa)
        modules_of(config.root).keep(source)
        _settle()
        for at in (*found, *map(cited, chain(*problems))):
            if at.accepted or (at.finding.severity == Severity.INFO and not config.show_notes):
                continue
            practices = practices_of(at.finding.code, config)
            practice = f" [{practices[0].id}]" if practices else ""
            yield at.physical_line, at.column - 1, _printable(f"{at.finding.code} {at.finding.message}{practice}")
        # flake8 drops these itself, and who counts what its noqa comments drop (flake8-noqa) must see them.
        for at in left:
            yield at.physical_line, at.column - 1, _printable(f"{at.finding.code} {at.finding.message}")
        KEPT.save()


@lru_cache(maxsize=1)
def _settle() -> None:
    """Rules and knowledge stay for all files: the garbage collector need not walk through them again and again."""
    import gc

    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1024)
def _teaches(folder: str) -> bool:
    """A configuration above this folder may name libraries of the team's own. Looks at bytes, parses nothing."""
    for name in ("mlsmells.yaml", "mlsmells.yml", "pyproject.toml"):
        path = os.path.join(folder, name)
        if _says(path, b"knowledge") and (name != "pyproject.toml" or _says(path, b"tool.mlsmells")):
            return True
    parent = os.path.dirname(folder)
    return parent != folder and _teaches(parent)


def _says(path: str, word: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return word in file.read()
    except OSError:
        return False


@lru_cache(maxsize=1024)
def _config(
    folder: str, config: str | None = None, min_confidence: str | None = None, show_notes: bool | None = None
) -> Config:
    """The configuration for the files of a folder. Raises ConfigError."""
    from mlsmells.config import load_config
    from mlsmells.engine.settings import validate

    loaded = load_config(Path(folder), explicit=Path(config) if config else None, here=Path.cwd())
    if loaded.file is not None:
        validate(loaded)
    return loaded.with_options({"min_confidence": min_confidence, "show_notes": show_notes}, prefix="--mls-")


def _printable(text: str) -> str:
    """Names from the source stand in messages, and a terminal would obey their control characters."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
