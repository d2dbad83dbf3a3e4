"""A model comes from a hub under a name alone, and is whatever its owner uploaded last.

Owners replace weights, tokenizers and configurations under the same name. Scores and answers then change without a
change in the project. With `trust_remote_code=True` the repository's own Python code is run as well, and that can be
another tomorrow than the one that somebody read. A commit in `revision=` names one state for good.

Bad:
    from transformers import AutoModelForCausalLM
    model = AutoModelForCausalLM.from_pretrained("acme/writer-7b", trust_remote_code=True)
Good:
    from transformers import AutoModelForCausalLM
    commit = "86b5e0934494bd15c9632b12f734a8a67f723594"
    model = AutoModelForCausalLM.from_pretrained("acme/writer-7b", trust_remote_code=True, revision=commit)
Silent on:
    folders of the project; a revision that is given, whatever it is; names that are known at run time only; arguments
    handed on by a wrapper. Without `trust_remote_code` it is a note, one per name and file
Source: https://huggingface.co/docs/transformers/main/en/models#custom-models
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import Finding, Rule, Severity, cut_middle, regex
from mlsmells.facts import ABSENT, Arg, Event, Facts, Read, defaults, files

RULE = Rule(
    __name__,
    code="MLS618",
    habit=2,
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="trust_remote_code=True runs whatever code '{repo}' holds that day - name the commit: revision=...",
)
FLOATING = "'{repo}' is fetched without a revision, and may change under its name - name the commit: revision=..."
_REPO = regex(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
# Folders that a project writes itself, and names of files.
_LOCAL = regex(
    r"^(\.|/|~)|\\|(^|[/_-])(out(put)?s?|checkpoints?|ckpts?|saved?|results?|models?|runs|tmp|temp|data|final|best|my|local|"
    r"fine-?tuned|trained|artifacts?|weights|assets)([/_-]|$)|\.(pth?|bin|json|gguf|ya?ml|onnx|safetensors|model)$|^path",
    re.IGNORECASE,
)
_PINNED = ("revision", "code_revision", "commit_hash", "local_files_only")
# Parts of a model that are told with its weights.
_PARTS = regex(r"Tokenizer|Processor|Config|FeatureExtractor|hf_hub_download", re.IGNORECASE)


class Fetched(NamedTuple):
    """Something is fetched from a hub by name."""

    event: Event
    repo: str
    args: dict[str, Arg]

    @property
    def runs_code(self) -> bool:
        return self.args.get("trust_remote_code", ABSENT).is_const(True)

    @property
    def rank(self) -> tuple[bool, bool]:
        """The worse first, weights before what belongs to them."""
        words = ast.unparse(self.event.node.func) if isinstance(self.event.node, ast.Call) else ""
        return not self.runs_code, _PARTS.search(words) is not None


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Each name once, where it matters most."""
    found: dict[str, Fetched] = {}
    for fetched in _fetched(facts):
        known = found.get(fetched.repo)
        if known is None or fetched.rank < known.rank:
            found[fetched.repo] = fetched
    for repo, fetched in found.items():
        shown = cut_middle(repo)
        if fetched.runs_code:
            yield RULE.at(fetched.event, repo=shown, cause=repo)
        else:
            yield RULE.at(fetched.event, repo=shown, cause=repo, message=FLOATING, severity=Severity.INFO)


def _fetched(facts: Facts) -> Iterator[Fetched]:
    """What comes from a hub without a commit."""
    loads = [(call, call.args, next(iter(call.args.values()), ABSENT)) for call in facts.calls("hub.load")]
    reads = [(read, read.args, _path(read)) for read in facts.of(Read) if "hub" in read.tags and not read.unclear]
    for event, args, first in (*loads, *reads):
        repo = defaults.text_of(facts, event, first)
        node = event.node
        unclear = isinstance(node, ast.Call) and any(k.arg is None for k in node.keywords)
        if repo and not unclear and not any(name in args and not args[name].absent for name in _PINNED):
            if _is_remote(facts, repo):
                yield Fetched(event, repo, args)


def _path(read: Read) -> Arg:
    """The name of the repository; data sets matter when they bring code."""
    for name in ("model", "repo_id", "repo_or_dir", "path"):
        if name in read.args:
            runs = read.args.get("trust_remote_code", ABSENT).is_const(True)
            return read.args[name] if name != "path" or runs else ABSENT
    return ABSENT


def _is_remote(facts: Facts, repo: str) -> bool:
    if not _REPO.fullmatch(repo) or _LOCAL.search(repo):
        return False
    return facts.root is None or not any(files.there(facts.root, folder + repo) for folder in ("", "src/"))
