"""``mlsmells explain``: the page of a rule or a practice."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from mlsmells.cli import Refused
from mlsmells.cli._output import emit
from mlsmells.config import Config, Practice, load_config
from mlsmells.config.errors import hint
from mlsmells.core import Rule
from mlsmells.engine.experiments import conditions, experiments
from mlsmells.engine.practices import practice_map, practices_of
from mlsmells.engine.registry import all_rules, find


@click.command(name="explain")
@click.argument("what", metavar="CODE|NAME|PRACTICE")
def command(what: str) -> None:
    """Explain a rule or a practice: why, bad and good code, what it is silent on, where it comes from.

    \b
    Example:
      mlsmells explain MLS103
    """
    config = load_config(Path.cwd())
    rule = find(what)
    practice = practice_map(config).get(what.strip().lower())
    if rule is not None:
        return emit("\n".join(_rule(rule, config)) + "\n")
    if practice is not None:
        return emit("\n".join(_practice(practice, config)) + "\n")
    rules = all_rules()
    known = [*(rule.code for rule in rules), *(rule.name for rule in rules), *practice_map(config).ids]
    raise Refused(f"no rule or practice is called '{what}'{hint(what, known)}")


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
