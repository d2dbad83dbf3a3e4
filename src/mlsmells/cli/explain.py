"""``mlsmells explain``: the page of a rule, a family or a practice."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlsmells.cli import Refused
from mlsmells.cli._output import counted, emit
from mlsmells.config import FAMILIES, Config, Practice, load_config
from mlsmells.config.names import is_prefix, same_family
from mlsmells.core import Rule
from mlsmells.core.near import hint
from mlsmells.engine.experiments import conditions, experiments
from mlsmells.engine.page import page
from mlsmells.engine.practices import practice_map, practices_of
from mlsmells.engine.registry import all_rules, find
from mlsmells.report import escape

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: codes, names and families that begin so."""
    from click.shell_completion import CompletionItem

    rules = all_rules()
    words = {rule.name: rule.code for rule in rules} | {rule.code: rule.name for rule in rules}
    words |= dict.fromkeys(FAMILIES, "family")
    fitting = (word for word in words if word.lower().startswith(incomplete.lower()))
    return [CompletionItem(word, help=words[word]) for word in sorted(fitting)]


@click.command(name="explain")
@click.argument("what", metavar="CODE|NAME|FAMILY|PRACTICE", shell_complete=_complete)
def command(what: str) -> None:
    """Explain a rule, a family of rules or a practice: why, bad and good code, what it is silent on, its source.

    \b
    Example:
      mlsmells explain MLS103
    """
    config = load_config(Path.cwd())
    text = _page(what, config)
    if text is None:
        rules, practices = all_rules(), practice_map(config).ids
        known = [*(rule.code for rule in rules), *(rule.name for rule in rules), *FAMILIES, *practices]
        raise Refused(escape(f"no rule, family or practice is called '{what}'{hint(what, known)}"))
    emit("\n".join(text) + "\n")


def _page(what: str, config: Config) -> Iterator[str] | None:
    rule = find(what)
    if rule is not None:
        return _rule(rule, config)
    word = what.strip().lower()
    practice = practice_map(config).get(word.replace("_", "-"))
    if practice is not None:
        return _practice(practice, config)
    prefix = word.upper() if is_prefix(word.upper()) else "no code"
    about = [rule for rule in all_rules() if same_family(word, rule.family) or rule.code.startswith(prefix)]
    return _family(word, about) if about else None


def _family(word: str, rules: list[Rule]) -> Iterator[str]:
    """The rules of a family, or those whose codes begin so, one by one."""
    yield f"{word.upper() if is_prefix(word.upper()) else word}: {counted(len(rules), 'rule')}"
    for rule in rules:
        off = "" if rule.default_on else ", off unless selected"
        yield ""
        yield f"{rule.code} {rule.name} ({rule.severity}{off})"
        yield textwrap.fill(page(rule).title, 100, initial_indent="    ", subsequent_indent="    ")
    yield ""
    yield f"`mlsmells explain {rules[0].code}` has the whole page of a rule, `--select {word}` runs these alone."


def _rule(rule: Rule, config: Config) -> Iterator[str]:
    yield f"{rule.code} {rule.name}"
    state = "on" if rule.default_on else "off unless selected by code or name"
    yield f"{rule.family}, {rule.severity}, {rule.confidence} confidence, {state}"
    yield ""
    yield rule.doc.strip()
    yield from _measured(rule)
    practices = practices_of(rule.code, config)
    if practices:
        yield "Practices:"
        for practice in practices:
            yield f"    {practice.id}: {practice.title}"
            yield from (f"        {source.title}, {source.section}" for source in practice.sources)
    yield f"Suppress with `# noqa: {rule.code}` or `# mlsmells: ignore[{rule.name}] reason`."


def _measured(rule: Rule) -> Iterator[str]:
    found = experiments(rule.code)
    if found:
        run = conditions()
        yield f"Measured ({run.quote}; run again with `{run.command}`):"
    for one in found:
        yield f"    {one.what}"
        yield f"        {one.quote}"


def _practice(practice: Practice, config: Config) -> Iterator[str]:
    yield f"{practice.id}: {practice.title}"
    yield ""
    yield textwrap.fill(" ".join(practice.says.split()), 100)
    if practice.sources:
        yield "From:"
        yield from (f"    {source.title}, {source.section}" for source in practice.sources)
    rules = [rule for rule in all_rules() if practice in practices_of(rule.code, config)]
    if rules:
        yield "Rules:"
        yield from (f"    {rule.code} {rule.name}" for rule in rules)
    if practice.planned:
        yield f"Planned: {', '.join(practice.planned)}"
    if practice.not_checkable:
        yield f"Not checkable: {practice.not_checkable}"
