"""A language model is asked once for every row of a table.

A thousand rows are a thousand requests: each costs money and a second, the same question is paid for again in the next
run, and a failure at row 900 loses the other 899 answers. Ask for a sample first, keep the answers, or send them as a
batch.

Bad:
    import pandas as pd
    from openai import OpenAI
    client = OpenAI(timeout=30)
    df = pd.read_csv("reviews.csv")
    def sentiment(text):
        reply = client.chat.completions.create(
            model="gpt-4o-2024-08-06", temperature=0, max_tokens=3, messages=[{"role": "user", "content": text}]
        )
        return reply.choices[0].message.content
    df["sentiment"] = df["review"].apply(sentiment)
Good:
    import functools
    import pandas as pd
    from openai import OpenAI
    client = OpenAI(timeout=30)
    df = pd.read_csv("reviews.csv")
    @functools.lru_cache(maxsize=None)
    def sentiment(text):
        reply = client.chat.completions.create(
            model="gpt-4o-2024-08-06", temperature=0, max_tokens=3, messages=[{"role": "user", "content": text}]
        )
        return reply.choices[0].message.content
    df["sentiment"] = df["review"].apply(sentiment)
Silent on:
    a few rows (`head`, `sample`, a slice); answers that are kept; batches, pools and limits; models that run on the
    machine itself
Source: https://platform.openai.com/docs/guides/batch
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, loops

RULE = Rule(
    __name__,
    code="MLS811",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    once=True,
    message="a model is asked for each row of {table}, and nothing keeps the answers - cache, batch or sample them",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Requests in loops over rows, and in functions that are applied to columns."""
    for found in loops.asked_for_each(facts):
        yield RULE.at(
            found.place,
            table=found.table,
            trace=[(found.place, "for each row"), (found.call, "a request")],
        )
