"""The template of the page: everything that is not ours is escaped, and no script runs but our own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmells.core.words import counted
from mlsmells.engine.registry import by_code
from mlsmells.report import escape
from mlsmells.report.concise import LEVELS, place

if TYPE_CHECKING:
    from mlsmells.engine.located import Located

CLIP = 200  # characters of a line: generated code has lines of megabytes
PARTS = Path(__file__).parent / "parts"


def template(rank: Callable[[Located], Any]) -> Any:
    """The page, to be filled. ``rank`` puts findings in order. Raises ImportError without jinja2."""
    import jinja2
    import markupsafe

    def said(value: Any) -> Any:
        """Control characters and direction marks are shown, not obeyed; what is markup already stays."""
        return escape(value) if isinstance(value, str) and not isinstance(value, markupsafe.Markup) else value

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PARTS),
        autoescape=True,
        finalize=said,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script = ((PARTS / file).read_text(encoding="utf-8") for file in ("page.css", "filter.js"))
    environment.globals.update(
        style=markupsafe.Markup(style),
        script=markupsafe.Markup(script),
        style_digest=_digest(style),
        script_digest=_digest(script),
        family=lambda at: by_code()[at.finding.code].family,
        level=lambda at: LEVELS[at.finding.severity],
        place=place,
        counted=counted,
        clipped=_clipped,
        worst=lambda found: sorted(found, key=rank),
        is_web=lambda url: url.startswith(("https://", "http://")),
    )
    return environment.get_template("page.html.jinja")


def _digest(text: str) -> str:
    """By which a browser knows our own style and script, and runs no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _clipped(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= CLIP else f"{text[: CLIP - 1]}…"
