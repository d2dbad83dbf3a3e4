"""Passwords that a call is given as they are: by a name that says so, or where a known function takes one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.facts.analyses.credentials import Credential
from mlsmells.facts.syntax.walk import called_as, every_node, is_main_guard
from mlsmells.facts.syntax.words import words_of
from mlsmells.knowledge.passwords import ACCOUNTS, LOCAL, NAMED, is_password

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_HOSTS = frozenset({"host", "hostname", "server", "url", "endpoint"})


def given_passwords(facts: Facts) -> Iterator[Credential]:
    """Each by its literal; calls below the main guard only show how the module is used."""
    shown: set[int] | None = None
    for call in facts.nodes_of(ast.Call):
        for literal in _passwords(facts, call):
            if shown is None:
                shown = _below_guard(facts)
            if id(call) not in shown:
                where = "this cell" if facts.source.is_notebook else "this line"
                yield Credential(Span.of(literal), "a password", False, where)


def _passwords(facts: Facts, call: ast.Call) -> Iterator[ast.Constant]:
    texts = [*call.args, *(keyword.value for keyword in call.keywords)]
    found = [text for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]
    if not any(is_password(str(text.value)) for text in found):
        return
    account = bool(words_of(called_as(call.func)) & ACCOUNTS)
    if not (account or _elsewhere(call)) or any(LOCAL.search(str(text.value)) for text in found):
        return
    for keyword in call.keywords:
        if keyword.arg is not None and NAMED.search(keyword.arg) and keyword.value in found:
            yield from _real(keyword.value)
    if account:
        for name, given in zip(_parameters(facts, call), call.args, strict=False):
            # A literal on a line of its own could not be hidden where the line is shown.
            if NAMED.search(name) and given in found and given.lineno == call.lineno:
                yield from _real(given)


def _real(given: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(given, ast.Constant) and is_password(str(given.value)):
        yield given


def _elsewhere(call: ast.Call) -> bool:
    """A host and a user are given with it."""
    names = {keyword.arg or "" for keyword in call.keywords}
    return bool(names & _HOSTS) and any(words_of(name) & ACCOUNTS for name in names)


def _parameters(facts: Facts, call: ast.Call) -> list[str]:
    """The names of what is given by position; none where functions of this name differ in it."""
    called = called_as(call.func)
    # A file without a library is not walked: its own definitions are known all the same.
    nodes = [*(function.node for function in facts.followed), *facts.nodes_of(ast.FunctionDef)]
    known = [node.args for node in nodes if getattr(node, "name", "") == called]
    taken = [[a.arg for a in (*args.posonlyargs, *args.args)] for args in known]
    names = [p[1:] if p[:1] in (["self"], ["cls"]) else p for p in taken]
    return names[0] if names and all(each == names[0] for each in names) else []


def _below_guard(facts: Facts) -> set[int]:
    body = facts.source.tree.body if facts.source.tree is not None else []
    return {id(node) for block in body if is_main_guard(block) for node in every_node(block)}
