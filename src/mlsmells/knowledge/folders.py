"""What the names of folders say about the code in them."""

from __future__ import annotations

import re

# States of the work that are kept, and places to try things out: nobody imports from there.
_SNAPSHOT = re.compile(
    r"(?:^|/)(?:[\w-]*[_.-])?(?:milestones?|staging|snapshots?|archived?|archives|backups?|bak|old|legacy|deprecated|"
    r"retired|obsolete|previous|initial|outdated|superseded|dev[_-]files|scratch\w*|sandbox|playground)(?:[_.-][\w.-]*)?/",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:^|(?<=/))v(?:er|ersion)?[_.-]?\d+(?:\.\d+)*/", re.IGNORECASE)
_RETIRED = re.compile(
    r"(?:^|[/_.-])(?:archived?|archives|deprecated|obsolete|retired|legacy|old|bak|backups?|attic|unused)(?=[/_.-]|$)"
    r"|(?:^|/)arch/",
    re.IGNORECASE,
)


def is_snapshot(path: str) -> bool:
    """A folder above the file keeps an earlier state, a delivery or drafts."""
    return _SNAPSHOT.search(path) is not None


def is_retired(path: str) -> bool:
    """The file, or a folder above it, is called retired."""
    return _RETIRED.search(path) is not None


def without_version(path: str) -> str:
    """The path without folders that number versions: ``api/v2/app.py`` is ``api/app.py``."""
    return _VERSION.sub("", path)
