"""The texts that ``init`` writes."""

from __future__ import annotations

from collections.abc import Sequence

from mlsmells import __version__

HOME = "https://github.com/mlsmells/mlsmells"
TAG = f"v{__version__}"
_ASK = "What applies to a file, and why: mlsmells check --show-settings FILE"


def settings_yaml(profile: str, exploring: Sequence[str]) -> str:
    """``mlsmells.yaml``."""
    lines = [f"# {_ASK}", f"profile: {profile}"]
    if exploring:
        lines += ["per_path:", *(f'  "{folder}/**": {{profile: exploration}}' for folder in exploring)]
    return "\n".join(lines) + "\n"


def settings_toml(profile: str, exploring: Sequence[str]) -> str:
    """The same as tables of ``pyproject.toml``."""
    lines = ["[tool.mlsmells]", f"# {_ASK}", f'profile = "{profile}"']
    for folder in exploring:
        lines += ["", f'[tool.mlsmells.per_path."{folder}/**"]', 'profile = "exploration"']
    return "\n".join(lines) + "\n"


def hooks(*, project: bool, gap: str = " ") -> str:
    """An entry of ``repos`` of pre-commit: the fix first, then the check reads what it mended.

    ``gap`` is what stands behind a dash in the file.
    """
    ids = ["mlsmells-fix", "mlsmells", *(["mlsmells-project"] if project else [])]
    pad = " " * (1 + len(gap))
    inner = f"{pad}  - " if gap == " " else f"{pad}-{gap}"
    lines = [f"-{gap}repo: {HOME}", f"{pad}rev: {TAG}", f"{pad}hooks:", *(f"{inner}id: {name}" for name in ids)]
    return "\n".join(lines) + "\n"


def workflow() -> str:
    """``.github/workflows/mlsmells.yml``."""
    return f"""\
name: mlsmells
on:
  push:
    branches: [main, master]
  pull_request:

permissions:
  contents: read

jobs:
  mlsmells:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: mlsmells/mlsmells@{TAG}
"""


def gitlab_job(stage: str) -> str:
    """A job of ``.gitlab-ci.yml``; its report is shown in merge requests."""
    lines = ["mlsmells:", *([f"  stage: {stage}"] if stage else [])]
    return (
        "\n".join(lines)
        + f"""
  image: python:3.12
  script:
    - pip install mlsmells=={__version__}
    - mlsmells check . --output-format gitlab --output-file gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""
    )
