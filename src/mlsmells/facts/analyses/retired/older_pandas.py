"""Whether a program runs with a pandas before 3, in which views of columns still reach their frame.

What the project pins says it, what a notebook installs, keeps of its kernel or has printed, and code that no Python
with pandas 3 runs.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.python_2 import imported, is_code_of_python_2
from mlsmells.facts.record.pythons import kernel_of
from mlsmells.facts.record.versions import asks_for_less

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# pandas 3 needs Python 3.11 and came in January 2026.
_MINOR = 11
_PRINTED = regex(
    r"site-packages/pandas-[012]\.|pandas[-=]{1,2}[012]\.\d|python3\.(?:[0-9]|10)/|Python 3\.(?:[0-9]|10)\.|Python 2\."
    r"|SettingWithCopyWarning|trying to be set on a copy"
)
_RUN_BEFORE = regex(
    r'"(?:start_time|end_time|(?:iopub|shell)\.[\w.]+)"\s*:\s*"20(?:1\d|2[0-5])-'
    r'|"timestamp"\s*:\s*1(?:[0-6]\d|7[0-5])\d{10}\b'
)
_VERSION_SHOWN = regex(r"\b(?:pd|pandas)\.__version__")
_OLD_VERSION = regex(r"(?<![\d.])[012]\.\d+\.\d+")
_PRINTED_3 = regex(r"site-packages/pandas-3\.|pandas[-=]{1,2}3\.\d|ChainedAssignmentError")
_VERSION_3 = regex(r"(?<![\d.])3\.\d+\.\d+")
_INSTALL = regex(r"\b(?:pip3?|conda|mamba|uv)\b.{0,200}\binstall\b")
# Modules and methods that went before pandas 3 came.
_GONE_MODULES = frozenset(
    "sklearn.cross_validation sklearn.grid_search sklearn.externals sklearn.lda sklearn.qda sklearn.learning_curve "
    "pandas.tools pandas.io.data pandas.stats pandas.rpy".split()
)
_GONE = regex(
    r"cross_validation|grid_search|externals|sklearn\.[lq]da|learning_curve|pandas\.(?:tools|io|stats|rpy)"
    r"|\.ix\[|as_matrix|iteritems"
)
_GONE_METHODS = frozenset("as_matrix iteritems".split())


def before_pandas_3(facts: Facts) -> bool:
    """The program, or the run that a notebook keeps, is one of before pandas 3."""
    if "pandas 3" not in facts.memo:
        facts.memo["pandas 3"] = (
            facts.asks_for_less("pandas", 3)
            or facts.runs_python_below(_MINOR)
            or _is_old_code(facts)
            or (facts.source.is_notebook and _was_run_before(facts))
        )
    return bool(facts.memo["pandas 3"])


def surely_pandas_3(facts: Facts) -> bool:
    """The project asks for pandas 3, or the run that a notebook keeps had it."""
    if facts.asks_for_at_least("pandas", 3):
        return True
    return any(
        _PRINTED_3.search(text) or (_VERSION_SHOWN.search(cell.source) and _VERSION_3.search(text))
        for cell in facts.source.cells
        if (text := str(cell.outputs) if cell.outputs else "")
    )


def _is_old_code(facts: Facts) -> bool:
    """What the file imports or calls unconditionally exists in no Python that has pandas 3."""
    if is_code_of_python_2(facts):
        return True
    if not facts.says(_GONE) or facts.source.tree is None:
        return False
    return not _GONE_MODULES.isdisjoint(imported(facts.source.tree.body)) or any(map(_is_gone, facts.nodes))


def _is_gone(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name):
            return name in _GONE_METHODS
        case ast.Subscript(value=ast.Attribute(attr="ix")):
            return True
    return False


def _was_run_before(facts: Facts) -> bool:
    """The notebook installs it, or its kernel, its times or its outputs tell."""
    source = facts.source
    lines = [line for cell in source.cells for line in cell.magics if _INSTALL.search(line)]
    if any(asks_for_less(line, "pandas", 3) for line in lines):
        return True
    kernel = kernel_of(source.text)
    if kernel is not None and kernel < (3, _MINOR):
        return True
    return _RUN_BEFORE.search(source.text) is not None or _printed(facts)


def _printed(facts: Facts) -> bool:
    for cell in facts.source.cells:
        text = str(cell.outputs) if cell.outputs else ""
        if _PRINTED.search(text) or (_VERSION_SHOWN.search(cell.source) and _OLD_VERSION.search(text)):
            return True
    return False
