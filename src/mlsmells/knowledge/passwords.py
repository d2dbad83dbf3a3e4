"""What a password that a person thought of looks like, where a call says that it is one. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterator

NAMED = re.compile(r"(?:^|_)(?:password|passwd|pwd|passphrase)\d?$", re.IGNORECASE)
ACCOUNTS = frozenset("user users account accounts admin superuser login signin signup".split())
# Nobody's secret: what stands for a password, and what every machine of one's own has.
_STANDS_FOR = re.compile(
    r"x{3,}|\*{3,}|\.{3}|…|[<>{}$%\s]|your|my_|example|placeholder|dummy|fake|mock|sample|test|change|redacted|removed|"
    r"hidden|secret|pass|todo|here|none|null|undefined|wrong|invalid|enter|root$|^admin$|^postgres$|^guest$|^user$",
    re.IGNORECASE,
)
LOCAL = re.compile(r"localhost|127\.0\.0\.1|0\.0\.0\.0|::1")
MIN_LENGTH = 6
# What a shown line may hold of it: a literal given by such a name, all literals given to such a call.
_BY_NAME = re.compile(
    r"(?:password|passwd|pwd|passphrase)\d?[ \t]*=[ \t]*[rbuf]{0,2}(\"[^\"\n]+\"|'[^'\n]+')", re.IGNORECASE
)
_TO_CALL = re.compile(r"(?:user|account|admin|login|signin|signup)\w*\([^\n]*", re.IGNORECASE)
_LITERAL = re.compile(r"\"[^\"\n]+\"|'[^'\n]+'")


def is_password(value: str) -> bool:
    """A value of its own, which stands for nothing else."""
    return len(value) >= MIN_LENGTH and not _STANDS_FOR.search(value)


def places(text: str) -> Iterator[tuple[int, int]]:
    """Where a text may hold such passwords: for hiding them, never for telling of them."""
    if "(" not in text and "=" not in text:
        return
    for match in _BY_NAME.finditer(text):
        yield match.start(1) + 1, match.end(1) - 1
    for call in _TO_CALL.finditer(text):
        for match in _LITERAL.finditer(text, *call.span()):
            if is_password(match[0][1:-1]):
                yield match.start() + 1, match.end() - 1
