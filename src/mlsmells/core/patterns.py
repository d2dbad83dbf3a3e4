"""Regular expressions that are compiled when they are first used.

The rules hold some three hundred; a run over a few files needs a handful, and compiling all of them was a fifth of the
start-up.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Looks like the compiled pattern; its methods are the pattern's own from the first use on."""

    def __init__(self, text: str, flags: int) -> None:
        self._made_from = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._made_from)
        found = getattr(compiled, name)
        self.__dict__[name] = found  # asked for without this detour from now on
        return found


def regex(text: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """The pattern that ``re.compile`` would give."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
