"""Every command line that the documents show can be parsed by the command it names: options, choices and all."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mlsmells.cli import main

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
# In a block or between backticks, up to a comment, a pipe, a redirection or what is put there for the reader.
LINE = re.compile(r"^\s*(?:\$ |run: |- run: )?(mlsmells [^#|<>&;]*)")
PLACEHOLDER = re.compile(r"…|\.\.\.|\\$|COMMAND|--output-format NAME")
INLINE = re.compile(r"`(mlsmells [^`]*)`")


def written(text: str) -> Iterator[str]:
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced and (found := LINE.match(line)):
            yield found[1].strip()
        elif not fenced:
            yield from (found[1].strip() for found in INLINE.finditer(line))


def commands() -> Iterator[tuple[str, str]]:
    for document in DOCUMENTS:
        for line in dict.fromkeys(written(document.read_text(encoding="utf-8"))):
            if not PLACEHOLDER.search(line):
                yield document.relative_to(ROOT).as_posix(), line


COMMANDS = sorted(set(commands()))


def parse(words: list[str]) -> None:
    """Raises click.UsageError where the words are none of the command's."""
    group: click.Command = main
    context = click.Context(main, info_name="mlsmells")
    while isinstance(group, click.Group) and words and not words[0].startswith("-"):
        name, found, words = group.resolve_command(context, list(words))
        assert found is not None
        group, context = found, click.Context(found, info_name=name, parent=context)
    group.make_context(group.name, list(words))


def test_there_are_many() -> None:
    assert len(COMMANDS) > 80
    assert {"README.md", "docs/start.md", "docs/adoption.md", "docs/command-line.md"} <= {name for name, _ in COMMANDS}


@pytest.mark.parametrize(("document", "line"), COMMANDS, ids=[f"{name}: {line}" for name, line in COMMANDS])
def test_it_is_a_command(document: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line)[1:]
    for word in words[1:]:
        if not word.startswith("-") and "/" not in word:
            Path(word).touch()  # files that must be there, whatever they hold
    try:
        parse(words)
    except click.exceptions.Exit as left:  # --help, --version
        assert left.exit_code == 0
    except click.MissingParameter as missing:
        assert len(words) == 1, missing.format_message()  # the command is only named
    except click.UsageError as error:
        pytest.fail(f"{document}: {line}: {error.format_message()}")


@pytest.mark.parametrize(
    "line", ["check --output-fromat json", "chek", "check --output-format xml", "fix --yes-please"]
)
def test_what_is_no_command_is_seen(line: str) -> None:
    with pytest.raises(click.UsageError):
        parse(shlex.split(line))
