"""A document is checked with the settings that the command line would use for its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.engine.located import Located
from mlsmells.engine.modules import modules_of
from mlsmells.engine.one_file import told
from mlsmells.engine.paths import displayed
from mlsmells.engine.settings import validate

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.core import Finding
    from mlsmells.server.documents import Document
    from mlsmells.sources import Source


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with what was found in it."""

    document: Document
    source: Source
    config: Config
    found: tuple[Located, ...] = field(default=())


def check(document: Document, here: Path | None) -> Checked:
    """Check it. ``here`` is the folder that the editor has opened. Raises ConfigError."""
    config = load_config(document.path, here=here)
    validate(config)
    shown = displayed(document.path, config.root)
    source = document.source(shown)
    if config.excludes(shown):
        return Checked(document, source, config)
    found, problems, _ = told(source, config)
    listed = (at for at in chain(found, *problems) if _is_listed(at, config))
    return Checked(document, source, config, tuple(listed))


def findings_of(source: Source, config: Config) -> list[Finding]:
    """What ``check`` says of a text that a fix has made."""
    return list(check_source(source, config, modules=modules_of(config.root)).findings)


def _is_listed(at: Located, config: Config) -> bool:
    quiet = not config.show_notes and config.fail_on != Severity.INFO
    return not at.accepted and not (quiet and at.finding.severity == Severity.INFO)
