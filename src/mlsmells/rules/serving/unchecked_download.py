"""A file is downloaded and used without a look at whether it came.

`requests.get` does not fail at a 404 or 503: the page that says so is written to `weights.pt`, or read as a table, and
stays there for the next run. Where the exception is swallowed as well, yesterday's file or half of today's is loaded.
Ask for the status before anything is written, and compare a checksum where one is published.

Bad:
    import requests
    import torch
    def load_weights(url):
        answer = requests.get(url, timeout=30)
        with open("weights.pt", "wb") as file:
            file.write(answer.content)
        return torch.load("weights.pt", weights_only=True)
Good:
    import requests
    import torch
    def load_weights(url):
        answer = requests.get(url, timeout=30)
        answer.raise_for_status()
        with open("weights.pt", "wb") as file:
            file.write(answer.content)
        return torch.load("weights.pt", weights_only=True)
Silent on:
    a status that is looked at, here or by a function that gets the answer; checksums; `urlretrieve`, which fails by
    itself, unless that is hidden; answers that are parsed as JSON; pages and pictures
Source: https://requests.readthedocs.io/en/latest/user/quickstart/#response-status-codes
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, fetched

RULE = Rule(
    __name__,
    code="MLS622",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    rolls_up_files=2,
    message="an error page would be taken for the file: nobody asks for the status - call raise_for_status() first",
)
SWALLOWED = "if the download fails nobody learns of it, and whatever lies there is loaded - let the exception through"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One for each function that downloads."""
    for fetch in fetched.unchecked(facts):
        swallowed = fetch.why == "swallowed"
        yield RULE.at(fetch.node, message=SWALLOWED if swallowed else "", cause=fetch.why)
