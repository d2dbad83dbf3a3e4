"""The flake8 face of the file rules.

flake8 imports this module whenever it starts, with or without machine learning in sight:
nothing but the standard library may be imported at its top.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from mlsmells import __version__

if TYPE_CHECKING:
    import argparse
    import ast
    from collections.abc import Sequence

    from flake8.options.manager import OptionManager

    from mlsmells.config import Config
    from mlsmells.sources import Source

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

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Keep what was given."""
        cls.options = {"config": options.mls_config, "min_confidence": options.mls_min_confidence}
        cls.noqa = not options.disable_noqa

    def run(self) -> Iterator[Report]:
        """Line (on disk), 0-based column in characters, text."""
        from mlsmells.config import ConfigError

        try:
            config = _config(os.path.dirname(self.filename), *self.options.values())
            for line, column, text in sorted(self._reports(config)):
                yield line, column, text, type(self)
        except ConfigError as error:
            yield 1, 0, f"MLS000 configuration: {error}", type(self)

    def _reports(self, config: Config) -> Iterator[tuple[int, int, str]]:
        from mlsmells.engine.check import check_source
        from mlsmells.engine.project import displayed

        source = self._source(displayed(self.filename, config.root))
