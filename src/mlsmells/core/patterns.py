"""Regular expressions that are compiled when they are first used.

The rules hold some three hundred; a run over a few files needs a handful, and compiling all of them was a fifth of the
start-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


class _Among:
    """Searches only texts that hold one of a few plain ones: looking for those is many times as fast."""

    def __init__(self, pattern: _Lazy, texts: Sequence[str]) -> None:
        self._pattern, self._texts = pattern, texts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def _may_be_in(self, text: str) -> bool:
        return any(part in text for part in self._texts)

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text) if self._may_be_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(text) if self._may_be_in(text) else iter(())


def regex(text: str, flags: int | re.RegexFlag = 0, *, among: Sequence[str] = ()) -> re.Pattern[str]:
    """The pattern that ``re.compile`` would give.

    ``among``: texts of which each match holds one (so case must matter). Worth it for what is searched for in whole
    files and begins with anything but one plain word.
    """
    lazy = _Lazy(text, flags)
    return cast("re.Pattern[str]", _Among(lazy, among) if among else lazy)
