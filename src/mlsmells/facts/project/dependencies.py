"""What a project says about the packages it needs: requirement files, pyproject, conda, Dockerfiles, lock files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass, field
from mlsmells.facts.syntax.files import text_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found,unused-ignore]

# Packages that a result of machine learning depends on, as they are installed.
ML = frozenset(
    "accelerate albumentations autogluon bitsandbytes catboost category-encoders cupy darts datasets diffusers dgl "
    "fastai fairseq flax gensim gluonts h2o hyperopt imbalanced-learn imblearn jax jaxlib keras langchain lightgbm "
    "lightning mlxtend monai nltk numpy opencv-python opencv-python-headless optuna pandas peft polars prophet "
    "pycaret pymc pyspark pytorch pytorch-lightning ray scikit-image scikit-learn scipy sentence-transformers "
    "shap sklearn spacy statsmodels tensorflow tensorflow-gpu tensorflow-cpu tf-nightly tf-keras timm tokenizers "
    "torch torch-geometric torchaudio torchmetrics torchvision transformers trl ultralytics umap-learn xgboost".split()
)
# Those that help around a model: where the frameworks are pinned, their version decides little.
HELPERS = frozenset(
    "accelerate bitsandbytes datasets hyperopt mlxtend nltk opencv-python opencv-python-headless optuna ray "
    "scikit-image shap tokenizers torchaudio torchmetrics torchvision umap-learn".split()
)
# What the frameworks stand on, and keep within bounds by what they ask for themselves.
BASES = frozenset("numpy pandas scipy".split())
_REQUIREMENTS = regex(r"(?:[\w-]*requirements[\w.-]*|[\w-]+-requirements)\.txt$", re.IGNORECASE)
_CONDA = regex(r"(?:environment|conda)[\w.-]*\.ya?ml$", re.IGNORECASE)
_LOCKS = regex(
    r"(?:poetry|uv|pdm|pixi|conda)[\w.-]*\.lock$|pipfile\.lock$|conda[\w.-]*lock[\w.-]*\.ya?ml$|pylock[\w.]*\.toml$"
    r"|constraints?[\w.-]*\.txt$|requirements[\w.-]*\.lock$|requirements[\w.-]*(?:lock|freeze|frozen)[\w.-]*\.txt$",
    re.IGNORECASE,
)
_DOCKER = regex(r"(?:.*\.)?dockerfile(?:\..+)?$", re.IGNORECASE)
# What only serves to write the program.
_TOOLS = regex(r"(?:^|[/_.-])(?:dev|test|tests|testing|docs?|lint|ci|build|readthedocs|notebook|colab)(?:[/_.-]|$)")
_ELSEWHERE = regex(
    r"(?:^|/)(?:examples?|tutorials?|templates?|third_?party|vendor\w*|node_modules|archive|old|legacy|\.[^/]+)/",
    re.IGNORECASE,
)
_NAME = regex(r"^\s*[\"']?([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(.*?)\s*$")
_PIP = regex(r"\b(?:pip3?|uv pip|python3? -m pip|conda|mamba|micromamba)\s+install\b([^&|;\n]*)")
_VCS = regex(r"(?:^|[\s\"'@])(?:git|hg)\+\w+://\S+")
_FIXED_REF = regex(r"@(?:[0-9a-f]{7,40}\b|v?\d[\w.]*)|(?:releases|archive)/")
_NIGHTLY = regex(r"tf-nightly|whl/nightly|(?<![\w-])--pre\b|(?<![\w-])torch[\w-]*-nightly|pytorch-nightly")
# A line of another form names no image that is known.
_BASE = regex(
    r"^[ \t]*FROM\s+(?:--\S+\s+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?[ \t\r]*(?:#.*)?$", re.IGNORECASE | re.MULTILINE
)
_INSTALLS_PROJECT = regex(r"install\s+(?:-\S+\s+)*[\"']?\.|poetry\s+install|(?:uv|pdm|pixi)\s+(?:sync|install)")
_SAME = {"imblearn": "imbalanced-learn", "sklearn": "scikit-learn", "pytorch": "torch"}
_SHORT_OPTIONS = ("-r", "-c", "-e", "-i", "-f", "--")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One package that a file asks for. ``pin`` is the exact version, "" for none.

    ``limited``: it does not take whatever is newest: ``~=1.4``, ``<2``, ``==1.*``. ``patches``: it takes those alone.
    ``installed``: a package that is installed with its own needs names a range for it, as it should.
    """

    name: str
    pin: str
    file: str
    line: int
    limited: bool = False
    patches: bool = False
    installed: bool = False


