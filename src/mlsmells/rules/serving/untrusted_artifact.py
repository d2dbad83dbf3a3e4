"""A file from outside is unpickled: whoever made it can run any code here.

A pickle is a program. Loading one that was just downloaded, or that a user uploaded, runs what its author wished, with
the rights of the service. Weights can be stored without code (safetensors, `weights_only=True`), and a checksum says
whether the file is the one that was meant.

Bad:
    import joblib
    from urllib.request import urlretrieve
    def fetch(url, path):
        urlretrieve(url, path)
        return joblib.load(path)
Good:
    import torch
    from urllib.request import urlretrieve
    def fetch(url, path):
        urlretrieve(url, path)
        return torch.load(path, weights_only=True)
Silent on:
    files that the project itself wrote; checksums and signatures; formats without code; paths whose origin is not seen
Source: https://docs.python.org/3/library/pickle.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, artifacts

RULE = Rule(
    __name__,
    code="MLS619",
    severity=Severity.WARNING,
    once=True,
    message="what was {how} is unpickled, which runs any code in it - use a format without code, or check its checksum",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Loads of pickles that came from outside."""
    for found in artifacts.unpickled(facts):
        yield RULE.at(found.load, how=found.how, trace=[(found.source, found.how), (found.load, "unpickled")])
