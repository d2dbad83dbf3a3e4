"""The first Python 3 that versions of libraries can be installed on."""

from __future__ import annotations

# Library → (version, the minor number of the Python it needs), oldest first.
_NEEDS: dict[str, tuple[tuple[tuple[int, int], int], ...]] = {
    "numpy": (((1, 20), 7), ((1, 22), 8), ((1, 25), 9), ((2, 1), 10), ((2, 3), 11)),
    "pandas": (((1, 2), 7), ((1, 4), 8), ((2, 1), 9), ((3, 0), 11)),
    "scikit-learn": (((1, 0), 7), ((1, 1), 8), ((1, 4), 9), ((1, 7), 10), ((1, 8), 11)),
    "scipy": (((1, 6), 7), ((1, 8), 8), ((1, 11), 9), ((1, 14), 10), ((1, 16), 11)),
    "tensorflow": (((2, 12), 8), ((2, 14), 9)),
    "keras": (((3, 0), 9),),
    "torch": (((1, 11), 7), ((2, 0), 8), ((2, 5), 9), ((2, 9), 10)),
    "pytorch-lightning": (((2, 0), 8),),
}


def needed(library: str, version: str) -> int:
    """The minor number that Python 3 must have for this version; 0 where any will do, or nothing is known."""
    major, _, rest = version.partition(".")
    wanted = (int(major), int(rest.partition(".")[0] or 0))
    return max((minor for since, minor in _NEEDS.get(library, ()) if since <= wanted), default=0)
