"""A run in, text out. Each public module of this package is an output format of its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from mlsmells.report._terminal import escape

if TYPE_CHECKING:
    from mlsmells.config import Practice
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult

__all__ = ["Practices", "asks", "escape", "formats", "render"]

# From a rule's code to the practices it serves.
Practices = Callable[[str], "tuple[Practice, ...]"]


def formats() -> list[str]:
    """The names of the output formats."""
    return [
        module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")
    ]


def asks(output_format: str, wish: str) -> bool:
    """Whether a format says of itself that it wants something.

    ``FOR_READERS``: paths as a reader writes them; ``FOR_CI``: as a CI service does. ``WITH_EDITS``: what fixes change.
    ``MARKS_ACCEPTED``: findings that were accepted; ``MARKS_SILENCED``: those that comments silence.
    """
    return bool(getattr(_module(output_format), wish, False))


def render(
    output_format: str,
    run: ProjectResult,
    practices: Practices,
    *,
    color: bool = False,
    called: Callable[[str], str] = str,
    root: Path | None = None,
) -> str:
    """The run in one of ``formats()``, ending in a line end unless it is empty.

    ``called`` says what a reader calls a path; formats for programs keep it relative to the project's ``root``.
    """
    if asks(output_format, "FOR_READERS"):
        run = _named(run, called)
    elif root is not None:
        from mlsmells.engine.paths import from_root, from_workspace

        run = _named(run, partial(from_workspace if asks(output_format, "FOR_CI") else from_root, root=root))
    text: str = _module(output_format).render(run, practices, color=color)
    return text


def _module(output_format: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{output_format.replace('-', '_')}")


def _named(run: ProjectResult, called: Callable[[str], str]) -> ProjectResult:
    return replace(
        run,
        findings=_called(run.findings, called),
        errors=_called(run.errors, called),
        silenced=_called(run.silenced, called),
        files=tuple(map(called, run.files)),
    )


def _called(found: Iterable[Located], called: Callable[[str], str]) -> tuple[Located, ...]:
    return tuple(
        replace(at, path=called(at.path), places=tuple(replace(each, path=called(each.path)) for each in at.places))
        for at in found
    )
