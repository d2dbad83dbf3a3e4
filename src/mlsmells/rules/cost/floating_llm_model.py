"""A language model is asked for by a name that the provider moves on.

`gpt-4o` and `claude-3-5-sonnet-latest` point to whatever snapshot is current. Answers, costs and scores change on the
day the provider moves the name, without a change in the project, and yesterday's evaluation is one of another model.
Providers keep dated snapshots for that: name one, best in the configuration.

Bad:
    from anthropic import Anthropic
    client = Anthropic(timeout=30)
    answer = client.messages.create(
        model="claude-3-5-sonnet-latest", max_tokens=200, messages=[{"role": "user", "content": "Hello"}]
    )
Good:
    from anthropic import Anthropic
    client = Anthropic(timeout=30)
    answer = client.messages.create(
        model="claude-3-5-sonnet-20241022", max_tokens=200, messages=[{"role": "user", "content": "Hello"}]
    )
Silent on:
    dated snapshots and versions; names from the configuration; models that run here; names that their provider does
    not move. Names that move seldom (`gpt-4o`) are a note; of a model that judges, MLS820 speaks
Source: https://platform.openai.com/docs/models
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, once
from mlsmells.facts import Facts, llm
from mlsmells.rules.cost import _judging, _names

RULE = Rule(
    __name__,
    code="MLS807",
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="'{model}' is whatever snapshot the provider points it to - name a dated one, in the configuration",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Each name once. Where a model judges, the rule about judges speaks."""
    found = (r for r in llm.requests(facts) if r.model and _names.floats(r) and not _judging.judges(facts, r))
    for request in once(found, lambda each: each.model):
        certain = _names.is_latest(request) and not facts.source.is_notebook
        yield RULE.at(
            request.node, model=request.model, cause=request.model, severity=None if certain else Severity.INFO
        )
