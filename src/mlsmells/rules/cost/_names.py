"""Names of language models that their providers move on to newer snapshots."""

from __future__ import annotations

import re

from mlsmells.core import regex
from mlsmells.facts import llm

_MOVES = regex(
    r"""(^|/)(gpt-(3\.5-turbo|4|4-turbo|4o|4o-mini|4\.1|4\.1-mini|4\.1-nano|5|5-mini|5-nano)(-16k|-32k|-preview)?
      |o[134](-mini|-pro|-preview)?|chatgpt-4o
      |claude-(3-7-sonnet|3-5-sonnet|3-5-haiku|opus-4(-[015])?|sonnet-4(-[05])?|haiku-4-5)
      |gemini-(pro|pro-vision|1\.[05]-(pro|flash)(-8b)?|2\.0-flash(-lite)?)
      |deepseek-(chat|reasoner)|qwen-(max|plus|turbo))$""",
    re.VERBOSE,
)
_LATEST = regex(r"[-:@]latest$")


def floats(request: llm.Request) -> bool:
    """Another snapshot may answer tomorrow."""
    return not request.is_local and (_MOVES.search(request.model) is not None or is_latest(request))


def is_latest(request: llm.Request) -> bool:
    """The name says so itself."""
    return _LATEST.search(request.model) is not None
