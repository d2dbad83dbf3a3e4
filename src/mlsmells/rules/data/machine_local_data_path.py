"""Data is read from a path that exists on one machine only.

Nobody else can run the program, and nobody can say which version of the file it read: what lies in
a home folder or on a mounted drive is in no repository. A path relative to the project (and the
file under version control, in Git or beside it) or a configured path can be followed. It is the same with a file that
is only opened, and with a folder of one machine that code is imported from.

Bad:
    import pandas as pd
    df = pd.read_csv("/home/anna/projects/churn/customers.csv")
Good:
    import pandas as pd
    df = pd.read_csv("data/customers.csv")
Silent on:
    paths relative to the project; the conventional folders of containers (`/data`, `/mnt/data`,
    `/opt/ml`); a file the same program wrote before; a read that has an alternative for other
    machines; folders of the operating system. The default of an option or of an environment variable is
    only a remark, and so are an example of use below `if __name__ == "__main__"` and the mount of a
    competition (`../input`, `/kaggle/input`), which all who take part have, the folder in
    which a hosted notebook keeps its files (`/content/rows.csv`), or below a drive that the
    notebook mounts itself and that a setting of its own names. A machine is one finding of a project
Fix:
    `os.environ.get("CHURN_ROWS_CSV", "/home/…/churn/rows.csv")`: the old path is the default of an environment
    variable, which is only a remark. Paths that are put together are left to you
Source: https://12factor.net/config
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mlsmells.core import (
    AddImport,
    Edit,
    Finding,
    Fix,
    Rule,
    Severity,
    Span,
    WrapExpression,
    cut_middle,
    regex,
    told_path,
)  # fmt: skip
from mlsmells.facts import Facts, Listing, Read, Write, every_node, hosts, strings
from mlsmells.rules.data import _opened
from mlsmells.rules.data._opened import Opened

RULE = Rule(
    __name__,
    code="MLS301",
    severity=Severity.WARNING,
    rolls_up=2,
    rolls_up_files=2,
    message="'{where}'{more} is read here, but exists on one machine only - make the path an option",
)
_LOCAL = regex(
    r"""/home/[^/]+/ | /Users/[^/]+/ | [A-Za-z]:[\\/]+\w | ~[\\/]+(Downloads|Desktop|Documents)\b
      | /content/ | /kaggle/(?!working/) | (\./)?(\.\./)+input/ | /mnt/(?!data\b)[^/]+ | /media/[^/]+ | /Volumes/[^/]+
      | (/dbfs|dbfs:)/FileStore/ | (?!\w+://).*[\\/](OneDrive|Dropbox)\b[^\\/]*[\\/]""",
    re.VERBOSE,
)
# Where a hosted notebook looks what there is; no data set yet.
_ROOTS = ("/kaggle/input", "../input", "./../input")
# The same for everybody who takes part: Kaggle, AI Studio, Heywhale, Tianchi.
_CONTEST = regex(r"/kaggle/|(\./)?(\.\./)+input/|/home/aistudio/(data|work)|/home/(mw|kesci)/input/|/tcdata/")
# What an installed program brings is no data of the project.
_SYSTEM = regex(r"[A-Za-z]:[\\/]+(Program Files|Windows|ProgramData)\b", re.IGNORECASE)
_MAIN = regex(r"if __name__ *== *[\"']__main__")
_USAGE = regex(r"#[^\n]{0,200}\b(?:examples?|usage|demo|try(?: it)? out|for testing|quick test)\b", re.IGNORECASE)
_MOUNTED, _MOUNTS = regex(r"/content/g?drive/"), regex(r"\bdrive\.mount\(")
_HOSTED = regex(r"/content/(?!g?drive/)")
_PERSONAL = regex(r"/home/(?!aistudio/|mw/|kesci/)[^/]+/|/Users/[^/]+/|[A-Za-z]:[\\\\/]+\w")
IMPORTS = "code is imported from '{where}', which exists on one machine only - make it a package, or a relative path"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Reads and listings of such paths: one finding per folder or literal, the other files in the trace."""
    found: dict[str | ast.AST, list[Read | Listing]] = {}
    reads: list[Read | Listing] = [*facts.of(Read), *facts.of(Listing)]
    for read in sorted(reads, key=lambda e: e.order):
        if _is_local(read, facts) and not _written(read, facts) and not _has_alternative(read, facts):
            found.setdefault(_literal(read, facts) or _folder(read.path or ""), []).append(read)
    for place, group in found.items():
        first = group[0]
        others = len({e.path for e in group}) - 1
        yield RULE.at(
            place if isinstance(place, ast.AST) else first,
            where=cut_middle(first.path or ""),
            more=f" (and {others} more)" if others else "",
            severity=Severity.INFO if _is_remark(first, facts) else None,
            cause="one machine",
            fix=_option(place, group, facts) if not _is_remark(first, facts) else None,
            trace=[(e, f"read from {told_path(e.path or '')}") for e in group],
        )


@RULE.on_file
def check_opened(facts: Facts) -> Iterator[Finding]:
    """Files of one machine that are opened, and folders of one machine that code is imported from."""
    found: dict[str, list[Opened]] = {}
    for file in _opened.opened(facts):
        if _PERSONAL.match(file.path) and _is_local(file, facts):
            found.setdefault(_folder(file.path), []).append(file)
    for group in found.values():
        first = group[0]
        others = len({file.path for file in group}) - 1
        yield RULE.at(
            first.node,
            where=cut_middle(first.path),
            more=f" (and {others} more)" if others else "",
            severity=Severity.INFO if _shows_usage(first, facts) else None,
            cause="one machine",
            trace=[(file.node, f"read from {told_path(file.path)}") for file in group],
        )
    for folder in _opened.import_folders(facts):
        if _PERSONAL.match(folder.path) and _is_local(folder, facts):
            yield RULE.at(folder.node, message=IMPORTS, where=cut_middle(folder.path), cause="one machine")


def _option(place: str | ast.AST, group: list[Read | Listing], facts: Facts) -> Fix | None:
    """An environment variable may name another place; without it the path is the one that is written now."""
    texts = [place] if isinstance(place, ast.Constant) else [_written_in(read, facts) for read in group]
    known = {text: text.value for text in texts if text is not None and isinstance(text.value, str)}
    others = {_variable(text.value) for text in facts.memo.get("texts", ()) if text.value not in known.values()}
    if not known or len(known) < len(texts) or others & set(map(_variable, known.values())):
        return None  # one variable would name two places
    edits: list[Edit] = [AddImport("os", near=Span.of(next(iter(known))))]
    edits += [
        WrapExpression(Span.of(text), f'os.environ.get("{_variable(path)}", ', ")") for text, path in known.items()
    ]
    return Fix("let an environment variable name the path", tuple(edits), why="it reads what that variable names")


def _written_in(read: Read | Listing, facts: Facts) -> ast.Constant | None:
    """The path's own text, where it is the whole argument of the call that reads."""
    node = read.node
    given = [*node.args, *(keyword.value for keyword in node.keywords)] if isinstance(node, ast.Call) else []
    texts = [each for each in given if isinstance(each, ast.Constant) and each.value == read.path]
    return texts[0] if len(texts) == 1 else None