@dataclass(slots=True)
class Dependencies:
    """The packages a project asks for; what moves by itself; folders with a lock file; a library that is published."""

    wanted: list[Wanted] = field(default_factory=list)
    moving: list[Wanted] = field(default_factory=list)
    locked: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)
    images: dict[str, str] = field(default_factory=dict)  # the text of each Dockerfile
    lock_files: list[str] = field(default_factory=list)

    def is_pinned(self, wanted: Wanted) -> bool:
        """Another place pins the package, and this only asks for it once more.

        An image has what its own lines install: of the files of the project only those that it names.
        """
        same = (p for p in self.wanted if p.name == wanted.name and (p.pin or p.patches))
        return any(self._reaches(p.file, wanted.file) for p in same)

    def _reaches(self, pinning: str, asking: str) -> bool:
        text = self.images.get(asking)
        if text is None or pinning == asking:
            return True
        name = pinning.rpartition("/")[2]
        return name in text or (not name.endswith(".txt") and _INSTALLS_PROJECT.search(text) is not None)

    def is_locked(self, path: str) -> bool:
        """A lock file in the folder or above it says more exactly what is meant."""
        return any(str(folder) in self.locked for folder in PurePosixPath(path).parents)

    def is_published(self, path: str) -> bool:
        """Part of a library, which other projects install: ranges are right there."""
        return any(str(folder) in self.published for folder in PurePosixPath(path).parents)


def read_dependencies(root: Path, paths: Iterable[str]) -> Dependencies:
    """Look through the files of a project."""
    out = Dependencies()
    for path in sorted(paths):
        name = path.rpartition("/")[2]
        if _LOCKS.match(name):
            out.locked.add(_folder(path))
            out.lock_files.append(path)
        elif path.startswith("../") or _ELSEWHERE.search(path) or _TOOLS.search(path):
            continue
        elif _REQUIREMENTS.match(name):
            _requirements(out, path, text_of(root / path))
        elif name in ("pyproject.toml", "setup.py", "setup.cfg"):
            _packaging(out, path, text_of(root / path))
        elif _CONDA.match(name):
            _conda(out, path, text_of(root / path))
        elif _DOCKER.match(name):
            _dockerfile(out, path, text_of(root / path))
    return out


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def normal(name: str) -> str:
    """How package indexes compare names; a package under two names has one."""
    found = re.sub(r"[-_.]+", "-", name).lower()
    return _SAME.get(found, found)


def requirement(text: str, file: str, line: int) -> Wanted | None:
    """One requirement, ``numpy==1.26.4``; None for options, links and what holds on some systems only."""
    text = text.partition(" #")[0].strip()
    if not text or text.startswith(("#", *_SHORT_OPTIONS)) or "://" in text or "@" in text:
        return None
    specifier, _, marker = text.partition(";")
    found = _NAME.match(specifier)
    if found is None or marker.strip():
        return None
    asked = found[2].strip("\"' ()")
    limited, patches = _LIMITED.search(asked) is not None, _PATCHES.match(asked) is not None
    return Wanted(normal(found[1]), _exact(found[2].strip("\"' ")), file, line, limited, patches)


_LIMITED = regex(r"~=|<|={2,3}\s*\d|(?<![<>!=~])=\s*\d|\^")
_RANGE = regex(r"[<>~]|!=|={2,3}")
_PATCHES = regex(r"~=\s*\d+\.\d+\.\d+|={1,3}\s*\d+\.\d+\.\*|~\s*\d+\.\d+")


def _exact(specifier: str) -> str:
    """The one version that ``==1.2.3`` allows, or ``=1.2.3=build`` as conda writes it; "" for a range."""
    found = re.match(r"^\(?={1,3}\s*([\w.+!-]+)\)?(?:$|[\s,\\=])", specifier)
    return found[1].partition("+")[0] if found is not None and "*" not in specifier else ""


