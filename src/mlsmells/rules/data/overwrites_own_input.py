"""A data file is read, changed and written back under the same name.

The raw data is gone: a mistake in the cleaning cannot be undone, and running the program a second
time starts from other data and gives another result.

Bad:
    import pandas as pd
    df = pd.read_csv("data/customers.csv")
    df = df.dropna()
    df.to_csv("data/customers.csv", index=False)
Good:
    import pandas as pd
    df = pd.read_csv("data/customers.csv")
    df = df.dropna()
    df.to_csv("data/customers-clean.csv", index=False)
Silent on:
    a file the same program wrote before it read it; append mode; tables of a database; files that
    are meant to grow (rows that a function is given are joined to them) or to be rewritten (results, logs of
    experiments, caches, state); temporary files; a read
    and a write that never happen in one run. A file that an earlier step made is a remark, and so
    is a function that says that it overwrites what it is given
Source: https://cookiecutter-data-science.drivendata.org/opinions/
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, counted, cut_path, regex
from mlsmells.facts import Facts, Read, Write, called_as, every_node, seeds, strings, variable

RULE = Rule(
    __name__,
    code="MLS305",
    severity=Severity.ERROR,
    message="{where} is read at {place} and overwritten here: the raw data is lost - write to another file",
)
UNKNOWN = "the file read at {place} is overwritten here: a second run starts from other data - write to another file"
_MEANT = regex(
    r"""(^|[/\\_. -])(results?|logs?|cached?|state|history|metrics?|scores?|leaderboard|submissions?|predictions?
      |checkpoints?|config|tmp|temp|backup|progress|experiments?|runs?|benchmarks?|summar(?:y|ies)|tracking
      |evaluations?|reports?|tracker|journal|outputs?)([/\\_. -]|\d*\.|$)""",
    re.IGNORECASE | re.VERBOSE,
)
# A row more, at the end.
_GROWS = regex(r"\.loc\[\s*(len\(|\w+\.shape\[0\]|\w+\.index\.max\(\))|\._?append\(\s*(\{|pd\.|row|new|ignore_index)")
# A remark or a description: whoever calls it was told.
_SAID = regex(
    r"(?:#|\"\"\"|''')[^\n]{0,200}\b(?:overwrit|overwrote|(?:files?|images?|data) in[- ]place)", re.IGNORECASE
)
_JOINS = frozenset("concat concatenate vstack hstack column_stack row_stack append cat".split())
# Made by an earlier step.
_DERIVED = regex(
    r"""(^|[/\\_. -])((pre)?process\w*|interim|intermediate|clean(ed)?|prepared?|features?|generated|derived|merged
      |final)([/\\_. -]|$)""",
    re.IGNORECASE | re.VERBOSE,
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Writes of data to a path that was read before: one finding per statement, whatever names it is run for."""
    found: dict[tuple[int, Severity | None], list[tuple[Read, Write]]] = {}
    for write in facts.of(Write):
        first = _read_before(write, facts)
        if first is not None:
            found.setdefault((id(write.node), _severity(write, facts)), []).append((first, write))
    for (_, severity), pairs in found.items():
        first, write = pairs[0]
        more = len({each.path for _, each in pairs}) - 1
        yield RULE.at(
            write,
            message=RULE.message if write.path else UNKNOWN,
            where=f"'{cut_path(write.path or '')}'" + (f" (and {counted(more, 'more file')})" if more else ""),
            place=first.where,
            severity=severity,
            trace=[(first, "read"), (write, "overwritten")],
        )


def _read_before(write: Write, facts: Facts) -> Read | None:
    """Where the rows that are written were read from the same file, if that was its first use."""
    if not write.key or not _overwrites(write) or _MEANT.search(write.path or _named(write)):
        return None
    uses: list[Read | Write] = [*facts.of(Read), *facts.of(Write)]
    first = min((e for e in uses if e.key == write.key), key=lambda e: e.order)
    if not isinstance(first, Read) or "query" in first.tags:
        return None
    if not _one_run(first, write) or not _same_rows(write, first) or facts.says(_GROWS):
        return None
    if not strings.whole(write.path) and _adds_argument(write, facts):
        return None
    return first


def _named(write: Write) -> str:
    """What the path is called where nobody knows it: ``submission_path``."""
    if not isinstance(write.node, ast.Call):
        return ""
    args = write.node.args
    return " ".join(map(variable, args[:1] if called_as(write.node.func).startswith("to_") else args[1:]))


def _function(write: Write, facts: Facts) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The function of this file that holds the write."""
    if "functions" not in facts.memo:
        facts.memo["functions"] = [n for n in facts.nodes if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    around = (f for f in facts.memo["functions"] if any(node is write.node for node in every_node(f)))
    return max(around, key=lambda function: function.lineno, default=None)


def _adds_argument(write: Write, facts: Facts) -> bool:
    """Rows that the function is given are joined to those of the file, which is there to grow."""
    function = _function(write, facts)
    if function is None:
        return False
    names = {arg.arg for arg in (*function.args.args, *function.args.kwonlyargs)}
    joins = [n for n in every_node(function) if isinstance(n, ast.Call) and called_as(n.func) in _JOINS]
    given = (part for call in joins for arg in call.args for part in getattr(arg, "elts", ()))
    return any(isinstance(part, ast.Name) and part.id in names for part in given)


def _is_said(write: Write, facts: Facts) -> bool:
    """The function says of itself that it overwrites."""
    function = _function(write, facts)
    if function is None:
        return False
    return _SAID.search("\n".join(facts.source.lines[function.lineno - 1 : function.end_lineno])) is not None


def _severity(write: Write, facts: Facts) -> Severity | None:
    """Whether it is raw data: a file in a folder of intermediate results can be made again, of others nobody knows."""
    if not write.path or strings.HOLE in write.path:
        return Severity.INFO if _is_said(write, facts) else Severity.WARNING
    return Severity.INFO if _DERIVED.search(write.path) else None


def _overwrites(write: Write) -> bool:
    mode = write.args.get("mode")
    return mode is None or mode.is_const("w", "wb", "wt")


def _one_run(read: Read, write: Write) -> bool:
    """Both happen when the file is run, or in one function: what is written was read before."""
    return seeds.reached(write) or read.function == write.function


def _same_rows(write: Write, read: Read) -> bool:
    """What is written holds rows of what was read, and no others: a table that grows is meant to be rewritten."""
    mine = write.value.rows if write.value is not None else None
    theirs = read.out.rows if read.out is not None else None
    sources = {source for source, _ in mine or ()}
    return bool(sources) and sources <= {source for source, _ in theirs or ()}