def _variable(path: str) -> str:
    """``/home/anna/churn/new-rows.csv`` → ``CHURN_NEW_ROWS_CSV``."""
    last = "_".join(re.split(r"[\\/:]+", path.rstrip("/\\"))[-2:])
    return re.sub(r"\W+", "_", last).strip("_").upper() or "DATA_PATH"


def _is_remark(read: Read | Listing, facts: Facts) -> bool:
    """Others can change it, have it too, or never come there: what a module shows when it is run by itself."""
    known = bool(read.config) or _CONTEST.match(read.path or "") is not None or _is_of_runtime(read, facts)
    return known or _shows_usage(read, facts) or _is_mounted_setting(read, facts) or _is_default(read, facts)


def _is_of_runtime(read: Read | Listing, facts: Facts) -> bool:
    """A hosted notebook keeps its files there, which its reader uploads first: no path of a person's machine."""
    hosted = facts.source.is_notebook or facts.form in hosts.EXPORTS
    return hosted and _HOSTED.match(read.path or "") is not None


def _is_default(read: Read | Listing, facts: Facts) -> bool:
    """The path is what a parameter is without an argument: whoever calls the function can give another one."""
    literal = _literal(read, facts)
    for node in facts.nodes if literal is not None else ():
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            defaults = [*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)]
            if any(inner is literal for default in defaults for inner in every_node(default)):
                return True
    return False


