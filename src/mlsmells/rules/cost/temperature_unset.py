"""A language model is asked without saying at which temperature.

The default is the provider's and differs between models: one answers almost alike each time, the other does not. Part
of the profile `parity`: newer models refuse the parameter.

Bad:
    from openai import OpenAI
    client = OpenAI(timeout=30)
    answer = client.chat.completions.create(
        model="gpt-4o-2024-08-06",
        max_tokens=200,
        messages=[{"role": "system", "content": "Be short"}, {"role": "user", "content": "Hello"}],
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
    a temperature on the call or on the client; models that reason; settings in bulk
Source: https://platform.openai.com/docs/api-reference/chat/create
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS892",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what} answers at the temperature that its provider has set - say which one is wanted",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
