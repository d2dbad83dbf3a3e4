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
    an address with a commit, a tag or a release, a DOI, a Zenodo or figshare record, a date or a version number; a
    download with a checksum, or whose checksum is compared later; addresses put together at run
    time; programming interfaces that are asked on purpose for what is new; placeholders. Files of archives
    that keep what they publish, files of the project's own repository, what a notebook or script only shows, and
    the answers of a competition in a script that makes a submission of them, are a remark
Source: https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from mlsmells.core import Finding, Rule, Severity, cut_middle, once, regex
from mlsmells.facts import (
    Arg,
    CrossValidation,
    Facts,
    Fit,
    Import,
    Metric,
    Predict,
    Read,
    Write,
    files,
    learning,
    strings,
)  # fmt: skip

RULE = Rule(
    __name__,
    code="MLS302",
    habit=2,
    severity=Severity.WARNING,
    rolls_up=2,
    message="{what} may change at any time - name a version, commit or checksum",
)
_ADDRESS = regex(r"(https?|ftp)://\w")
_BUCKET = regex(r"(s3[an]?|gs|gcs|abfss?|wasbs?)://.*(^|[/_.-])(latest|current|prod)([/_.-]|$)", re.IGNORECASE)
_PINNED = regex(
    r"""(^|[/@=_-])(?=[a-f]*\d)[0-9a-f]{7,64}([/?.]|$) | \bdoi\.org | zenodo\.org/(api/)?records?/
      | figshare\.com/.*\d{5,} | (^|[/_.-])v\d+([._-]\d+)*([/_.-]|$) | (^|[/_-])\d+\.\d+\.\d+([/_.-]|$)
      | /releases/download/(?!latest/)[^/]+/ | /refs/tags/ | /(raw|blob|resolve)/[0-9a-f]{7,40}/
      | //raw\.githubusercontent\.com/[^/]+/[^/]+/[0-9a-f]{7,40}/
      | (^|[/_-])(v|(release|rel|tag)s?[-_/]?v?)?\d+(\.\d+)+/
      | (^|[/_-])(release|rel|tag)s?[-_/]?v?\d+/ | (19|20)\d\d([-_/]?(0[1-9]|1[0-2])|[-_/][1-9])([-_/]?\d\d?)?(\D|$)
      | [?&](version|versionId|generation|rev)=""",
    re.VERBOSE,
)
# The numbers of a machine are no version.
_MACHINE = regex(r"//\d+(\.\d+){3}(?=[:/])")
# What a general HTTP client fetches is data only if it looks like a file of data.
_FILE = regex(
    r"""\.(csv|tsv|jsonl|parquet|arrow|feather|xlsx?|zip|gz|tgz|tar|bz2|xz|npz?|h5|hdf5|pkl|txt|data|pth?|bin)([?#]|$)
      | //(raw\.)?github(usercontent)?\.com/.*\.json
      | docs\.google\.com/spreadsheets | (dropbox|drive\.google)\.com/""",
    re.IGNORECASE | re.VERBOSE,
)
# Somebody changes it without a new name: a branch, a document of an office in the cloud, a bucket's newest folder.
_MOVING = regex(
    r"""//(raw\.|media\.)?github(usercontent)?\.com/ | //(raw\.)?gitlab\.com/ | //huggingface\.co/.*/resolve/
      | docs\.google\.com/ | (dropbox|drive\.google)\.com/ | (^|[/_.-])(latest|current|newest|today)([/_.-]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
# Archives of data sets: what they publish has stood there for years.
_ARCHIVE = regex(
    r"""//([\w.-]+\.)?(uci\.edu|lecun\.com|grouplens\.org|stanford\.edu|toronto\.edu|mlr\.org|kaggle\.io|openml\.org
      |paperswithcode\.com|pytorch\.org|tensorflow\.org|ox\.ac\.uk|soe\.ucsc\.edu|berkeley\.edu|fast\.ai
      |deeplearning\.net|statlib|cmu\.edu|nyu\.edu|umich\.edu|mit\.edu|archive\.org|gutenberg\.org|cocodataset\.org)/
      | //storage\.googleapis\.com/(tensorflow|download\.tensorflow\.org|keras)""",
    re.IGNORECASE | re.VERBOSE,
)
_ON_GITHUB = regex(
    r"//(?:(?:raw|media)\.)?github(?:usercontent)?\.com/(?:media/)?[^/]+/[^/]+/(?:raw/|blob/)?(?:refs/heads/)?[^/]+/([^?#']+)"
)
_ANSWERS = regex(r"ground_?truth|submi(?:ssion|t)|solution|answers?|leak(?!y|age)|perfect_score", re.IGNORECASE)
_PLACEHOLDER = regex(r"\?\?|YYYY|://(your|my)[-_.]", re.IGNORECASE)
_SHOWS = regex(r"\b(?:print|display|show)\(|\.(?:head|plot|describe|info)\(")
# Code and single pictures are no data sets.
_OTHER = regex(r"\.(py|ipynb|sh|ya?ml|whl|[to]tf|png|jpe?g|gif|svg)([?#]|$)")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Reads of addresses without a version; each address once."""
    if any("hashlib" in (event.module, *event.names) for event in facts.of(Import)):
        return  # somebody looks whether the content is the expected one
    for what, read in once(((_changing(read), read) for read in facts.of(Read)), lambda found: found[0]):
        if what:
            yield RULE.at(read, what=_shown(what), severity=None if _matters(read, what, facts) else Severity.INFO)


def _matters(read: Read, what: str, facts: Facts) -> bool:
    """The content will change some day, and what the program gives with it."""
    if _ARCHIVE.search(what) or _is_own(what, facts):
        return False
    if learning.learned_from(facts, read.out) is not None:
        return True
    if _MOVING.search(what) is None or facts.source.is_notebook:
        return False
    return not _only_shown(facts, read) and not _only_answers(facts, read)


def _only_answers(facts: Facts, read: Read) -> bool:
    """A script that turns the known answers of a competition into a file to hand in: nobody trains on them."""
    if read.function or any(isinstance(event, (Fit, CrossValidation)) for event in facts.events):
        return False
    written = [PurePosixPath(write.path or "").stem for write in facts.of(Write)]
    named = PurePosixPath(facts.source.path).stem
    return bool(_ANSWERS.search(named)) or (bool(written) and all(map(_ANSWERS.search, written)))


def _only_shown(facts: Facts, read: Read) -> bool:
    """A script that fits, scores and writes nothing: it looks at what comes, as a test of a connection does."""
    used = (Fit, CrossValidation, Metric, Predict, Write)
    return not read.function and not any(isinstance(event, used) for event in facts.events) and facts.says(_SHOWS)


def _is_own(what: str, facts: Facts) -> bool:
    """A branch of the project's own repository: the file is in the checkout too."""
    found = _ON_GITHUB.search(what)
    return found is not None and facts.root is not None and files.there(facts.root, found[1])


def _shown(what: str) -> str:
    """A long address by its end."""
    address = what.strip("'")
    return what if address == what else f"'{cut_middle(address)}'"


def _changing(read: Read) -> str:
    """The address or name that can change; nothing if it is pinned, local or not known."""
    if any(_pins(arg) for arg in read.pins.values()):
        return ""
    if "openml" in read.tags:
        return f"the newest version in {read.name.rpartition('.')[2]}()"
    path = strings.whole(read.path)
    if path is None:
        return ""
    if _BUCKET.match(path) or ("platform.data" in read.tags and path.startswith("s3://") and not _PINNED.search(path)):
        return f"'{path}'"
    bare = _MACHINE.sub("//machine", path)
    if (
        not _ADDRESS.match(path)
        or any(p.search(bare) for p in (_PINNED, _OTHER, _PLACEHOLDER))
        or strings.is_placeholder(path)
    ):
        return ""
    asks = "remote" in read.tags and "download" not in read.tags
    return "" if asks and not _FILE.search(path) else f"'{path}'"


def _pins(arg: Arg) -> bool:
    """Given, and not known to be the word for "whatever is newest"."""
    return not arg.absent_or(None, "active", "latest")
