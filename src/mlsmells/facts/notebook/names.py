"""Names a notebook may use without binding them, and names its magics and unreadable cells may bind."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex

if TYPE_CHECKING:
    from mlsmells.sources.document import Cell

# Builtins of every Python a notebook may be written for: what is known must not depend on our own version.
_OTHER_PYTHONS = frozenset(
    "aiter anext EncodingWarning BaseExceptionGroup ExceptionGroup PythonFinalizationError WindowsError "
    "apply basestring "
    "buffer cmp coerce execfile file intern long raw_input reduce reload unichr unicode xrange StandardError".split()
)
_IPYTHON = frozenset(
    "display get_ipython In Out exit quit _ __ ___ _i _ii _iii _ih _oh _dh _exit_code _sh __name__ "
    "__doc__ __file__ "
    "__builtins__ __builtin__ __spec__ __loader__ __package__ __session__ __vsc_ipynb_file__ __annotations__".split()
)
# What Spark, Databricks, Synapse and pyodide kernels put there before the first cell.
_HOSTED = frozenset(
    "spark sc sqlContext sqlCtx _sqldf dbutils displayHTML table sql mssparkutils notebookutils".split()
)
GIVEN = frozenset(dir(builtins)) | _OTHER_PYTHONS | _IPYTHON | _HOSTED

_HISTORY = regex(r"_(?:i?\d+|i+)$")
_MAGIC = regex(r"\s*%{1,2}(\w+)[ \t]*(.*)", re.DOTALL)
_WORD = regex(r"[A-Za-z_]\w*")

# Magics after which any name may exist.
_OPENING = frozenset(
    "run load loadpy pylab autopx px bookmark restore cellscript cython cython_inline rerun recall rep".split()
)
# Magics that bind nothing but what their Python argument binds (that is in the tree), or nothing at all.
_HARMLESS = frozenset(
    "matplotlib timeit time load_ext reload_ext autoreload aimport config env set_env cd pwd ls ll who "
    "whos pip conda mamba "
    "uv html javascript js latex markdown svg tensorboard prun memit mprun lprun precision debug pdb "
    "history reset xdel "
    "reset_selective notebook watermark rm mkdir cp mv cat more less man system sx colors xmode alias "
    "rehashx writefile "
    "snakeviz scalene logstart logon logoff magic lsmagic doctest_mode automagic autosave bash sh cmd script".split()
)
_BIND_IN_TEXT = (
    re.compile(r"(?:^|[;\s\d(,)\]}\"'])([A-Za-z_]\w*)[ \t]*(?::[^=\n]{1,80})?:?=(?!=)", re.MULTILINE),
    re.compile(r"\b(?:def|class|cdef|cpdef|as|AS|for|global|type)\b[ \t]+(?:[\w\[\]:]+[ \t]+)*?([A-Za-z_]\w*)"),
)
_BIND_LISTS = (
    re.compile(r"^(?=[^=\n()]*,)([^=\n()]*)=(?!=)", re.MULTILINE),  # a, b = …
    re.compile(r"\bfor[ \t]{1,9}(.{1,200}?)[ \t]{1,9}in\b"),
    re.compile(r"\bimport[ \t]+(.+)"),
)
_OPEN_TEXT = regex(r"\bimport[ \t]*(?:\([ \t]*)?\*|\bexec(?:file)?\b|\bglobals\b|^[ \t]*%(?:run|pylab)\b", re.MULTILINE)


def given(name: str) -> bool:
    """A builtin, a name of IPython or of a hosted kernel."""
    return name in GIVEN or _HISTORY.match(name) is not None


class Injection(NamedTuple):
    """What magics bind: these names, or (``open``) names nobody can tell."""

    names: frozenset[str] = frozenset()
    open: bool = False


_NOTHING = Injection()


def of_magics(cell: Cell) -> Injection:
    """The names the magics of a cell may bind."""
    if not cell.magics:
        return _NOTHING
    names: set[str] = set()
    opened = False
    for line in cell.magics:
        found = _of_magic(line)
        names |= found.names
        opened |= found.open
    if is_foreign(cell):
        names |= names_in_text(cell.source)
    return Injection(frozenset(names), opened)


def _of_magic(line: str) -> Injection:
    match = _MAGIC.match(line)
    if match is None:
        return Injection()  # a shell line, or a question
    word, rest = match[1], match[2]
    if word == "store":
        restored = [w for w in rest.split() if not w.startswith("-")]
        return Injection(frozenset(restored), "-r" in rest.split() and not restored)
    if word in _OPENING:
        return Injection(open=True)
    if "<<" in rest:
        return Injection(frozenset(_WORD.findall(rest.partition("<<")[0])))
    if word in _HARMLESS and not re.search(r"--(?:out|err|proc)\b", rest):
        return Injection()
    return Injection(frozenset(_WORD.findall(rest)))


def is_foreign(cell: Cell) -> bool:
    """A ``%%`` cell that is not Python of this kernel: its code is a placeholder."""
    return bool(cell.magics) and cell.code.strip() == "pass"


def is_timed(cell: Cell) -> bool:
    """``%%timeit``: the body runs in a function of its own, again and again, and binds nothing in the notebook."""
    return any(magic.lstrip().startswith("%%timeit") for magic in cell.magics)


def opens(cell: Cell) -> bool:
    """A cell that does not parse and after which any name may exist."""
    return bool(cell.broken) and _OPEN_TEXT.search(cell.source) is not None


def may_bind(cell: Cell, name: str) -> bool:
    """A cell that does not parse, or is in another language, may bind the name."""
    if not (cell.broken or cell.kind == "raw"):
        return False
    bound = names_in_text(cell.source)
    if name in bound:
        return True
    # Lines that were saved without their ends: "… as pltimport os", "1y = 2".
    run_together = "\n" not in cell.source.strip()
    return run_together and any(word.startswith(name) or word.endswith(name) for word in bound)


def names_in_text(text: str) -> frozenset[str]:
    """Words that look bound: before ``=``, after def, class, import, as, for … in."""
    return frozenset(_bound_words(text))


def _bound_words(text: str) -> Iterator[str]:
    for pattern in _BIND_IN_TEXT:
        for match in pattern.finditer(text):
            yield match[1]
    for pattern in _BIND_LISTS:
        for match in pattern.finditer(text):
            yield from _WORD.findall(match[1])
