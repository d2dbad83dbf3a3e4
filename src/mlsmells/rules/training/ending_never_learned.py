"""A language model is never shown where a text ends: the mark of the end is the padding, and padding is masked.

Models without a padding token are often given the mark of the end in its place. The collator for language modelling
takes every padding token out of the loss, and with it the one at the end of each text: the tuned model has not learned
to stop and writes on until the limit. Give the padding a token of its own (`<|pad|>`, the unknown token), or mask by
the attention mask.

Bad:
    from transformers import AutoTokenizer, DataCollatorForLanguageModeling
    tokenizer = AutoTokenizer.from_pretrained("shop/small", revision="5a6b7c8")
    tokenizer.pad_token = tokenizer.eos_token
    collator = DataCollatorForLanguageModeling(tokenizer, mlm=False)
Good:
    from transformers import AutoTokenizer, DataCollatorForLanguageModeling
    tokenizer = AutoTokenizer.from_pretrained("shop/small", revision="5a6b7c8")
    tokenizer.add_special_tokens({"pad_token": "<|pad|>"})
    collator = DataCollatorForLanguageModeling(tokenizer, mlm=False)
Silent on:
    other collators, which do not mask by the token; masked language models; generation alone; a padding token of its
    own, also where the other is only set in some case
Source: https://huggingface.co/docs/transformers/main_classes/data_collator
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS738",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,  # the texts may have no mark of their end at all
    once=True,
    rolls_up_files=2,
    message="padding is the mark of the end, and line {line} masks all of it: the model never learns to stop - "
    "give the padding a token of its own",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """The padding token and the collator of one file."""
    for ending in training.lost_endings(facts):
        trace = [(ending.pad, "padding is the end"), (ending.collator, "padding is masked")]
        yield RULE.at(ending.pad, line=ending.collator.lineno, trace=trace)
