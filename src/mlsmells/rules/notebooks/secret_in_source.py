"""A credential is written into the code, or into a saved output of a notebook.

Whoever can read the file, or any commit that ever held it, can use the account. A
result also depends on an account nobody else has. Revoke the credential (deleting
the line does not take it out of the history) and read it from the environment. The
value itself is shown nowhere: reports print stars in its place.

Bad:
    # In [1]
    import wandb
    wandb.login(key="3f9a1c5e7b2d8f604a6c9e1b3d5f7082a4c6e8b0")
Good:
    # In [1]
    import os
    import wandb
    wandb.login(key=os.environ["WANDB_API_KEY"])
Silent on:
    values read from the environment or a vault; placeholders (`your-token`, `xxx`, `<key>`),
    words and model names, keys of rows, files and pages; passwords a person could think of
    (their look tells nothing), unless they are given to a call that says user and password; databases on the own
    machine; in test files everything but the forms of known providers; scripts and pictures in outputs
Source: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
"""  # noqa: MLS409

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, credentials, given_passwords

RULE = Rule(
    __name__,
    code="MLS409",
    habit=0,
    severity=Severity.ERROR,
    message="a credential ({kind}) is written into {where} - revoke it and read it from the environment",
    silent_roles=frozenset(),
    needs_events=False,
)
# Places of one credential shown in the trace.
SHOWN = 5


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Each credential once, at its first place."""
    for leak in credentials.leaks(facts.source):
        if facts.role == "test" and not leak.shaped:
            continue
        yield RULE.at(
            leak.span,
            kind=leak.kind,
            where=leak.where,
            sure=leak.shaped,
            # Shown in one output after the other: whoever takes them out takes out all.
            cause=facts.source.path if facts.source.cells else "",
            trace=[(line, "and again") for line in leak.more[:SHOWN]],
        )


@RULE.on_file
def check_given(facts: Facts) -> Iterator[Finding]:
    """``register_user("ann", password="…")``: whatever it looks like, it is a password."""
    if facts.role in ("test", "example"):
        return
    given = list(given_passwords(facts))
    known = {(leak.span.line, leak.span.column - 1) for leak in credentials.leaks(facts.source)} if given else ()
    for leak in given:
        if (leak.span.line, leak.span.column) not in known:
            yield RULE.at(leak.span, kind=leak.kind, where=leak.where)
