"""The parameters that a program declares by decorators of click, or by the signature of a function (typer, fire)."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.values import Value
from mlsmells.facts.interpreter.command_line import Parameter, declared, text
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run


def clicked(run: Run, decorator: ast.Call) -> Parameter:
    """``@click.option("--out", "-o", "target", default=…)`` or ``@click.argument("source")``."""
    words = [value for arg in decorator.args if isinstance(value := evaluate(run, arg).const, str)]
    options = {k.arg: evaluate(run, k.value) for k in decorator.keywords if k.arg}
    if options.pop("is_flag", Value()).const is True:
        options["action"] = Value(const="store_true")
    names = [word.split("/")[0] for word in words if word.startswith("-")]
    plain_names = [word for word in words if not word.startswith("-")]
    if not names:
        return declared(plain_names, options)
    if plain_names:
        options["dest"] = text(plain_names[0])
    return declared(names, options)


def signature(run: Run, arguments: ast.arguments) -> list[Parameter]:
    """A function's parameters as typer and fire read them: those with a default are options."""
    named = [*arguments.posonlyargs, *arguments.args]
    defaults = dict(zip(reversed([a.arg for a in named]), reversed(arguments.defaults), strict=False))
    defaults |= {a.arg: d for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None}
    return [_of_signature(run, a.arg, defaults.get(a.arg)) for a in (*named, *arguments.kwonlyargs)]


def _of_signature(run: Run, name: str, default: ast.expr | None) -> Parameter:
    value = evaluate(run, default) if default is not None else Value(config=True)
    option = default is not None
    if isinstance(default, ast.Call):
        kind = getattr(default.func, "attr", getattr(default.func, "id", ""))
        if kind in ("Option", "Argument"):
            option = kind == "Option"
            value = evaluate(run, default.args[0]) if default.args else Value(config=True)
    names = (f"--{name.replace('_', '-')}", f"--{name}") if option else (name,)
    return Parameter(names, value.with_(config=True), dest=name)
