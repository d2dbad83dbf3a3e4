"""Which data files the project's own scripts fetch: they can be had again.

Paths of such scripts are often put together from parameters, so the words of the script decide: it names the file,
or it names no other file of data and the folder that the file lies in.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import every_node

# Commands and calls that fetch; those of a general client count when the module also writes a file.
_COMMAND = regex(
    r"\b(?:wget|curl|gdown|kaggle|aria2c|azcopy|rclone|axel)\b|\bs3 (?:cp|sync)\b|\bgsutil\b|\bgcloud storage\b"
    r"|\bhuggingface-cli download\b|\bhf download\b|\bdvc get\b|\bscp\b|\brsync\b",
    among="wget curl gdown kaggle aria2c azcopy rclone axel s3 gsutil gcloud download dvc scp rsync".split(),
)
_CALL = regex(
    r"urlretrieve|opendatasets|\bod\.download\(|kagglehub|KaggleApi|dataset_download|competition_download|download_file\("
    r"|download_fileobj|download_to_filename|hf_hub_download|snapshot_download|\bpooch\b|get_file\(|download_blob|ftplib",
    among="urlretrieve opendatasets kagglehub KaggleApi download pooch get_file( ftplib".split(),
)
_CLIENT = regex(
    r"\b(?:requests|httpx|urllib3?|aiohttp|get_object)\b", among="requests httpx urllib aiohttp get_object".split()
)
_WRITING = regex(r"[\"'][wa]b?\+?[\"']|write_bytes|write_text|copyfileobj|\.write\(")
_DATA = regex(
    r"\.(?:csv|tsv|jsonl?|parquet|arrow|feather|xlsx?|npz?|h5|hdf5|pkl|txt|data|db|sqlite|arff|dat|nc|mat)(?:\.(?:gz|bz2|xz))?$",
    re.IGNORECASE,
)
_ARCHIVE = regex(r"\.(?:zip|tar|tgz|tar\.\w+|gz|7z|rar|bz2)$", re.IGNORECASE)
_FETCHING_NAME = regex(
    r"(?:download|fetch|get|pull|load|collect|prepare|make|setup)[_-]?(?:the[_-])?(?:data|raw)", re.IGNORECASE
)
_SPLIT = regex(r"[\s\"'=;|&<>(),$]+")
MAX_WORDS = 400


def words(tree: ast.Module | None, text: str) -> list[str]:
    """The texts of a module that fetches something; none for other modules."""
    if tree is None or not (
        _CALL.search(text) or _COMMAND.search(text) or (_CLIENT.search(text) and _WRITING.search(text))
    ):
        return []
    found: dict[str, None] = {}
    for node in every_node(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.update(dict.fromkeys(_words(node.value)))
    return list(found)[:MAX_WORDS]


def _words(text: str) -> Iterator[str]:
    if _COMMAND.search(text):
        yield from words_of_commands(text)
    elif text.strip() and not any(c.isspace() for c in text.strip()):
        yield text.strip()


def words_of_commands(text: str) -> list[str]:
    """The words of a shell script, a Makefile or an image that fetches something; none for others."""
    return [word for word in _SPLIT.split(text) if word] if _COMMAND.search(text) else []


def fetches(script: str, said: Sequence[str], path: str) -> bool:
    """The script, which says these words, brings the file at ``path``."""
    wanted = PurePosixPath(_plain(path))
    files = {_name(word) for word in said if _DATA.search(word)}
    packed = {_name(word) for word in said if _ARCHIVE.search(word)}
    name = wanted.name.lower()
    if name in files or any(_ARCHIVE.sub("", each) in (name, name.partition(".")[0]) for each in packed):
        return True
    if files and not packed:
        return False  # it names what it fetches
    folders = {str(parent).lower() for parent in wanted.parents} - {"."}
    if folders & {_plain(word).rstrip("/").lower() for word in said}:
        return True
    return not files and _FETCHING_NAME.search(script.rpartition("/")[2]) is not None


def any_fetches(scripts: Iterable[tuple[str, Sequence[str]]], path: str) -> bool:
    """One of the scripts (their names and words) brings the file."""
    return any(said and fetches(script, said, path) for script, said in scripts)


def _name(word: str) -> str:
    return re.split(r"[/\\]", word.partition("?")[0])[-1].lower()


def _plain(path: str) -> str:
    """As seen from the root, wherever the reader stands."""
    return re.sub(r"^(?:\.{1,2}/)+", "", path.replace("\\", "/"))
