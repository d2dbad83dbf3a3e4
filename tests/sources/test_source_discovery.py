"""Which files are found, in which order, and that no folder is a trap."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mlsmells.sources import discover, discoverable

FILES = """
a.py b.ipynb c.txt d.pyc e.pyi .hidden.py .#lock.py ._a.py
pkg/a.py pkg/sub/b.py pkg/sub/c.ipynb pkg/vendor/x.py vendor/y.py
.git/a.py .venv/a.py venv/a.py myenv/pyvenv.cfg myenv/lib/a.py node_modules/a.py __pycache__/a.py
.ipynb_checkpoints/b.ipynb lib/site-packages/a.py build/a.py dist/a.py .tox/a.py
notebooks/one.ipynb notebooks/old/two.ipynb
""".split()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    return tmp_path


def found(tree: Path, *paths: str, exclude: tuple[str, ...] = ()) -> str:
    files = discover([tree / path for path in paths or (".",)], exclude=exclude, root=tree)
    return " ".join(os.path.relpath(file, tree) for file in files)


REST = "a.py b.ipynb notebooks/old/two.ipynb notebooks/one.ipynb pkg/a.py pkg/sub/b.py pkg/sub/c.ipynb"
EXCLUDED = [
    ((), f".hidden.py {REST} pkg/vendor/x.py vendor/y.py"),
    (("vendor/",), f".hidden.py {REST}"),
    (("vendor",), f".hidden.py {REST}"),
    (("/vendor",), f".hidden.py {REST} pkg/vendor/x.py"),
    (("./vendor/", "x.py/"), f".hidden.py {REST} pkg/vendor/x.py"),
    (("*.py",), "b.ipynb notebooks/old/two.ipynb notebooks/one.ipynb pkg/sub/c.ipynb"),
    (("notebooks/**", ".*", "vendor"), "a.py b.ipynb pkg/a.py pkg/sub/b.py pkg/sub/c.ipynb"),
    (("notebooks/*.ipynb", "**/vendor", ".*"), REST.replace(" notebooks/one.ipynb", "")),
    (("pkg/**/*.py", "[!a-z]*", "vendor"), REST.replace(" pkg/a.py pkg/sub/b.py", "")),
    (("[z-a]", "[", "[&&a--b~~]", "", "  ", "/", "vendor"), f".hidden.py {REST}"),
    (
        ("?.[!p]*", "[xy].p?", ".[h-i]*"),
        "a.py notebooks/old/two.ipynb notebooks/one.ipynb pkg/a.py pkg/sub/b.py",
    ),
]


@pytest.mark.parametrize("exclude", [exclude for exclude, _ in EXCLUDED])
def test_what_a_commit_holds_is_found_as_on_disk(tree: Path, exclude: tuple[str, ...]) -> None:
    assert " ".join(sorted(discoverable(FILES, exclude=exclude))) == found(tree, exclude=exclude)


@pytest.mark.parametrize(("exclude", "expected"), EXCLUDED, ids=[" ".join(e[0]) or "none" for e in EXCLUDED])
def test_exclude(exclude: tuple[str, ...], expected: str, tree: Path) -> None:
    assert found(tree, exclude=exclude) == expected


def test_named_files_are_always_taken(tree: Path) -> None:
    paths = ("vendor/y.py", "c.txt", ".git/a.py", "missing.py", "vendor/../vendor/y.py")
    assert found(tree, *paths, exclude=("vendor", "*")) == ".git/a.py c.txt missing.py vendor/y.py"


def test_named_folders_are_searched_whatever_they_are_called(tree: Path) -> None:
    assert found(tree, "build", ".venv", "myenv/lib", "pkg/sub", "pkg") == (
        ".venv/a.py build/a.py myenv/lib/a.py pkg/a.py pkg/sub/b.py pkg/sub/c.ipynb pkg/vendor/x.py"
    )


def test_relative_paths_and_absolute_results(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "pkg")
    assert discover([Path("sub"), Path("../a.py")], exclude=["pkg/sub/*.py"], root=tree) == [
        tree / "a.py",
        tree / "pkg/sub/c.ipynb",
    ]


def test_special_files(tmp_path: Path) -> None:
    """Pipes and dangling links are handed on so that reading them says why they were not analysed."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.py").write_text("")
    (tmp_path / "sub/up").symlink_to(tmp_path)
    (tmp_path / "sub/up.py").symlink_to(tmp_path)
    (tmp_path / "loop.py").symlink_to(tmp_path / "loop.py")
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere")
    (tmp_path / "link.py").symlink_to(tmp_path / "sub/a.py")
    (tmp_path / "folder.py").mkdir()
    os.mkfifo(tmp_path / "pipe.py")
    os.mkfifo(tmp_path / "pipe")
    assert found(tmp_path) == "gone.py link.py loop.py pipe.py sub/a.py"


def test_folder_that_cannot_be_listed_is_not_lost(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(tree, "pkg") == "pkg/a.py pkg/sub pkg/vendor/x.py"


def test_deep_folders(tmp_path: Path) -> None:
    """Deeper than the recursion limit. Removed here, as pytest's own way is recursive."""
    (tmp_path / "keep").write_text("")
    deep = tmp_path.joinpath(*["d"] * 1200)
    os.makedirs(deep.parents[600])
    os.makedirs(deep.parents[0])
    os.mkdir(deep)
    try:
        (deep / "a.py").write_text("")
        assert discover([tmp_path], root=tmp_path) == [deep / "a.py"]
    finally:
        (deep / "a.py").unlink(missing_ok=True)
        os.removedirs(deep)
