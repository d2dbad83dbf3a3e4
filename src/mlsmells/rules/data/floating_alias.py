"""A model or data set is asked for by a name that points to whatever is newest.

The same code then works with another model tomorrow, and nobody can say which one made
yesterday's numbers. A version number, a commit or a file name can be repeated.

Bad:
    import mlflow
    model = mlflow.pyfunc.load_model("models:/churn/latest")
Good:
    import mlflow
    model = mlflow.pyfunc.load_model("models:/churn/7")
Silent on:
    an alias that a person moves on purpose (`@champion`, the stages Production and Staging); going on
    from the last checkpoint of the same run, or from the newest if that is what a `--resume` asks for;
    the newest file as the input of a job that predicts or converts it,
    and learns nothing from it; container images with a tag or digest; a version that is
    known at run time; an alias whose version is written to the log afterwards. The newest results that a program only
    shows, which trains and predicts nothing, are a note
Source: https://mlflow.org/docs/latest/ml/model-registry/
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, cut_path, regex
from mlsmells.facts import (
    ABSENT,
    Arg,
    Call,
    Facts,
    OrderUse,
    Predict,
    Read,
    Write,
    dependencies,
    every_node,
    learning,
    statement_words,
    strings,
)
from mlsmells.rules.data._built_images import built_here

RULE = Rule(
    __name__,
    code="MLS304",
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="{ref} takes whatever is newest - name a fixed version",
)
NEWEST = "whichever file is newest is read at {where}, so a later run may read another - name the file"
_ALIAS = regex(
    r"^(?!https?://).*[\w}]:latest$|^models:/[^/]+(/latest|@latest)$|^lakefs://[^/]+/(main|master)/", re.IGNORECASE
)
# A registry on the machine itself, which holds what was pushed there before.
_OWN_REGISTRY = regex(
    r"(?:127(?:\.\d+){3}|localhost|0\.0\.0\.0|host\.docker\.internal|kind-registry|k3d-\w+)(?::\d+)?/"
)
_IMAGES = ("base_image", "image", "image_uri")
_BRANCH = ("main", "master", "HEAD", "latest")
_REVISIONS = ("revision", "rev", "code_revision")
_PREDICTS = regex(r"\.predict(_proba)?\(")  # of a model of which nothing is known
_RESUMING = regex(r"resum|restor|continu|recover|warm_start", re.IGNORECASE)

_OUTPUTS = regex(r"result|output|report|metric|predict|eval|score|summary|histor|\blogs?\b|\bruns?\b", re.IGNORECASE)
_ASKED = regex(r"resum|restor|recover|warm_start|continue_(?:from|train)", re.IGNORECASE)


@RULE.on(Read)
def check_read(read: Read, facts: Facts) -> Iterator[Finding]:
    """Data, models and artifacts read by an alias or from a branch."""
    path = strings.whole(read.path)
    if path is not None and _ALIAS.match(path) and not _version_kept(read, facts):
        yield RULE.at(read, ref=f"'{cut_path(path, 60)}'", cause=path)
        return
    for name in _REVISIONS:
        branch = _branch(read.pins.get(name))
        if branch:
            yield RULE.at(read, ref=f"{name}='{branch}'", cause=f"{path}@{branch}" if path else "")


@RULE.on(OrderUse)
def check_newest(use: OrderUse, facts: Facts) -> Iterator[Finding]:
    """The newest file of a folder is read."""
    if use.how == "newest" and not _resumes(use, facts) and not _is_input(use, facts):
        yield RULE.at(
            use if facts.home_of(use.effect.node) else use.effect,
            message=NEWEST,
            where=use.where,
            severity=Severity.INFO if _is_report(use, facts) else None,
            trace=[(use.effect, "newest file chosen"), (use, "read")],
        )


@RULE.on(Call)
def check_image(call: Call, facts: Facts) -> Iterator[Finding]:
    """Steps of a platform that run in whatever container or framework version is newest."""
    if not any(tag.startswith("platform.") for tag in call.tags):
        return
    for name in _IMAGES:
        image = call.args.get(name, ABSENT).const
        if isinstance(image, str) and dependencies.is_floating(image):
            own = _OWN_REGISTRY.match(image) is not None or built_here(facts, image)
            severity = Severity.INFO if own else None
            yield RULE.at(call, ref=f"{name}='{cut_path(image, 60)}'", cause=image, severity=severity)
    if "platform.version" in call.tags and call.args.get("version", ABSENT).is_const("latest"):
        yield RULE.at(call, ref="version='latest'")
    if "platform.framework" in call.tags and _unversioned(call):
        yield RULE.at(call, ref=f"{call.name.rpartition('.')[2]}() without framework_version")


def _is_input(use: OrderUse, facts: Facts) -> bool:
    """Rows that no model learns from, but that the job predicts or converts: what is newest is what it is for."""
    read = next((r for r in facts.of(Read) if r.node is use.node), None)
    if read is None or read.out is None or read.out.kind not in ("frame", "array", "series"):
        return False
    if learning.learned_from(facts, read.out) is not None:
        return False
    mine = learning.sources(read.out)
    used = (*(e.X for e in facts.of(Predict)), *(w.value for w in facts.of(Write)))
    trains = bool(learning.learnings(facts))
    return any(mine & learning.sources(value) for value in used) or (not trains and facts.says(_PREDICTS))


def _is_report(use: OrderUse, facts: Facts) -> bool:
    """No model: the last results, by a program that learns from nothing. A page is to show what is newest."""
    read = next((r for r in facts.of(Read) if r.node is use.node), None)
    if read is None or read.tags & {"model", "pickle"} or learning.learnings(facts):
        return False
    if not _OUTPUTS.search(ast.unparse(use.effect.node)):
        return False
    return not any(isinstance(event, Predict) for event in facts.events)


def _unversioned(call: Call) -> bool:
    """Neither a version nor an image is given, and nothing hides it."""
    node = call.node
    if not isinstance(node, ast.Call) or any(k.arg is None for k in node.keywords):
        return False
    return all(call.args.get(name, ABSENT).absent for name in ("framework_version", "image_uri"))


def _branch(arg: Arg | None) -> str:
    return str(arg.const) if arg is not None and arg.is_const(*_BRANCH) else ""


def _version_kept(read: Read, facts: Facts) -> bool:
    """What the alias stood for is logged, so that the run can be repeated with it."""
    later = (call for call in facts.calls("tracker.log") if call.order > read.order)
    return any("version" in " ".join(statement_words(call.statement)) for call in later)


def _resumes(use: OrderUse, facts: Facts) -> bool:
    """Going on where the same run stopped: the names around say so, or the condition under which it is asked for."""
    if _RESUMING.search(" ".join([use.function, *statement_words(use.statement)])):
        return True
    asked = {id(use.effect.node), id(use.effect.asked)}
    for choice in facts.nodes:
        if isinstance(choice, (ast.If, ast.IfExp)) and _ASKED.search(ast.unparse(choice.test)):
            if any(id(node) in asked for node in every_node(choice)):
                return True
    return False
