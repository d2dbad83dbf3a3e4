"""A function changes the frame or array it was given, and the caller goes on with it as if it were as before.

`df["a"] = …`, `a -= …` and `inplace=True` change the caller's object, whatever the function
returns. Two models that were to be compared then see the same rows, noise adds up from call to
call, and a logarithm is taken twice.

Bad:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    def halved(table):
        table["area"] = table["area"] / 2
        return table
    df = pd.read_csv("flats.csv")
    half = halved(df)
    model = LinearRegression().fit(df[["area", "rooms"]], df["price"])
Good:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    def halved(table):
        table = table.copy()
        table["area"] = table["area"] / 2
        return table
    df = pd.read_csv("flats.csv")
    half = halved(df)
    model = LinearRegression().fit(df[["area", "rooms"]], df["price"])
Silent on:
    a result that takes the name of the original; calls whose result nobody takes, as the change is what they are for;
    a copy, made inside or handed over; an original that is not learned from, divided or predicted afterwards, or of
    which only one column is
Source: https://pandas.pydata.org/docs/user_guide/copy_on_write.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, Span
from mlsmells.facts import Facts, Handed
from mlsmells.rules.data._original import used_again

RULE = Rule(
    __name__,
    code="MLS311",
    once=True,
    severity=Severity.WARNING,
    message="{function} changes {argument} in place at {change}, and {then} - copy it first",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Calls that change their argument, where the original is used afterwards; each call once."""
    seen: set[int] = set()
    for handed in facts.of(Handed):
        if id(handed.node) in seen or handed.change is None or handed.argument is None:
            continue
        place = used_again(facts, handed)
        if place is None:
            continue
        seen.add(id(handed.node))
        again = place is handed.node
        home = facts.home_of(handed.change)
        line = Span.of(place).line
        changed = [] if home else [(handed.change, "changed in place")]
        yield RULE.at(
            handed,
            function=handed.to,
            argument=facts.segment(handed.argument),
            change=home or f"line {Span.of(handed.change).line}",
            then="the loop hands it over again" if again else f"line {line} goes on with it as if it were not",
            trace=[*changed, (handed, "handed over"), (place, "used again")],
        )
