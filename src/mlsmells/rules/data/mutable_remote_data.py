"""Data is read from an address whose content can change.

The next run may train on other rows, or fail, and nothing in the code says so. A commit in the
address, a versioned record, a checksum, or a copy of the file under version control names the data.

Bad:
    import pandas as pd
    df = pd.read_csv("https://raw.githubusercontent.com/acme/data/main/sales.csv")
Good:
    import pandas as pd
    df = pd.read_csv("https://raw.githubusercontent.com/acme/data/3f1c2ab/sales.csv")
Silent on:
    an address with a commit, a DOI, a Zenodo or figshare record, a date or a version number; a
    download with a checksum, or whose checksum is compared later; addresses put together at run
    time; programming interfaces that are asked on purpose for what is new
Source: https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, once
from mlsmells.facts import Arg, Facts, Import, Read, strings

RULE = Rule(
    __name__,
    code="MLS302",
    severity=Severity.WARNING,
    message="{what} can change under the program: no version, commit or checksum says which content is meant",
)
_ADDRESS = re.compile(r"(https?|ftp)://\w")
_BUCKET = re.compile(r"(s3[an]?|gs|gcs|abfss?|wasbs?)://.*(^|[/_.-])(latest|current|prod)([/_.-]|$)", re.IGNORECASE)
_PINNED = re.compile(
    r"""(^|[/@=_-])(?=[a-f]*\d)[0-9a-f]{7,64}([/?.]|$) | \bdoi\.org | zenodo\.org/(api/)?records?/
      | figshare\.com/.*\d{5,} | (^|[/_.-])v\d+([._-]\d+)*([/_.-]|$) | (^|[/_-])\d+\.\d+\.\d+([/_.-]|$)
      | (19|20)\d\d([-_/]?(0[1-9]|1[0-2])|[-_/][1-9])([-_/]?\d\d?)?(\D|$)
      | [?&](version|versionId|generation|rev)=""",
    re.VERBOSE,
)
# What a general HTTP client fetches is data only if it looks like a file of data.
_FILE = re.compile(
    r"""\.(csv|tsv|jsonl|parquet|arrow|feather|xlsx?|zip|gz|tgz|tar|bz2|xz|npz?|h5|hdf5|pkl|txt|data|pth?|bin)([?#]|$)
      | //(raw\.)?github(usercontent)?\.com/.*\.json
      | docs\.google\.com/spreadsheets | (dropbox|drive\.google)\.com/""",
    re.IGNORECASE | re.VERBOSE,
)
# Code and single pictures are no data sets.
_OTHER = re.compile(r"\.(py|ipynb|sh|ya?ml|whl|[to]tf|png|jpe?g|gif|svg)([?#]|$)")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Reads of addresses without a version; each address once."""
    if any("hashlib" in (event.module, *event.names) for event in facts.of(Import)):
        return  # somebody looks whether the content is the expected one
    for what, read in once(((_changing(read), read) for read in facts.of(Read)), lambda found: found[0]):
        if what:
            yield RULE.at(read, what=what)


def _changing(read: Read) -> str:
    """The address or name that can change; nothing if it is pinned, local or not known."""
    if any(_pins(arg) for arg in read.pins.values()):
        return ""
    if "openml" in read.tags:
        return f"the newest version of the data set in {read.name.rpartition('.')[2]}()"
    path = strings.whole(read.path)
    if path is None:
        return ""
    if _BUCKET.match(path) or ("platform.data" in read.tags and path.startswith("s3://") and not _PINNED.search(path)):
        return f"'{path}'"
    if not _ADDRESS.match(path) or _PINNED.search(path) or _OTHER.search(path):
        return ""
    asks = "remote" in read.tags and "download" not in read.tags
    return "" if asks and not _FILE.search(path) else f"'{path}'"


def _pins(arg: Arg) -> bool:
    """Given, and not known to be the word for "whatever is newest"."""
    return not arg.absent_or(None, "active", "latest")
