"""IPython's additions to Python become placeholders: same lines, and code that stays keeps its columns.

``!ls`` → ``pass`` · ``x = !ls`` → ``x = get_ipython()`` (unknown) · ``%time f()`` → ``pass; f()`` ·
a ``%%bash`` cell → ``pass`` and empty lines · ``%%time`` → ``pass`` and the body as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.sources.document import split_lines
from mlsmells.sources.python import PARSER_ERRORS, parse
from mlsmells.sources.scan import statement_starts

# Magics whose body, or whose argument, runs as Python in the notebook's own namespace.
_PYTHON_LINES = frozenset({"memit", "prun", "scalene", "snakeviz", "time", "timeit"})
_PYTHON_CELLS = _PYTHON_LINES | {"capture", "debug", "local", "wandb"}
_SHELLS = frozenset({"!", "bash", "cmd", "script", "sh", "shell", "sx", "system", "zsh"})
# First words of a Databricks cell in another language; elsewhere some are ordinary line magics too.
_LANGUAGES = regex(r"%(sql|md|scala|r|R|sh|fs|html|bash)\b")
# Those that no kernel knows as a line magic, or that stand alone on their line, above code in their language.
_SURE_LANGUAGES = regex(
    r"%(?:(?:md|scala|r|fs)\b|"
    r"(?:sql|R|sh|html|bash|java|julia|kotlin|csharp|rust|go|spark|perl|ruby|js|octave|stata|sas)[ \t]*$)"
)
# Words that work without "%" or "!". Likelier variables (history, env) are left out.
_COPYING = {"cp", "mkdir", "mv", "rm", "rmdir"}
_LOOKING = {"cat", "cd", "clear", "less", "ll", "ls", "man", "more", "pwd", "whos"}
_BARE = frozenset(_COPYING | _LOOKING | {"conda", "mamba", "pip"})
_BARE_WITH_ARGUMENT = _BARE | {"autoreload", "load_ext", "matplotlib", "pylab", "reload_ext", "run"}
# In a cell of one line any line magic works without "%".
_ALONE = _BARE_WITH_ARGUMENT | frozenset(
    "alias autosave bookmark colors config debug dirs env history lprun lsmagic macro memit mprun pdb pdoc pfile pinfo "
    "popd prun psearch psource pushd pycat rehashx rerun reset reset_selective set_env sql store sx system "
    "tensorboard time timeit unload_ext who who_ls xdel xmode".split()
)
# No argument: what goes on like an expression, perhaps over several lines.
_EXPRESSION = r"[=,(\[:]|[-+*/|&<>%@^]+=?\s|(?:and|if|in|is|not|or)\b"
_BARE_LINE = regex(rf"([a-z_]+)(?:[ \t]+(?!{_EXPRESSION})(\S.*))?$")
_MAYBE_BARE = regex(rf"^[ \t]*(?:{'|'.join(sorted(_BARE_WITH_ARGUMENT))})\b", re.MULTILINE)

_ESCAPE = regex(r"\s*[%!?,;/]")
_HELP = regex(r"\s*%{0,2}(?!\d)[\w*]+(?:\.[\w*]+|\[\d+\])*\?\??[ \t;]*(?:#.*)?$")
_TARGETS = regex(r"[\w.,:*()\[\]'\" \t]+")
_LINE_MAGIC = regex(r"\s*(%?(\w+)[ \t]+(?:-[a-z]+(?:[ \t]*\d+)?[ \t]+)*)(\S.*)$")
_CELL_MAGIC = regex(r"\s*%%([\w!.]+)[ \t]*(.*)$")
_COMMENT_OR_BLANK = regex(r"\s*(?:#.*)?$")
_UNKNOWN = "get_ipython()"


class Plain(NamedTuple):
    """Python for a cell, and the original lines that it replaces."""

    code: str
    magics: tuple[str, ...]


def may_hold_bare_magic(source: str) -> bool:
    """``ls`` alone is valid Python as well: worth a closer look even if the cell parses."""
    return _MAYBE_BARE.search(source) is not None


def plain(source: str) -> Plain:
    """The cell's source without IPython syntax. What is broken for other reasons stays broken."""
    lines = split_lines(source)
    head = next((i for i, line in enumerate(lines) if not _COMMENT_OR_BLANK.match(line)), None)
    if head is None:
        return Plain(source, ())
    if _SURE_LANGUAGES.match(lines[head]) and any(line.strip() for line in lines[head + 1 :]):
        return foreign(source, head, shell=lines[head].split()[0] in ("%sh", "%bash"))
    head = _last_cell_magic(lines, head)
    cell_magic = _CELL_MAGIC.match(lines[head])
    if cell_magic and cell_magic[1] not in _PYTHON_CELLS:
        return foreign(source, head, shell=cell_magic[1] in _SHELLS)
    magics: list[str] = []
    alone = len(source.strip().splitlines()) == 1
    for first, last in statement_starts(lines):
        written = "\n".join(lines[first:last])
        placeholder = _placeholder(lines[first], written, alone=alone)
        if placeholder is not None:
            magics.append(written)
            lines[first:last] = [placeholder] + [""] * (last - first - 1)
    if not magics:
        return Plain(source, ())
    return Plain(_join(lines), tuple(magics))