def _is_mounted_setting(read: Read | Listing, facts: Facts) -> bool:
    """The notebook mounts the drive itself, and where on it the files lie is a name that the reader can change."""
    if not facts.source.is_notebook or not _MOUNTED.match(read.path or "") or not facts.says(_MOUNTS):
        return False
    literal = _literal(read, facts)
    settings = (n.value for n in facts.nodes if isinstance(n, (ast.Assign, ast.AnnAssign)))
    return literal is not None and any(value is literal for value in settings)


def _shows_usage(read: Read | Listing | Opened, facts: Facts) -> bool:
    """It stands in the part of a module that is for scripts alone, and a comment in or above it calls it an example."""
    for block in facts.source.tree.body if facts.source.tree is not None else ():
        if isinstance(block, ast.If) and block.lineno <= read.line <= (block.end_lineno or 0):
            text = "\n".join(facts.source.lines[max(block.lineno - 2, 0) : block.end_lineno])
            return _MAIN.search(text) is not None and _USAGE.search(text) is not None
    return False


def _literal(read: Read | Listing, facts: Facts) -> ast.AST | None:
    """Where the path is written, if not in the statement that reads: a constant, or the call of a helper that reads.

    The helper is right for any path; what stands on one machine only is the text that it gets.
    """
    path = read.path or ""
    if "texts" not in facts.memo:
        facts.memo["texts"] = [
            n for n in facts.nodes_of(ast.Constant) if isinstance(n.value, str) and _LOCAL.match(n.value)
        ]
    written = [text for text in facts.memo["texts"] if path.startswith(text.value.rstrip("/\\"))]
    written = [text for text in written if not _is_of_another(text, read, facts)]
    inside = range(read.node.lineno, (read.node.end_lineno or 0) + 1) if isinstance(read.node, ast.expr) else ()
    if not written or any(text.lineno in inside for text in written):
        return None
    longest: ast.AST = max(written, key=lambda text: len(text.value))
    return longest


def _is_of_another(text: ast.Constant, read: Read | Listing, facts: Facts) -> bool:
    """The text is written in the call of another read."""
    if "read in" not in facts.memo:
        calls = {id(e.node): e.node for e in (*facts.of(Read), *facts.of(Listing))}.values()
        facts.memo["read in"] = {id(inner): id(call) for call in calls for inner in every_node(call)}
    return bool(facts.memo["read in"].get(id(text), id(read.node)) != id(read.node))


def _is_local(read: Read | Listing | Opened, facts: Facts) -> bool:
    path = read.path or ""
    if (
        not _LOCAL.match(path)
        or _SYSTEM.match(path)
        or strings.is_placeholder(path)
        or path.rstrip("/") in _ROOTS
        or path.startswith(facts.data_roots)
    ):
        return False
    # A hosted notebook that runs shell commands may have fetched or made the file itself.
    return not (_HOSTED.match(path) and facts.runs_shell)


def _folder(path: str) -> str:
    return re.split(r"[\\/](?=[^\\/]*$)", path)[0]


def _written(read: Read | Listing, facts: Facts) -> bool:
    return any(w.path == read.path and w.order < read.order for w in facts.of(Write))


def _has_alternative(read: Read | Listing, facts: Facts) -> bool:
    """Another read stands in the other arm of a condition: the path is one of several."""
    return any(other.excludes(read) for other in (*facts.of(Read), *facts.of(Listing)))
