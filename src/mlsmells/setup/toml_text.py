"""Values put into a TOML file, with everything else as it was: comments, order, spaces."""

from __future__ import annotations

from typing import Any

from mlsmells.setup.change import Refusal


def with_ruff_external(text: str, table: tuple[str, ...], code: str) -> str:
    """``lint.external`` of ruff with this code; ``table`` is where ruff's settings stand."""
    import tomlkit

    document = _read(text)
    place: Any = document
    for name in table:
        place = place[name]
    # The setting's old place, outside of lint, counts where it is used already.
    owner = place if "external" in place else place.get("lint")
    if owner is None:
        owner = tomlkit.table()
        place["lint"] = owner
    known = owner.get("external")
    if known is None:
        owner["external"] = [code]
    elif any(code.startswith(str(word)) for word in known):
        return text
    else:
        known.append(code)
    return _checked(document, text)


def with_block(text: str, block: str) -> str:
    """``block`` (the text of new tables) behind everything else."""
    before = _read(text).unwrap()
    start = text if not text or text.endswith("\n") else text + "\n"
    after = start + ("\n" if start.strip() else "") + block
    if not _holds(_read(after).unwrap(), before):
        raise Refusal("what is there would change its meaning")
    return after


def _holds(after: Any, before: Any) -> bool:
    if isinstance(before, dict):
        return isinstance(after, dict) and all(key in after and _holds(after[key], before[key]) for key in before)
    return bool(after == before)


def _read(text: str) -> Any:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise Refusal("it is not valid TOML") from error


def _checked(document: Any, before: str) -> str:
    """The new text, if it can be read again and holds what the document holds."""
    import tomlkit

    after: str = tomlkit.dumps(document)
    if tomlkit.parse(after).unwrap() != document.unwrap():
        raise Refusal("what is there would change its meaning")
    return after
