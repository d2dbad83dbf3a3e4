"""A language model is asked without a system message.

The task, the tone and the form of the answer then stand in the user's text, where the user's text can overrule them.
Part of the profile `parity`: short requests do without.

Bad:
    from openai import OpenAI
    client = OpenAI(timeout=30)
    answer = client.chat.completions.create(
        model="gpt-4o-2024-08-06", max_tokens=200, temperature=0, messages=[{"role": "user", "content": "Hello"}]
    )
Good:
    from openai import OpenAI
    client = OpenAI(timeout=30)
    answer = client.chat.completions.create(
        model="gpt-4o-2024-08-06",
        max_tokens=200,
        temperature=0,
        messages=[{"role": "system", "content": "Be short"}, {"role": "user", "content": "Hello"}],
    )
Silent on:
    a message of the system or the developer; `system=` and `instructions=`; messages that are not written out in the
    call
Source: https://platform.openai.com/docs/guides/text
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS893",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what} is told what to answer, and not as whom or in which form - begin with a system message",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