def _last_cell_magic(lines: list[str], head: int) -> int:
    """``%%time`` above ``%%bash`` hands the rest to it: the magic that decides what the body is."""
    while True:
        magic = _CELL_MAGIC.match(lines[head])
        after = next((i for i in range(head + 1, len(lines)) if lines[i].strip()), None)
        if magic is None or magic[1] not in _PYTHON_CELLS or after is None or not _CELL_MAGIC.match(lines[after]):
            return head
        head = after


def other_language(source: str) -> Plain:
    """A cell that begins with ``%sql``, ``%md`` … and did not parse as Python: all of it is that language."""
    lines = split_lines(source)
    for head, line in enumerate(lines):
        match = _LANGUAGES.match(line)
        if match:
            return foreign(source, head, shell=match[1] in ("sh", "bash"))
        if not _COMMENT_OR_BLANK.match(line):
            break
    return Plain(source, ())


def foreign(source: str, head: int = 0, *, shell: bool = False) -> Plain:
    """Placeholders alone. Shell lines are all kept as magics, of other languages the first line."""
    lines = split_lines(source)
    kept = [line for line in lines[head:] if line.strip()] if shell else lines[head : head + 1]
    code = [""] * head + ["pass"] + [""] * (len(lines) - head - 1)
    return Plain(_join(code), tuple(kept))


def _join(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _placeholder(line: str, written: str, *, alone: bool) -> str | None:
    """What stands for a line at the start of a statement (``alone`` in its cell), or None if the line is Python."""
    indent = line[: len(line) - len(line.lstrip())]
    if _ESCAPE.match(line) or _HELP.match(line):
        return _timed(line) or _captured(line) or f"{indent}pass"
    if _is_bare_magic(line.strip(), written, _ALONE if alone else _BARE_WITH_ARGUMENT):
        return _timed(line) or f"{indent}pass"
    return _assigned(line)


def _assigned(line: str) -> str | None:
    """``x = !ls`` and ``x = %magic``: the value is unknown, unless the magic runs Python."""
    targets, equals, value = line.partition("=")
    written = value.lstrip()
    if not written.startswith(("!", "%")) or not _TARGETS.fullmatch(targets):
        return None
    before = targets + equals + value[: len(value) - len(written)]
    match = _LINE_MAGIC.match(written)
    if match and match[2] in _PYTHON_LINES and _is_python(match[3]):
        return before + " " * len(match[1]) + match[3]
    return before + _UNKNOWN


def _timed(line: str) -> str | None:
    match = _LINE_MAGIC.match(line)
    if match is None or match[2] not in _PYTHON_LINES or not _is_python(match[3]):
        return None
    before, column = line[: match.start(1)], match.start(3)
    return f"{before}pass;".ljust(column) + line[column:]


def _captured(line: str) -> str | None:
    """``%%capture out`` binds ``out``."""
    match = _CELL_MAGIC.match(line)
    if match is None or match[1] != "capture":
        return None
    names = [word for word in match[2].split() if word.isidentifier()]
    return f"{names[0]} = {_UNKNOWN}" if names else None


def _is_bare_magic(line: str, written: str, known: frozenset[str]) -> bool:
    match = _BARE_LINE.match(line)
    if match is None:
        return False
    word, argument = match[1], match[2] or ""
    option = argument[:1] in ("-", "/") and argument[1:2].isalpha()
    if not argument or (option and word in _BARE):
        return word in _BARE  # ``ls -la`` is a subtraction to Python, ``cd /data`` a division
    return word in known and not _is_python(written.strip())


def _is_python(text: str) -> bool:
    try:
        parse(text)
    except PARSER_ERRORS:
        return False
    return True
