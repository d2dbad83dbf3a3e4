"""What formats have in common that know lines on disk alone, not the cells of a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.core import Severity
from mlsmells.report._terminal import escape

if TYPE_CHECKING:
    from mlsmells.engine.located import Located

HOME = "https://github.com/mlsmells/mlsmells"


def last_line(at: Located) -> int:
    """The finding's last line on disk."""
    return max(at.physical_line, at.physical_end_line)


def said(at: Located) -> str:
    """The message, in a notebook with the place that a reader looks for; safe to print."""
    where = f"cell {at.cell} line {at.line}: " if at.cell is not None else ""
    return escape(f"{where}{at.finding.message}")


def title(at: Located) -> str:
    """``MLS103 statistics-before-split``."""
    return f"{at.finding.code} {at.finding.name}"


def is_error(at: Located) -> bool:
    """The finding is an error; the services know no other level that fails."""
    return at.finding.severity == Severity.ERROR


def is_note(at: Located) -> bool:
    """The finding fails nothing."""
    return at.finding.severity == Severity.INFO
