"""Files that their own names, or those of the folders above them, put aside: kept, and run no more."""

from __future__ import annotations

import os
import re
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
# ``train_v1`` where ``train_v2`` lies beside it.
_VERSION = regex(r"(?i)(?P<name>|.*[\s_.-])v(?:er|ersion)?[\s_.-]?(?P<number>\d+(?:[._]\d+)*)")
# Versions that live side by side: interfaces, and architectures that are called so.
_SERVED = regex(r"(?i)api|rout|endpoint|serv|schema|proto|controller")
_CALLED_SO = regex(r"(?i)net|yolo|inception|bert|gpt|llama|xception|deeplab|former|detr|gan|sort|ssd|rcnn|vit|bleu")
MAX_SIBLINGS = 2000


def is_archived(root: Path, path: str) -> bool:
    """The file, or a folder above it, says that it is put aside."""
    pure = PurePosixPath(path)
    if path.startswith(("/", "../")):
        return False
    if _FILE.fullmatch(pure.stem) or _OF_SOMEBODY.fullmatch(pure.stem):
        return True
    folders = [str(folder) for folder in list(pure.parents)[:-1]]
    return any(_puts_aside(str(root), folder) for folder in folders) or _is_superseded(str(root), path, folders)


def _is_superseded(root: str, path: str, folders: list[str]) -> bool:
    """A later version of the file, or of a folder above it, lies beside it."""
    pure = PurePosixPath(path)
    if _later_version(root, str(pure.parent), pure.stem, pure.suffix):
        return True
    return any(_later_version(root, str(PurePosixPath(at).parent), PurePosixPath(at).name, "") for at in folders)


@lru_cache(maxsize=4096)
def _later_version(root: str, folder: str, name: str, suffix: str) -> bool:
    own = _VERSION.fullmatch(name)
    if own is None or _SERVED.search(f"{folder}/{own['name']}") or _CALLED_SO.search(own["name"]):
        return False
    if _ARCHITECTURES.search(PurePosixPath(folder).name):
        return False
    return any(
        other["name"].lower() == own["name"].lower() and _number(other) > _number(own)
        for other in _versions(root, folder, suffix)
    )


@lru_cache(maxsize=1024)
def _versions(root: str, folder: str, suffix: str) -> tuple[re.Match[str], ...]:
    """The numbered names in a folder: of files with the suffix, or of folders for none."""
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            found = [e.name for _, e in zip(range(MAX_SIBLINGS), entries, strict=False) if e.is_dir() != bool(suffix)]
    except OSError:
        return ()
    stems = (name.removesuffix(suffix) for name in found if name.endswith(suffix))
    return tuple(match for match in map(_VERSION.fullmatch, stems) if match is not None)


def _number(version: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in version["number"].replace("_", ".").split("."))


@lru_cache(maxsize=4096)
def _puts_aside(root: str, folder: str) -> bool:
    name = PurePosixPath(folder).name
    if _SHORT.fullmatch(name):
        above = PurePosixPath(folder).parent.name
        return not _ARCHITECTURES.search(above) and not os.path.isfile(os.path.join(root, folder, "__init__.py"))
    if _PASSING.fullmatch(name):
        return not os.path.isfile(os.path.join(root, folder, "__init__.py"))
    return _ASIDE.search(name) is not None or _KERNELS.fullmatch(name) is not None
