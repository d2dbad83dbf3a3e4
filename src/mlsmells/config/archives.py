"""Files that their own names, or those of the folders above them, put aside: kept, and run no more."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePosixPath

from mlsmells.core.patterns import regex

# A word of its own in the name of a folder: ``old``, ``old_scripts``, ``archive-2020``.
_ASIDE = regex(
    r"(?i)(?:^|[\s_.-])(?:archived?|archives|old|legacy|deprecated|backups?|bak|attic|unused|obsolete|retired|outdated|"
    r"superseded|graveyard)(?=[\s_.-]|$)"
)
# The whole name of a folder: ``temp_model`` may be about temperatures, ``from_scratch`` is how something is made.
_PASSING = regex(r"(?i)_?(?:te?mp|scratch(?:pad)?)[_-]?\d*")
# ``models/arch`` may hold architectures.
_SHORT = regex(r"(?i)_?arch")
_ARCHITECTURES = regex(r"(?i)model|net|backbone|layer|modul|lib")
_KERNELS = regex(r"(?i)(?:public|other|others|external|reference|best|top)[_-]?(?:kernels?|notebooks|solutions)")
# In the name of a file only at an end that says so: ``legacy_loader.py`` reads old data, and runs.
_FILE = regex(
    r"(?i)(?:.*[\s_.-])?(?<!years_)(?<!year_)(?<!days_)(?<!months_)(?:old|bak|backup|deprecated|unused|obsolete|archived?|"
    r"outdated|retired|legacy)(?:[\s_.-]?v?\d+)?"
    r"|(?:deprecated|unused|obsolete|archived|outdated|retired|old)[\s_.-](?!faithful).*"
)
# ``Jane_Doe_kernel``: what somebody else has published.
_OF_SOMEBODY = regex(r"[A-Z][a-z]+[_-][A-Z][a-z]+[_-](?:kernel|notebook|solution)s?")


def is_archived(root: Path, path: str) -> bool:
    """The file, or a folder above it, says that it is put aside."""
    pure = PurePosixPath(path)
    if path.startswith(("/", "../")):
        return False
    if _FILE.fullmatch(pure.stem) or _OF_SOMEBODY.fullmatch(pure.stem):
        return True
    return any(_puts_aside(str(root), str(folder)) for folder in list(pure.parents)[:-1])


@lru_cache(maxsize=4096)
def _puts_aside(root: str, folder: str) -> bool:
    name = PurePosixPath(folder).name
    if _SHORT.fullmatch(name):
        above = PurePosixPath(folder).parent.name
        return not _ARCHITECTURES.search(above) and not os.path.isfile(os.path.join(root, folder, "__init__.py"))
    if _PASSING.fullmatch(name):
        return not os.path.isfile(os.path.join(root, folder, "__init__.py"))
    return _ASIDE.search(name) is not None or _KERNELS.fullmatch(name) is not None
