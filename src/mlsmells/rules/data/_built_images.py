"""Container images that the project builds by itself: their tag means what was built last."""

from __future__ import annotations

import re

from mlsmells.core import regex
from mlsmells.facts import Facts, files

_BUILDERS = regex(r"(?:.*\.(?:sh|ya?ml|mk|bash|ps1)|makefile|justfile|dockerfile.*)$", re.IGNORECASE)
_MOST = 2_000


def built_here(facts: Facts, image: str) -> bool:
    """A script, a Makefile or a compose file of the project builds an image of this name."""
    if facts.root is None:
        return False
    name = re.escape(image.removesuffix(":latest"))
    built = re.compile(
        rf"\bbuild\b(?:[^\n]|\\\n)*?(?:-t|--tag)[ =][\"']?{name}(?::latest)?(?=[\s\"']|$)|"
        rf"\bimage:[ ]*[\"']?{name}(?::latest)?[\"']?\s*\n(?:[ ]+\S[^\n]*\n)*?[ ]+build:|"
        rf"\bbuild:[^\n]*\n(?:[ ]+\S[^\n]*\n)*?[ ]+image:[ ]*[\"']?{name}(?::latest)?[\"']?[ ]*$",
        re.MULTILINE,
    )
    paths = sorted(files.walk(facts.root))[:_MOST]
    scripts = (path for path in paths if _BUILDERS.fullmatch(path.rpartition("/")[2]))
    return any(built.search(files.text_of(facts.root / path)) for path in scripts)
