"""Methods of lists, dicts, sets, texts and paths."""

from __future__ import annotations

import pytest

from facts.seen import held

# name of the case: (program, how x is described)
CONTAINERS: dict[str, tuple[str, str]] = {
    "append": ("l = []\nl.append(df)\nx = l[0]", "frame D1"),
    "append in a loop": ("l = []\nfor n in names:\n    l.append(df['a'])\nfor x in l: pass", "series D1 column=a"),
    "insert": ("l = [3]\nl.insert(1, df)\nx = l[1]", "frame D1"),
    "extend": ("l = [3]\nl.extend([4, df])\nx = l[2]", "frame D1"),
    "remove": ("l = ['a', 'b']\nl.remove('a')\nx = l[0]", "text 'b'"),
    "remove what is not there": ("l = ['a', 'b']\nl.remove('c')\nx = l[0]", "text 'a'"),
    "remove what is not known": ("l = ['a', 'b']\nl.remove(n)\nx = l[0]", "text"),
    "pop": ("l = [3, df]\nx = l.pop()", "frame D1"),
    "pop by position": ("l = [df, df]\nx = l.pop(0)", "frame D1"),
    "clear": ("l = [df]\nl.clear()\nx = l[0]", "frame D1"),
    "copy": ("x = [df].copy()[0]", "frame D1"),
    "get": ("x = {'a': df}.get('a')", "frame D1"),
    "get with a default": ("x = {'a': df}.get('b', 3)", "unknown 3"),
    "get without": ("x = {'a': df}.get('b')", "none"),
    "update": ("d = {'a': 3}\nd.update({'b': df})\nx = d['b']", "frame D1"),
    "update by keyword": ("d = {'a': 3}\nd.update(b=df)\nx = d['b']", "frame D1"),
    "update with who knows what": ("d = {'a': df}\nd.update(more)\nx = d['a']", "unknown"),
    "made of another and a keyword": ("d = {'a': 3}\nx = dict(d, b=df)['b']", "frame D1"),
    "made of another and who knows what": ("d = {'a': 3}\nx = dict(d, **more)['a']", "unknown"),
    "pop an entry": ("d = {'a': df}\nx = d.pop('a')", "frame D1"),
    "items": ("for k, v in {'a': df}.items():\n    x = v", "frame D1"),
    "keys": ("for x in {'a': df}.keys(): pass", "text 'a'"),
    "values": ("for x in {'a': df}.values(): pass", "frame D1"),
    "a method nobody knows": ("x = [df].frobnicate()", "unknown"),
}


@pytest.mark.parametrize(("code", "expected"), CONTAINERS.values(), ids=CONTAINERS)
def test_containers(code: str, expected: str) -> None:
    assert held(code) == expected
