"""Data is read from a path that exists on one machine only.

Nobody else can run the program, and nobody can say which version of the file it read: what lies in
a home folder or on a mounted drive is in no repository. A path relative to the project (and the
file under version control, in Git or beside it) or a configured path can be followed.

Bad:
    import pandas as pd
    df = pd.read_csv("/home/anna/projects/churn/customers.csv")
Good:
    import pandas as pd
    df = pd.read_csv("data/customers.csv")
Silent on:
    paths relative to the project; the conventional folders of containers (`/data`, `/mnt/data`,
    `/opt/ml`); a file the same program wrote before; a read that has an alternative for other
    machines; folders of the operating system. The default of an option or of an environment variable is
    only a remark, and so is the mount of a competition (`../input`, `/kaggle/input`), which all who take part have
Source: https://12factor.net/config
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, cut_middle
from mlsmells.facts import Facts, Listing, Read, Write, strings

RULE = Rule(
    __name__,
    code="MLS301",
    severity=Severity.WARNING,
    rolls_up=2,
    message="'{where}'{more} is read here, but exists on one machine only - make the path an option",
)
_LOCAL = re.compile(
    r"""/home/[^/]+/ | /Users/[^/]+/ | [A-Za-z]:[\\/]+\w | ~[\\/]+(Downloads|Desktop|Documents)\b
      | /content/ | /kaggle/(?!working/) | (\./)?(\.\./)+input/ | /mnt/(?!data\b)[^/]+ | /media/[^/]+ | /Volumes/[^/]+
      | (/dbfs|dbfs:)/FileStore/ | (?!\w+://).*[\\/](OneDrive|Dropbox)\b[^\\/]*[\\/]""",
    re.VERBOSE,
)
# Where a hosted notebook looks what there is; no data set yet.
_ROOTS = ("/kaggle/input", "../input", "./../input")
# The same for everybody who takes part: Kaggle, AI Studio, Heywhale, Tianchi.
_CONTEST = re.compile(r"/kaggle/|(\./)?(\.\./)+input/|/home/aistudio/(data|work)|/home/(mw|kesci)/input/|/tcdata/")
# What an installed program brings is no data of the project.
_SYSTEM = re.compile(r"[A-Za-z]:[\\/]+(Program Files|Windows|ProgramData)\b", re.IGNORECASE)
_HOSTED = re.compile(r"/content/(?!g?drive/)")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Reads and listings of such paths: one finding per folder, the other files in the trace."""
    found: dict[str, list[Read | Listing]] = {}
    reads: list[Read | Listing] = [*facts.of(Read), *facts.of(Listing)]
    for read in sorted(reads, key=lambda e: e.order):
        if _is_local(read, facts) and not _written(read, facts) and not _has_alternative(read, facts):
            found.setdefault(_folder(read.path or ""), []).append(read)
    for group in found.values():
        first = group[0]
        others = len({e.path for e in group}) - 1
        yield RULE.at(
            first,
            where=cut_middle(first.path or ""),
            more=f" (and {others} more)" if others else "",
            severity=Severity.INFO if first.config or _CONTEST.match(first.path or "") else None,
            trace=[(e, f"read from {e.path}") for e in group],
        )


def _is_local(read: Read | Listing, facts: Facts) -> bool:
    path = read.path or ""
    if (
        not _LOCAL.match(path)
        or _SYSTEM.match(path)
        or strings.is_placeholder(path)
        or path.rstrip("/") in _ROOTS
        or path.startswith(facts.data_roots)
    ):
        return False
    # A hosted notebook that runs shell commands may have fetched or made the file itself.
    return not (_HOSTED.match(path) and facts.runs_shell)


def _folder(path: str) -> str:
    return re.split(r"[\\/](?=[^\\/]*$)", path)[0]


def _written(read: Read | Listing, facts: Facts) -> bool:
    return any(w.path == read.path and w.order < read.order for w in facts.of(Write))


def _has_alternative(read: Read | Listing, facts: Facts) -> bool:
    """Another read stands in the other arm of a condition: the path is one of several."""
    return any(other.excludes(read) for other in (*facts.of(Read), *facts.of(Listing)))
