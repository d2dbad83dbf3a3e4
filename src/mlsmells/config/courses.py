"""Whether a project is a course, a book or a collection of tutorials: decided by the names of its files.

Names below the project's root, the head of the README and, last, gaps that notebooks leave for their reader are
looked at: cheap enough for one file in an editor, and the same answer for one file as for all of them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path, PurePosixPath

from mlsmells.config.course_names import calls_itself_course
from mlsmells.config.files import head_of, names_below
from mlsmells.core.patterns import regex

_NUMBERED = regex(
    r"(?i)(?:^|[\s_-])(?P<word>weeks?|day|lessons?|lectures?|lec|chapters?|chap|ch|modules?|units?|sessions?|sections?|"
    r"class|labs?|tutorials?|seminars?|homeworks?|hw|assignments?|exercises?|practicals?|practices?|psets?|"
    r"kapitel|lektion|woche|cap[ií]tulos?|lecci[oó]n|aula|semana|chapitres?|le[cç]on|semaine|capitolo|lezione|hoofdstuk|"
    r"глава|урок|лекция|занятие|неделя)"
    r"[\s_.-]*(?P<number>\d+(?:[_.-]\d+)?)"
)
# ``第四章``: the number stands before the word.
_COUNTED = regex(r"第\s*(?P<number>[\d一二三四五六七八九十百]+)\s*(?P<word>[章课課节節讲講周週回])")
_SPELLED = {"ch": "chapter", "chap": "chapter", "lec": "lecture", "hw": "homework", "clas": "class"}
# These words have other meanings: more of them are needed.
_WEAK = frozenset({"day", "module", "unit", "session", "section", "clas", "practice", "lab"})
STRONG_LESSONS, WEAK_LESSONS = 3, 4
_EXERCISE = regex(r"(?i)(?:^|[\s_-])(?:exercises?|solutions?|homeworks?|assignments?|quiz(?:zes)?)(?=$|[\s_.\d-])")
EXERCISES = 3
_STEP = regex(r"\d{1,2}[\s_.-]*[A-Za-z]")
STEPS = 4
# So many notebooks beside hardly any module, or so many whatever is beside them.
NOTEBOOKS, MANY_NOTEBOOKS = 10, 30
_TITLE = regex(
    r"(?i)\b(?:courses?|tutorials?|books?|handbook|lectures?|lessons?|workshops?|curriculum|bootcamp|zoomcamp|exercises|"
    r"specialization|nanodegree|articles)\b"
)
_OWN_WORK = regex(r"(?i)\bprojects?\b|\bcapstone\b|\bthesis\b|\bsubmission\b")
_HEAD = 400
_MARKUP = regex(r"<[^>]*>|!?\[[^\]]*\]\([^)]*\)")
TAUGHT_NOTEBOOKS = 5
# Notebooks that are read, each up to a size.
READ, MAX_BYTES = 8, 1_000_000
_GAPS = (
    b"YOUR CODE HERE",
    b"Your code here",
    b"your code here",
    b"START CODE HERE",
    b"### BEGIN SOLUTION",
    b'"nbgrader',
)
_PACKAGING = ("setup.py", "setup.cfg", "pyproject.toml")
_NO_PRODUCT = frozenset("tests test docs doc examples example notebooks scripts tutorials exercises".split())


def why_course(root: Path) -> str:
    """What shows that the project teaches; "" for any other project."""
    try:
        stamp = os.stat(root).st_mtime_ns
    except OSError:
        return ""
    return _why(str(root), stamp)


@lru_cache(maxsize=64)
def _why(root: str, stamp: int) -> str:
    paths = list(names_below(root, stamp))
    code = [path for path in paths if path.endswith((".py", ".ipynb"))]
    notebooks = [path for path in code if path.endswith(".ipynb")]
    if not code or _is_product(paths, code):
        return ""
    lessons = _lessons(code, paths)
    if lessons:
        return lessons
    exercises = [path for path in code if any(_EXERCISE.search(part) for part in _parts(path))]
    if len(exercises) >= EXERCISES:
        return f"{len(exercises)} exercises and solutions"
    modules = len(code) - len(notebooks)
    if len(notebooks) >= NOTEBOOKS and (modules * 4 <= len(notebooks) or len(notebooks) >= MANY_NOTEBOOKS):
        return f"{len(notebooks)} notebooks without a module of their own"
    steps = {path.split("/")[0] for path in code if "/" in path and _STEP.match(path)}
    if (len(steps) >= STEPS or len(notebooks) >= TAUGHT_NOTEBOOKS) and _teaches(root, paths):
        return "its README introduces a course"
    if calls_itself_course(root, paths, code):
        return "it calls itself a course, and its scripts stand each for itself"
    gaps = sum(_has_gap(os.path.join(root, path)) for path in notebooks[:READ])
    return f"{gaps} notebooks with gaps for the reader" if gaps > 1 and gaps * 2 >= len(notebooks[:READ]) else ""


def _is_product(paths: Iterable[str], code: list[str]) -> bool:
    """A package is what a good part of the code is: what lies beside it explores or explains it."""
    packages = {str(PurePosixPath(path).parent) for path in paths if path.endswith("/__init__.py")}
    tops = {p for p in packages if p.count("/") < 2 and not _NO_PRODUCT & set(p.lower().split("/"))}
    tops = {p for p in tops if not any(_NUMBERED.search(part) or _STEP.match(part) for part in p.split("/"))}
    inside = sum(any(path.startswith(f"{top}/") for top in tops) for path in code)
    packaged = any(path in _PACKAGING for path in paths)
    share = 8 if packaged else 4
    return inside > 0 and inside * share >= len(code)


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(path).with_suffix("").parts


def _lessons(code: Iterable[str], paths: Iterable[str]) -> str:
    """Numbered chapters, weeks, lessons: the same word with several numbers."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for found in _COUNTED.finditer("\n".join(paths)):  # which nothing else is called: other files count as well
        numbers[found["word"]].add(found["number"])
    for path in code:
        for part in _parts(path):
            for found in _NUMBERED.finditer(part):
                numbers[found["word"].lower().rstrip("s")].add(found["number"])
    for word, found_numbers in sorted(numbers.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(found_numbers) >= (WEAK_LESSONS if word in _WEAK else STRONG_LESSONS):
            return f"{len(found_numbers)} numbered parts called '{_SPELLED.get(word, word)}'"
    return ""


def _has_gap(path: str) -> bool:
    """Read as bytes: most of a notebook are pictures."""
    try:
        if os.path.getsize(path) > MAX_BYTES:
            return False
        with open(path, "rb") as file:
            text = file.read()
    except OSError:
        return False
    return any(gap in text for gap in _GAPS)


def _teaches(root: str, paths: Iterable[str]) -> bool:
    """The README begins with a course or a book, and not with somebody's own work in one."""
    name = next((p for p in paths if "/" not in p and p.lower() in ("readme.md", "readme.rst", "readme.txt")), "")
    if not name:
        return False
    head = _MARKUP.sub(" ", head_of(os.path.join(root, name), 4_000)).strip()[:_HEAD]
    return _TITLE.search(head) is not None and not _OWN_WORK.search(head)
