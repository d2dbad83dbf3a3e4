"""The labels of a language model hold the padding: it is trained to write padding.

Texts are filled up to one length, and the tokens, padding and all, become the labels. Only -100 is left out of the
loss. Of short texts most of what is learned is then the padding token, the loss looks small, and what the model writes
is worse. Set the labels to -100 where the attention mask is 0, or let a collator pad the labels.

Bad:
    from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments
    tokenizer = AutoTokenizer.from_pretrained("shop/small", revision="5a6b7c8")
    model = AutoModelForCausalLM.from_pretrained("shop/small", revision="5a6b7c8")
    def encode(batch):
        tokens = tokenizer(batch["text"], padding="max_length", truncation=True, max_length=512)
        tokens["labels"] = tokens["input_ids"].copy()
        return tokens
    def train(rows):
        Trainer(model=model, args=TrainingArguments("out"), train_dataset=rows.map(encode, batched=True)).train()
Good:
    from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments
    tokenizer = AutoTokenizer.from_pretrained("shop/small", revision="5a6b7c8")
    model = AutoModelForCausalLM.from_pretrained("shop/small", revision="5a6b7c8")
    def encode(batch):
        tokens = tokenizer(batch["text"], padding="max_length", truncation=True, max_length=512)
        pairs = zip(tokens["input_ids"], tokens["attention_mask"])
        tokens["labels"] = [[t if m else -100 for t, m in zip(*pair)] for pair in pairs]
        return tokens
    def train(rows):
        Trainer(model=model, args=TrainingArguments("out"), train_dataset=rows.map(encode, batched=True)).train()
Silent on:
    files that mask anything (-100, `ignore_index`); the collator for language modelling, which makes the labels anew;
    texts that are not filled up; labels that are classes; files that train nothing
Source: https://huggingface.co/docs/transformers/model_doc/gpt2
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS739",
    severity=Severity.ERROR,
    once=True,
    message="the labels are tokens that line {line} filled up: the padding is learned too - set it to -100",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Labels that nothing takes the padding out of."""
    for padded in training.padded_labels(facts):
        line = getattr(padded.tokens, "lineno", 1)
        yield RULE.at(padded.place, line=line, trace=[(padded.tokens, "filled up"), (padded.place, "the labels")])
