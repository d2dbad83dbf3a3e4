"""The stage of a project, by what it contains, and of a folder, by its name: below all that is written down.

Names of files and the head of the README are looked at, so that one file in an editor gets the same answer as all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from mlsmells.config.courses import why_course
from mlsmells.config.files import head_of, names_below
from mlsmells.config.layers import Layer
from mlsmells.config.profiles import COURSE, RECOGNISED
from mlsmells.config.shared import is_no_project
from mlsmells.core.patterns import regex

EXPLORATION, PRODUCTION, RESEARCH = "exploration", "production", "research"
# The whole name of a folder: ``explorer`` and ``exploration_policy`` are something else.
_EXPLORES = regex(r"(?i)(?:\d+[\s_.-]*)?(?:data[_-])?(?:explorations?|exploratory(?:[_-]\w+)?|eda|sandbox|playground)")
_SERVES = regex(
    r"(?i)(?:.*/)?(?:(?:apis?|serving|server|service|services|inference|deployment|webapp|web)/(?:.*/)?[^/]+\.py"
    r"|(?:app|serve|server|serving|service|api|\w*_(?:api|service|server)|inference_server)\.py)"
)
_PLAIN = regex(r"(?:.*/)?(?: ?__init__|test_\w+|conftest|\w+_test)\.py")
_CONTAINER = regex(r"(?i)(?:.*/)?(?:dockerfile(?:\.\w+)?|[\w-]+\.dockerfile|docker-compose[\w.-]*\.ya?ml)")
_DEPLOYED = regex(
    r"(?i)(?:.*/)?(?:k8s|kubernetes|helm|charts?|terraform|manifests)/.*\.(?:ya?ml|tf|tpl)"
    r"|(?:.*/)?(?:procfile|serverless\.ya?ml|cloudbuild\.ya?ml|app\.yaml|fly\.toml|render\.yaml|skaffold\.yaml|[\w-]+\.tf)"
)
_WATCHED = regex(r"(?i)(?:.*/)?(?:prometheus|grafana|alertmanager|alerts?)(?:/.*|[\w./-]*)\.(?:ya?ml|json)")
_TESTS = regex(r"(?i)(?:.*/)?(?:tests?|examples?|docs?|templates?)/")
_PAPER = regex(
    r"(?is)\bofficial (?:\w+ ){0,3}(?:implementation|code|repository|repo)\b"
    r"|\bcode (?:for|of|accompanying) (?:the|our) (?:\w+ ){0,3}paper\b"
    r"|\b(?:implementation|repository|code) (?:of|for) (?:the|our) (?:\w+ ){0,4}paper\b"
)
_CITED = regex(r"(?i)@(?:inproceedings|article|misc|conference)\s*\{")
_LINKED = regex(r"(?i)arxiv\.org/(?:abs|pdf)/|openreview\.net/")
_HEAD = 3_000  # characters of a README that say what it is about


def recognised(root: Path) -> tuple[Layer, ...]:
    """A layer for the project, where something shows its stage, and one for each folder that says that it explores."""
    if is_no_project(root):
        return ()
    try:
        stamp = os.stat(root).st_mtime_ns
    except OSError:
        return ()
    return _recognised(str(root), stamp)


@lru_cache(maxsize=64)
def _recognised(root: str, stamp: int) -> tuple[Layer, ...]:
    course = why_course(Path(root))
    if course:
        return (_layer(COURSE, course),)
    names = names_below(root, stamp)
    production = _why_production(names)
    research = "" if production else _why_research(root, names)
    layers = [_layer(PRODUCTION, production)] if production else [_layer(RESEARCH, research)] if research else []
    folders = (_layer(EXPLORATION, f"the folder is called {f}", f"{f}/**") for f in _exploring(names))
    return (*layers, *folders)


def _layer(profile: str, why: str, glob: str = "") -> Layer:
    return Layer({"profile": profile}, {"profile": f"{RECOGNISED}{why}"}, glob=glob)


def _exploring(names: Sequence[str]) -> Iterator[str]:
    """The outermost folders with such a name that hold code; a package is code that others import."""
    packages = {path.removesuffix("/__init__.py") for path in names if path.endswith("/__init__.py")}
    seen: set[str] = set(packages)
    for path in names:
        if path.endswith((".py", ".ipynb")):
            above = [str(folder) for folder in reversed(PurePosixPath(path).parents)][1:]
            found = next((folder for folder in above if _EXPLORES.fullmatch(folder.rpartition("/")[2])), None)
            if found is not None and found not in seen:
                seen.add(found)
                yield found


def _why_production(names: Sequence[str]) -> str:
    """A service in a container that is deployed or watched by files of the project."""
    own = [path for path in names if not _TESTS.match(path)]
    service = next((path for path in own if _SERVES.fullmatch(path) and not _PLAIN.match(path)), "")
    container = next((path for path in own if _CONTAINER.fullmatch(path)), "")
    run = next((path for path in own if _DEPLOYED.fullmatch(path) or _WATCHED.fullmatch(path)), "")
    return f"a service that is deployed: {service}, {container}, {run}" if service and container and run else ""


def _why_research(root: str, names: Sequence[str]) -> str:
    """The README says that it is the code of a paper."""
    readme = next((path for path in names if path.lower() in ("readme.md", "readme.rst", "readme.txt", "readme")), "")
    if not readme:
        return ""
    text = head_of(os.path.join(root, readme), 50_000)
    if _PAPER.search(text[:_HEAD]):
        return f"{readme} says that it is the code of a paper"
    if _LINKED.search(text[:_HEAD]) and _CITED.search(text):
        return f"{readme} asks to cite the paper that it belongs to"
    return ""