def _requirements(out: Dependencies, path: str, text: str) -> None:
    if "--hash=" in text or "autogenerated by pip-compile" in text or "uv pip compile" in text:
        out.locked.add(_folder(path))
        return
    for line, each in enumerate(text.splitlines(), 1):
        _note_moving(out, each, path, line)
        found = requirement(each, path, line)
        if found is not None:
            out.wanted.append(found)


def _note_moving(out: Dependencies, text: str, path: str, line: int) -> None:
    if text.lstrip().startswith("#"):
        return
    found = _VCS.search(text)
    if found is not None and not _FIXED_REF.search(found[0].partition("://")[2].partition("/")[2]):
        name = re.sub(r"(?:\.git)?(?:@.*|#.*)?$", "", found[0].strip("\"' @").rstrip("/").rpartition("/")[2])
        out.moving.append(Wanted(name or "a package", "", path, line))
    nightly = _NIGHTLY.search(text)
    if nightly is not None:
        out.moving.append(Wanted(nightly[0], "", path, line))


def _packaging(out: Dependencies, path: str, text: str) -> None:
    if not path.endswith(".toml"):
        if re.search(r"classifiers|long_description", text):
            out.published.add(_folder(path))
        return
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    project = data.get("project") or {}
    poetry = (data.get("tool") or {}).get("poetry") or {}
    if any(isinstance(d, dict) and (d.get("classifiers") or d.get("keywords")) for d in (project, poetry)):
        out.published.add(_folder(path))
    lines = text.splitlines()
    listed = project.get("dependencies") if isinstance(project, dict) else None
    for each in listed if isinstance(listed, list) else ():
        found = requirement(str(each), path, _line_of(lines, str(each)))
        if found is not None:
            ranged = "build-system" in data and _RANGE.search(str(each)) is not None
            out.wanted.append(replace(found, installed=ranged))
    needed = poetry.get("dependencies") if isinstance(poetry, dict) else None
    for name, version in needed.items() if isinstance(needed, dict) else ():
        exact = version if isinstance(version, str) and re.fullmatch(r"={0,3}\d+(\.\d+)+\S*", version) else ""
        if isinstance(version, str):
            out.wanted.append(Wanted(normal(name), exact.lstrip("="), path, _line_of(lines, name)))


def _line_of(lines: list[str], text: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def _conda(out: Dependencies, path: str, text: str) -> None:
    import yaml

    try:
        data: Any = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return
    lines = text.splitlines()
    for each in _conda_entries(data.get("dependencies") if isinstance(data, dict) else None):
        line = _line_of(lines, each)
        _note_moving(out, each, path, line)
        # conda: name=version or name=version=build; pip below it: name==version
        name, _, version = re.sub(r"={2,3}", "=", each.rpartition("::")[2]).partition("=")
        found = re.match(r"^[A-Za-z0-9][\w.-]*", name.strip())
        if found is not None and "://" not in each and "-r " not in each:
            ranged = re.search(r"[<>~!]", each)
            out.wanted.append(Wanted(normal(found[0]), "" if ranged else version.partition("=")[0], path, line))


def _conda_entries(listed: Any) -> Iterator[str]:
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            yield from (str(each) for each in item.get("pip") or ())


def _dockerfile(out: Dependencies, path: str, text: str) -> None:
    out.images[path] = text
    joined = re.sub(r"\\\n", "  ", text)  # the same length, but longer lines: offsets stay
    stages: set[str] = set()
    for found in _BASE.finditer(text):
        image = found[1]
        if image.lower() not in stages and is_floating(image):
            out.moving.append(Wanted(image, "", path, text.count("\n", 0, found.start(1)) + 1))
        stages.add((found[2] or "").lower())
    for found in _PIP.finditer(joined):
        line = text.count("\n", 0, found.start()) + 1
        _note_moving(out, found[1], path, line)
        for word in found[1].split():
            wanted = requirement(word.strip("\"'"), path, line)
            if wanted is not None and wanted.name in ML:
                out.wanted.append(wanted)


def is_floating(image: str) -> bool:
    """A container image without a tag, or with the tag latest."""
    if "$" in image or "@sha256:" in image or image.lower() == "scratch":
        return False
    name, _, tag = image.rpartition("/")[2].partition(":")
    return bool(name) and tag in ("", "latest")
