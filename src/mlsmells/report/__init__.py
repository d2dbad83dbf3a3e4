"""A run in, text out. Each public module of this package is an output format of its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mlsmells.report._terminal import escape

if TYPE_CHECKING:
    from mlsmells.config import Practice
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult

__all__ = ["Practices", "escape", "formats", "render"]

# From a rule's code to the practices it serves.
Practices = Callable[[str], "tuple[Practice, ...]"]


def formats() -> list[str]:
    """The names of the output formats."""
    return [
        module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")
    ]


def render(
    output_format: str,
    run: ProjectResult,
    practices: Practices,
    *,
    color: bool = False,
    called: Callable[[str], str] = str,
) -> str:
    """The run in one of ``formats()``, ending in a line end unless it is empty.

    ``called`` says what a reader calls a path; formats for programs keep it relative to the project's root.
    """
    module = importlib.import_module(f"{__name__}.{output_format.replace('-', '_')}")
    if getattr(module, "FOR_READERS", False):
        run = replace(run, findings=_called(run.findings, called), errors=_called(run.errors, called))
    text: str = module.render(run, practices, color=color)
    return text


def _called(found: Iterable[Located], called: Callable[[str], str]) -> tuple[Located, ...]:
    return tuple(replace(at, path=called(at.path)) for at in found)
