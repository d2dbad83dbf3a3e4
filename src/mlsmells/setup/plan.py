"""From what a project uses to what is to be written."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from mlsmells.config import load_config
from mlsmells.config.profiles import COURSE, DEFAULT
from mlsmells.setup import ini_text, parts, toml_text, yaml_text
from mlsmells.setup.change import Refusal, Step
from mlsmells.setup.desk import Desk
from mlsmells.setup.seen import GITLAB, PRE_COMMIT, TOML, WORKFLOWS, Seen

_OURS = "mlsmells"
_JOB = "a job that checks the whole project"


def plan(seen: Seen, wishes: Collection[str] = ()) -> list[Step]:
    """Everything that is not there yet. Raises ConfigError for a configuration that is there and broken."""
    desk = Desk(seen.root)
    _settings(seen, desk)
    _ruff(seen, desk)
    _flake8(seen, desk)
    if seen.pre_commit or "pre-commit" in wishes:
        has_job = bool(seen.workflows or seen.gitlab or {"github", "gitlab"} & set(wishes))
        _pre_commit(seen, desk, project=seen.dvc or not has_job)
    if seen.workflows or "github" in wishes:
        _github(seen, desk)
    if seen.gitlab or "gitlab" in wishes:
        _gitlab(seen, desk)
    return desk.steps()


def _settings(seen: Seen, desk: Desk) -> None:
    if load_config(seen.root).file is not None:
        return
    profile = COURSE if seen.course else DEFAULT
    what = f"profile {profile}" + (f", exploration in {' and '.join(seen.exploring)}" if seen.exploring else "")
    if seen.pyproject:
        block = parts.settings_toml(profile, seen.exploring)
        desk.edit(TOML, partial(toml_text.with_block, block=block), f"[tool.mlsmells] with {what}", block)
    else:
        desk.new("mlsmells.yaml", parts.settings_yaml(profile, seen.exploring), what)


def _ruff(seen: Seen, desk: Desk) -> None:
    """Ruff takes comments for codes that it does not know as unused, and removes them."""
    if seen.ruff:
        table = ("tool", "ruff") if seen.ruff == TOML else ()
        edit = partial(toml_text.with_ruff_external, table=table, code="MLS")
        paste = f'[{".".join((*table, "lint"))}]\nexternal = ["MLS"]\n'
        desk.edit(seen.ruff, edit, "lint.external: ruff leaves `# noqa: MLS…` alone", paste)


def _flake8(seen: Seen, desk: Desk) -> None:
    """A list of what is selected leaves other plugins out."""
    if seen.flake8:
        edit = partial(ini_text.with_selected, section="flake8", option="select", word="MLS")
        desk.edit(seen.flake8, edit, "flake8 selects MLS too", "[flake8]\nextend-select = MLS\n")


def _pre_commit(seen: Seen, desk: Desk, *, project: bool) -> None:
    what = "hooks: fix, then check" + ", then the whole project" * project
    item = partial(parts.hooks, project=project)
    if not seen.pre_commit:
        desk.new(PRE_COMMIT, "repos:\n" + "".join(f"  {line}\n" for line in item().splitlines()), what)
    elif _OURS not in desk.text(PRE_COMMIT):
        edit = partial(yaml_text.with_item, key="repos", item=lambda gap: item(gap=gap))
        desk.edit(PRE_COMMIT, edit, what, item())


def _github(seen: Seen, desk: Desk) -> None:
    if not any(_OURS in desk.text(path) for path in seen.workflows):
        desk.new(f"{WORKFLOWS}/mlsmells.yml", parts.workflow(), _JOB)


def _gitlab(seen: Seen, desk: Desk) -> None:
    text = desk.text(GITLAB)
    if not seen.gitlab:
        desk.new(GITLAB, parts.gitlab_job(""), _JOB)
    elif _OURS not in text:
        job = parts.gitlab_job(_stage(text))
        desk.edit(GITLAB, partial(yaml_text.with_key, block=job), _JOB, job)


def _stage(text: str) -> str:
    """Where the job belongs; "" where GitLab's own stages hold."""
    try:
        found = yaml_text.data(text)
    except Refusal:
        return ""
    stages = found.get("stages") if isinstance(found, dict) else None
    if not isinstance(stages, list) or not stages or "test" in stages:
        return ""
    return str(next((stage for stage in stages if stage in ("lint", "check", "quality", "verify")), stages[0]))
