"""Requests to language models: which there are, what is set for them, and where."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, llm
from mlsmells.sources import source_from_text

HEAD = (
    "from openai import OpenAI\nfrom langchain_openai import ChatOpenAI\nimport ollama\n"
    "client = OpenAI(timeout=30)\nchat = ChatOpenAI(model='gpt-4o')\n"
)
# Code → the model, and the settings of what is asked for first.
ASKED: dict[str, tuple[str, str, dict[str, object]]] = {
    "on the call": ("client.chat.completions.create(model='a', temperature=0)", "a", {"temperature": 0}),
    "on the client": ("client.chat.completions.create(model='a')", "a", {"timeout": 30}),
    "of the model": ("chat.invoke('x')", "gpt-4o", {"temperature": None}),
    "bound in the request": ("chat.bind(temperature=0).invoke('x')", "gpt-4o", {"temperature": 0}),
    "bound under a name": ("c = chat.bind(temperature=0)\nc.invoke('x')", "gpt-4o", {"temperature": 0}),
    "bound in another request": (
        "chat.invoke('x')\nchat.bind(temperature=0).invoke('y')",
        "gpt-4o",
        {"temperature": None},
    ),
    "a form that was asked for": ("chat.with_structured_output(A).invoke('x')", "gpt-4o", {"temperature": None}),
    "a default of the function": (
        "def ask(model='b'):\n    return client.chat.completions.create(model=model)\n",
        "b",
        {"timeout": 30},
    ),
    "a parameter": ("def ask(m):\n    return client.chat.completions.create(model=m)\n", "", {"timeout": 30}),
    "a client from elsewhere": ("self.c.chat.completions.create(model='a', max_tokens=5)", "a", {"max_tokens": 5}),
    "of the machine itself": ("ollama.chat(model='a', messages=[])", "a", {"timeout": None}),
}


def first(code: str) -> llm.Request:
    facts = build(source_from_text(HEAD + code + "\n", "ask.py"))
    return next(request for request in llm.requests(facts) if request.call is not None)


@pytest.mark.parametrize("name", ASKED)
def test_model_and_settings(name: str) -> None:
    code, model, settings = ASKED[name]
    request = first(code)
    assert request.model == model
    found = {setting: request.setting(setting) for setting in settings}
    assert {name: None if arg.absent else arg.const for name, arg in found.items()} == settings


@pytest.mark.parametrize(
    ("code", "is_open"),
    [
        ("client.chat.completions.create(model='a')", False),
        ("client.chat.completions.create(model='a', **settings)", True),
        ("client.chat.completions.create(model='a', extra_body={})", True),
        ("chat.bind(**settings).invoke('x')", True),
        ("OpenAI(**settings).chat.completions.create(model='a')", True),
    ],
)
def test_what_may_be_set_unseen(code: str, is_open: bool) -> None:
    assert first(code).is_open is is_open


@pytest.mark.parametrize(
    ("code", "structured", "local"),
    [
        ("chat.invoke('x')", False, False),
        ("chat.with_structured_output(A).invoke('x')", True, False),
        ("client.responses.parse(model='a', input='x')", True, False),
        ("ollama.chat(model='a', messages=[])", False, True),
    ],
)
def test_forms_and_places(code: str, structured: bool, local: bool) -> None:
    request = first(code)
    assert (request.is_structured, request.is_local) == (structured, local)


@pytest.mark.parametrize(("model", "reasons"), [("o3-mini", True), ("gpt-5", True), ("gpt-4o", False)])
def test_models_that_reason(model: str, reasons: bool) -> None:
    assert first(f"client.chat.completions.create(model='{model}')").reasons is reasons


def test_models_that_are_only_built() -> None:
    facts = build(source_from_text(HEAD + "chain = prompt | chat\n", "ask.py"))
    assert [(request.model, request.call) for request in llm.requests(facts)] == [("gpt-4o", None)]
