"""What of a text a language model is to learn, where the file shows it: the padding, the mark of the end.

A trainer with a collator of its own makes the labels again from the input and masks whatever is the padding token;
one without it takes the labels as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.flow import Flow
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_PAD = regex(r"pad_token")
_LABELS = regex(r"""["']labels["']""")
_TRAINS = regex(r"\b(?:Seq2Seq|SFT)?Trainer\(")
# Who wrote one of these knows what is masked.
_MASKS = regex(r"-\s*100\b|ignore_index|IGNORE_INDEX|DataCollatorForLanguageModeling|CompletionOnly|masked_fill")
_MASKING = frozenset({"DataCollatorForLanguageModeling", "DataCollatorForCompletionOnlyLM"})
_PADS = (True, "max_length", "longest")


class Ending(NamedTuple):
    """``pad`` makes the mark of the end the padding, which ``collator`` masks."""

    pad: ast.AST
    collator: ast.Call


def lost_endings(facts: Facts) -> Iterator[Ending]:
    """The padding token is the mark of the end, and a collator masks all of them. One for a file."""
    if not facts.says(_PAD):
        return
    pads = [n for n in facts.nodes if _is_end(n)]
    others = [n for n in facts.nodes if isinstance(n, ast.Assign) and _sets_pad(n) and not _is_end(n)]
    for collator in facts.nodes_of(ast.Call):
        if called_as(collator.func) in _MASKING and _is_causal(collator) and pads and not others:
            yield Ending(pads[0], collator)
            return


def _sets_pad(node: ast.Assign) -> bool:
    """That of a tokenizer; models have settings of the same name, which mask nothing."""
    targets = [t for t in node.targets if isinstance(t, ast.Attribute) and t.attr in ("pad_token", "pad_token_id")]
    return any("config" not in ast.unparse(target) for target in targets)


def _is_end(node: ast.AST) -> bool:
    """``tokenizer.pad_token = tokenizer.eos_token``, in any of its forms."""
    match node:
        case ast.Assign(value=ast.Attribute(attr="eos_token" | "eos_token_id")):
            return _sets_pad(node)
        case ast.Call(func=ast.Attribute(attr="add_special_tokens"), args=[ast.Dict(keys=keys, values=values)]):
            pairs = zip(keys, values, strict=True)
            return any(_is_pad_key(k) and isinstance(v, ast.Attribute) and v.attr == "eos_token" for k, v in pairs)
    return False


def _is_pad_key(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant) and key.value == "pad_token"


def _is_causal(collator: ast.Call) -> bool:
    """``mlm=False``, or the one of answers, which has it set."""
    said = next((k.value for k in collator.keywords if k.arg == "mlm"), None)
    if called_as(collator.func) == "DataCollatorForCompletionOnlyLM":
        return True
    said = said if said is not None else (collator.args[1] if len(collator.args) > 1 else None)
    return isinstance(said, ast.Constant) and said.value is False


class Padded(NamedTuple):
    """``place`` makes the labels of tokens that ``tokens`` padded."""

    place: ast.AST
    tokens: ast.AST


def padded_labels(facts: Facts) -> Iterator[Padded]:
    """Labels that are padded tokens, handed to a trainer in a file where nothing is masked."""
    if not (facts.says(_LABELS) and facts.says(_TRAINS)) or facts.says(_MASKS):
        return
    for function in facts.functions:
        block = function.node
        padding = [n for n in every_node(block) if isinstance(n, ast.Call) and _pads(n)]
        if not padding:
            continue
        ids = frozenset(map(id, padding))
        flow = Flow(block, lambda node, ids=ids: id(node) in ids)  # type: ignore[misc]
        for place, value in _labels(block):
            if _is_tokens(value) and flow.reaches(value):
                yield Padded(place, padding[0])
                break


def _pads(call: ast.Call) -> bool:
    """A tokenizer fills up to one length."""
    said = {k.arg: k.value for k in call.keywords}
    padding = said.get("padding")
    asked = isinstance(padding, ast.Constant) and padding.value in _PADS
    return asked and ("truncation" in said or "max_length" in said or "tokenizer" in variable(call.func).lower())


def _labels(block: ast.AST) -> Iterator[tuple[ast.AST, ast.expr]]:
    """What is given the name ``labels`` in a batch: by assignment, or in a dictionary that is returned."""
    for node in every_node(block):
        match node:
            case ast.Assign(targets=[ast.Subscript(slice=ast.Constant(value="labels"))], value=value):
                yield node, value
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "labels":
                        yield value, value


def _is_tokens(value: ast.expr) -> bool:
    """The tokens of a text, as they are: not classes, nor what is made of them."""
    if isinstance(value, ast.Call) and called_as(value.func) in ("clone", "copy", "list", "deepcopy"):
        inner = value.args[0] if value.args else value.func
        return "input_ids" in ast.unparse(inner)
    return isinstance(value, (ast.Subscript, ast.Attribute)) and "input_ids" in ast.unparse(value)
