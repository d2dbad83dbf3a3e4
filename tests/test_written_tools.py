"""What the documents write down for make and flake8 is there: targets, and options of flake8 and of its plugin."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from flake8.main.options import register_default_options, stage1_arg_parser
from flake8.options.manager import OptionManager

from mlsmells.flake8_plugin import Plugin

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]
FENCE = re.compile(r"^ *```[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^\s*(?:\$ |run: |- run: )?(make|flake8)( [^|<>&;\n]*)?$", re.MULTILINE)
INLINE = re.compile(r"`(make|flake8)( [^`]*)?`")
TARGETS = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def written(document: Path) -> list[tuple[str, str]]:
    text = document.read_text(encoding="utf-8")
    return [pair for block in FENCE.findall(text) for pair in SHOWN.findall(block)] + INLINE.findall(
        FENCE.sub("", text)
    )


def options() -> set[str]:
    manager = OptionManager(version="0", plugin_versions="", parents=[stage1_arg_parser()], formatter_names=[])
    register_default_options(manager)
    Plugin.add_options(manager)
    return set(manager.parser._option_string_actions)


def unknown(program: str, arguments: str) -> list[str]:
    words = shlex.split(arguments, comments=True)
    if program == "make":
        return [word for word in words if "=" not in word and word not in TARGETS]
    return [word for word in words if word[:1] == "-" != word and word.partition("=")[0] not in options()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_is_there(document: Path) -> None:
    assert not {arguments: gone for name, arguments in written(document) if (gone := unknown(name, arguments))}


def test_there_are_some() -> None:
    names = [name for document in DOCUMENTS for name, _ in written(document)]
    assert names.count("make") > 20 and names.count("flake8") > 4


@pytest.mark.parametrize(("program", "arguments"), [("make", "demos"), ("flake8", "--mls-shownotes src")])
def test_what_is_not_there_is_seen(program: str, arguments: str) -> None:
    assert unknown(program, arguments)
