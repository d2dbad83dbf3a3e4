"""Lines put into a YAML file. All others stay byte for byte: places come from the parser, text from the file."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mlsmells.setup.change import Refusal

if TYPE_CHECKING:
    import yaml


def data(text: str) -> Any:
    """The content. GitLab's own tags are read over."""
    import yaml

    class Loader(yaml.SafeLoader):
        """Any tag is plain data."""

    Loader.add_multi_constructor("!", lambda loader, suffix, node: str(suffix))
    try:
        return yaml.load(text, Loader)  # a safe loader
    except yaml.YAMLError as error:
        raise Refusal("it is not valid YAML") from error


def with_item(text: str, key: str, item: Callable[[str], str]) -> str:
    """``item`` behind the last element of the top-level list ``key``: it is told what stands behind the dashes."""
    import yaml

    found = _value(text, key)
    if not isinstance(found, yaml.SequenceNode) or found.flow_style or not found.value:
        raise Refusal(f"'{key}' is no list with one element a line")
    first, last = found.value[0], found.value[-1]
    lines = text.splitlines(keepends=True)
    head = lines[first.start_mark.line][: first.start_mark.column]
    column = head.index("-")
    block = textwrap.indent(item(head[column + 1 :]), " " * column)
    return _checked(text, _put(lines, _end(last, lines), block), key)


def with_key(text: str, block: str) -> str:
    """``block`` (the text of a mapping) behind everything else at the top."""
    import yaml

    node = _node(text)
    if node is not None and (not isinstance(node, yaml.MappingNode) or node.flow_style):
        raise Refusal("it is no mapping with one key a line")
    start = text if not text or text.endswith("\n") else text + "\n"
    return _checked(text, start + ("\n" if start.strip() else "") + block, "")


def _value(text: str, key: str) -> yaml.Node | None:
    import yaml

    node = _node(text)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _node(text: str) -> yaml.Node | None:
    import yaml

    try:
        found: yaml.Node | None = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise Refusal("it is not valid YAML") from error
    return found


def _end(node: yaml.Node, lines: list[str]) -> int:
    """The line behind the node: what the parser counts to it of comments and empty lines is left behind."""
    end = node.end_mark.line + (node.end_mark.column > 0)
    end = min(end, len(lines))
    while end > node.start_mark.line + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _put(lines: list[str], at: int, block: str) -> str:
    before = "".join(lines[:at])
    return (before if before.endswith("\n") else before + "\n") + block + "".join(lines[at:])


def _checked(before: str, after: str, key: str) -> str:
    """The new text, if it says what the old one said and one thing more."""
    old, new = data(before) or {}, data(after)
    kept = {name: value for name, value in new.items() if name in old and name != key}
    same = kept == {name: value for name, value in old.items() if name != key}
    if not same or (key and new[key][:-1] != old[key]):
        raise Refusal("what is there would change its meaning")
    return after
