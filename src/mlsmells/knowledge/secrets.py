"""What credentials look like in text. Plain Python: flake8 asks it about files without any library.

All patterns stay within one line, so what is found in a text is found in its lines as well, and
``mask`` can hide it wherever a line is shown.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.knowledge import passwords


class Secret(NamedTuple):
    """Where a credential stands in a text. ``shaped``: a provider's own form; else a name and a random value."""

    start: int
    end: int
    kind: str
    shaped: bool


# How every token of a kind begins (a text without it is not searched), its name, its form from there on.
_FORMS: tuple[tuple[str, str, str], ...] = (
    ("hf_", "Hugging Face", r"\bhf_[A-Za-z0-9]{34,40}\b"),
    ("sk-ant-", "Anthropic", r"\bsk-ant-[A-Za-z0-9_-]{24,}"),
    ("sk-or-v1-", "OpenRouter", r"\bsk-or-v1-[0-9a-f]{64}\b"),
    ("sk-", "OpenAI", r"(?<![\w-])sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{40,}|[A-Za-z0-9]{48,51}\b)"),
    ("gsk_", "Groq", r"\bgsk_[A-Za-z0-9]{52}\b"),
    ("AKIA", "AWS", r"(?<![A-Za-z0-9+/])(?<!Credential=)(?<!KeyId=)AKIA[0-9A-Z]{16}(?![A-Za-z0-9+/=])"),
    ("ASIA", "AWS", r"(?<![A-Za-z0-9+/])(?<!Credential=)(?<!KeyId=)ASIA[0-9A-Z]{16}(?![A-Za-z0-9+/=])"),
    *((f"gh{letter}_", "GitHub", rf"\bgh{letter}_[A-Za-z0-9]{{36,}}\b") for letter in "opusr"),
    ("github_pat_", "GitHub", r"\bgithub_pat_[A-Za-z0-9_]{60,}"),
    ("glpat-", "GitLab", r"\bglpat-[A-Za-z0-9_-]{20,}"),
    ("AIza", "Google API", r"(?<![A-Za-z0-9_+/-])AIza[0-9A-Za-z_-]{35}(?![A-Za-z0-9_+/-])"),
    ("GOCSPX-", "Google OAuth", r"\bGOCSPX-[A-Za-z0-9_-]{28}"),
    ("xox", "Slack", r"\bxox[abeoprs]-[0-9]{8,}-[0-9A-Za-z-]{12,}"),
    ("hooks.slack.com", "Slack", r"hooks\.slack\.com/services/(T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,})"),
    ("sk_live_", "Stripe", r"\bsk_live_[0-9A-Za-z]{24,}"),
    ("rk_live_", "Stripe", r"\brk_live_[0-9A-Za-z]{24,}"),
    ("AccountKey=", "Azure storage", r"AccountKey=([A-Za-z0-9+/]{86}==)"),
    ("dapi", "Databricks", r"\bdapi[0-9a-f]{32}\b"),
    ("SG.", "SendGrid", r"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    ("r8_", "Replicate", r"\br8_[A-Za-z0-9]{37}\b"),
    ("pcsk_", "Pinecone", r"\bpcsk_[A-Za-z0-9_]{50,}"),
    ("nvapi-", "NVIDIA", r"\bnvapi-[A-Za-z0-9_-]{60,}"),
    ("tvly-", "Tavily", r"\btvly-(?:dev-|prod-)?[A-Za-z0-9]{32}\b"),
    ("lsv2_", "LangSmith", r"\blsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}\b"),
    ("npm_", "npm", r"\bnpm_[A-Za-z0-9]{36}\b"),
    ("pypi-AgE", "PyPI", r"\bpypi-AgE[A-Za-z0-9_-]{50,}"),
    (":AA", "Telegram", r"(?<=[0-9]{8}):(AA[A-Za-z0-9_-]{33})\b"),
    ("PRIVATE KEY-----\\n", "private key", r"PRIVATE KEY-----\\n([A-Za-z0-9+/]{40,}[^\"'\s]*)"),
    ('key"', "Kaggle", r'key"[ \t]?:[ \t]?"([0-9a-f]{32})"\}'),
    ("wandb", "Weights & Biases", r"wandb[. ]login\b[^\n]{0,60}?(?<![0-9a-f])([0-9a-f]{40})(?![0-9a-f])"),
)
# An AWS key that signed an address (``Credential=``, ``KeyId=``) opens nothing by itself.
_SHAPED = [(needle, kind, re.compile(form)) for needle, kind, form in _FORMS]

# Beginnings that are not part of the word that holds the token.
_APART = frozenset({"PRIVATE KEY-----\\n", 'key"', "wandb"})
MIN_TOKEN = 20

_NEEDLES = ("key", "token", "secret", "password", "passwd", "pwd")
# ``name = "value"``, ``"name": "value"``, ``name: str = "value"``, ``getenv("name", "value")``.
_ASSIGNED = re.compile(
    r"(?:key|token|secret|password|passwd|pwd)(?:_?id)?[\"'\])]{0,3}[ \t]{0,3}(?::[ \t]?str[ \t]?)?[=:,][ \t]{0,3}"
    r"[rbuf]{0,2}[\"']([^\"'\s\\]{16,200})[\"']",
    re.IGNORECASE,
)
# ``%env NAME value``, ``export NAME=value``, in a shell line or a Dockerfile.
_EXPORTED = re.compile(r"(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PWD)[ \t=]{1,3}[\"']?([^\s\"'$]{16,200})")
_EXPORTS = re.compile(r"(?:%(?:set_)?env|\bexport|\bENV)[ \t]+\w*$")
_IN_ADDRESS = re.compile(r"://[^\s:/@\"'<>]{1,60}:([^\s:/@\"'<>]{8,100})@([\w.-]+)")
_NAME = re.compile(r"[\w.-]{0,200}$")
# Keys that open nothing: of rows, files, caches, pages; words of a vocabulary.
_HARMLESS = re.compile(
    r"public|cache|hash|sort|primary|foreign|partition|object|s3_|bucket|sheet|file|folder|drive|doc|dataset|data_|"
    r"idempot|page|cursor|next|special|pad|bos|eos|unk|mask|sep|cls|vocab|checksum|version|revision|site_?key|^key$|"
    r"md5|sha_?\d|digest|commit|etag|fingerprint|[ug]uid|experiment|feature|column|image|run_|model_|sku|asin|lookup|"
    r"(?:mon|tur|hoc|whis|don|joc|hot)key",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"x{3,}|\*{3,}|\.{3}|…|[<>{}$%]|your|my_|example|placeholder|dummy|fake|mock|sample|test|change|insert|insecure|"
    r"redacted|removed|hidden|secret|password|token|api_?key|todo|here|none|null|undefined|123456|abcdef|qwerty|foobar|"
    r"0{6,}|1{6,}|a1b2c3d4e5",
    re.IGNORECASE,
)
# Times, and how pictures and documents begin when they are written as text.
_NO_SECRET = re.compile(
    r"(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])[-_]?[0-3]\d[T_-]?\d{4,6}|^(?:iVBORw0KGgo|/9j/4|R0lGOD|UklGR|PHN2Zy|JVBERi0|Qk0)"
)
# Words with numbers between them name things: "resnet50v2block4", "LSTM64x2Drop02Seed42".
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TERMS = frozenset(
    "lstm gru cnn rnn mlp gan vae xgb lgbm lgb svm knn pca seed epoch step loss acc auc val run drop conv relu add "
    "bert gpt vit fold lag exp mse mae ckpt adam sgd hid emb max min avg std top day feat win".split()
)
_PRONOUNCED = re.compile(r"(?=.*[aeiouy])(?!.*[^aeiouy]{4})(?!.*[aeiou]{4})")
_RUN = re.compile(r"[A-Za-z0-9+/]+")
_CLASS = re.compile(r"[a-z]+|[A-Z]+|[0-9]+")
# Lines of an encoded key: long, and letters and digits all mixed up.
_ENCODED = re.compile(r"[A-Za-z0-9+/]{48,}={0,2}")
MIN_RUN = 16
MIN_BITS = 3.0


def find(text: str) -> list[Secret]:
    """Credentials in a text, in its order, none inside another."""
    out: list[Secret] = []
    end = -1
    found = {*_shaped(text), *_named(text), *_addresses(text)}
    for secret in sorted(found, key=lambda s: (s.start, -s.end, not s.shaped)):
        if secret.start >= end:
            out.append(secret)
            end = secret.end
    return out


def mask(text: str) -> str:
    """The text with a star for every character of a credential. For what is shown to people."""
    spans = [*((s.start, s.end) for s in find(text)), *passwords.places(text)]
    if len(text) > 48:
        spans += [m.span() for m in _ENCODED.finditer(text) if len(_CLASS.findall(m[0])) * 3 > len(m[0])]
    for start, end in spans:
        text = text[:start] + "*" * (end - start) + text[end:]
    return text


def _at(text: str, needle: str) -> Iterator[int]:
    """Where a word stands: far cheaper than a pattern that may begin anywhere."""
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _shaped(text: str) -> Iterator[Secret]:
    # Few words are as long as a token: most texts need not be searched for each of them.
    long = " ".join([word for word in text.split() if len(word) >= MIN_TOKEN])
    for needle, kind, form in _SHAPED:
        if needle not in (text if needle in _APART else long):
            continue
        for at in _at(text, needle):
            match = form.match(text, at)
            if match is None:
                continue
            group = match.lastindex or 0
            if not _PLACEHOLDER.search(match[group], 4) and bits(match[group]) >= MIN_BITS - 0.5:
                yield Secret(*match.span(group), kind, True)


def _named(text: str) -> Iterator[Secret]:
    lower = text.lower()
    if len(lower) != len(text):  # a letter whose small form is two characters: places would not agree
        lower = text
    for needle in _NEEDLES:
        for at in _at(lower, needle):
            assigned = _ASSIGNED.match(text, at)
            match = assigned or _EXPORTED.match(text, at)
            if match is None or not is_random(match[1]):
                continue
            before = text[max(at - 60, 0) : at]
            name = _name(before, match[0])
            exported = assigned or _EXPORTS.search(before)
            if exported and not _HARMLESS.search(name):
                yield Secret(*match.span(1), f"'{name}'", False)


def _name(before: str, found: str) -> str:
    """The whole name of which the pattern found the last word."""
    first, rest = _NAME.search(before), re.match(r"\w+", found)
    return ((first[0] if first else "") + (rest[0] if rest else "")).rpartition(".")[2]


def _addresses(text: str) -> Iterator[Secret]:
    """Passwords inside addresses; those of a machine of one's own are nobody's secret."""
    for at in _at(text, "://"):
        match = _IN_ADDRESS.match(text, at)
        if match is None:
            continue
        password, host = match[1], match[2]
        local = "." not in host or host.startswith(("127.", "0.0", "10.", "192.168.")) or "example" in host
        mixed = len(_CLASS.findall(password)) >= 3 and bits(password) >= 2.5
        if not local and mixed and not _PLACEHOLDER.search(password):
            yield Secret(*match.span(1), "database", False)


def is_random(value: str) -> bool:
    """A value no person would think of: letters and digits mixed, and not words with separators."""
    if _PLACEHOLDER.search(value) or _NO_SECRET.search(value) or bits(value) < MIN_BITS or _is_name(value):
        return False
    run = max(_RUN.findall(value), key=len, default="")
    changes = len(_CLASS.findall(run))
    letters, digits = any(map(str.isalpha, run)), any(map(str.isdigit, run))
    return len(run) >= MIN_RUN and letters and digits and changes >= max(5, len(run) // 4)


def _is_name(value: str) -> bool:
    """Most of its letters are in words that can be pronounced, or in terms of the field."""
    words = [word.lower() for word in _WORDS.findall(value)]
    said = sum(len(word) for word in words if word in _TERMS or (len(word) > 3 and _PRONOUNCED.match(word)))
    return said * 10 >= 7 * sum(map(len, words))


def bits(value: str) -> float:
    """Shannon entropy per character."""
    size = len(value)
    return -sum(n / size * math.log2(n / size) for n in Counter(value).values()) if size else 0.0
