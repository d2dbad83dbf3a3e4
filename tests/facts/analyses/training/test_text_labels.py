"""What of a text a language model is to learn: not the padding, but the mark of the end."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.facts.record.facts import Facts
from mlsmells.sources import source_from_text

CAUSAL = "DataCollatorForLanguageModeling(tokenizer, mlm=False)"
# how the padding is set, the collator: whether the end is lost
PADDINGS: dict[str, tuple[str, str, bool]] = {
    "the end": ("tokenizer.pad_token = tokenizer.eos_token", CAUSAL, True),
    "its number": ("tokenizer.pad_token_id = tokenizer.eos_token_id", CAUSAL, True),
    "as a special token": ("tokenizer.add_special_tokens({'pad_token': tokenizer.eos_token})", CAUSAL, True),
    "by position": (
        "tokenizer.pad_token = tokenizer.eos_token", "DataCollatorForLanguageModeling(tokenizer, False)", True
    ),
    "answers alone": (
        "tokenizer.pad_token = tokenizer.eos_token", "DataCollatorForCompletionOnlyLM('A:', tokenizer=tokenizer)", True
    ),
    "gaps to fill": ("tokenizer.pad_token = tokenizer.eos_token", "DataCollatorForLanguageModeling(tokenizer)", False),
    "by length": ("tokenizer.pad_token = tokenizer.eos_token", "DataCollatorForSeq2Seq(tokenizer)", False),
    "a token of its own": ("tokenizer.pad_token = '<pad>'", CAUSAL, False),
    "the unknown": ("tokenizer.pad_token = tokenizer.unk_token", CAUSAL, False),
    "either": ("tokenizer.pad_token = '<pad>'\ntokenizer.pad_token = tokenizer.eos_token", CAUSAL, False),
    "a setting of the model": ("model.config.pad_token_id = tokenizer.eos_token_id", CAUSAL, False),
}  # fmt: skip
ENCODE = """from transformers import Trainer, TrainingArguments
def encode(batch):
    tokens = tokenizer(batch["text"], {given})
    tokens["labels"] = {labels}
    return tokens
{trainer}
"""
TRAINER, FULL = "Trainer(model, train_dataset=rows.map(encode))", "padding='max_length', truncation=True"
# arguments of the tokenizer, the labels, who trains: whether padding is learned
LABELS: dict[str, tuple[str, str, str, bool]] = {
    "a copy": (FULL, "tokens['input_ids'].copy()", TRAINER, True),
    "a clone": (FULL, "tokens.input_ids.clone()", TRAINER, True),
    "a list": (FULL, "list(tokens['input_ids'])", TRAINER, True),
    "the same": ("padding=True, truncation=True", "tokens['input_ids']", TRAINER, True),
    "not filled up": ("truncation=True", "tokens['input_ids'].copy()", TRAINER, False),
    "expressly not": ("padding=False, truncation=True", "tokens['input_ids'].copy()", TRAINER, False),
    "classes": (FULL, "batch['label']", TRAINER, False),
    "masked": (FULL, "[[t or -100 for t in row] for row in tokens['input_ids']]", TRAINER, False),
    "by a collator": (FULL, "tokens['input_ids'].copy()", TRAINER + f"\n{CAUSAL}", False),
    "nobody trains": (FULL, "tokens['input_ids'].copy()", "", False),
}


def facts_of(code: str) -> Facts:
    return build(source_from_text(code, "tune.py"))


@pytest.mark.parametrize(("padding", "collator", "lost"), PADDINGS.values(), ids=PADDINGS)
def test_the_end_of_a_text(padding: str, collator: str, lost: bool) -> None:
    facts = facts_of(f"import transformers\n{padding}\ncollator = {collator}\n")
    assert bool(list(training.lost_endings(facts))) is lost


@pytest.mark.parametrize(("given", "labels", "trainer", "learned"), LABELS.values(), ids=LABELS)
def test_the_padding_of_a_text(given: str, labels: str, trainer: str, learned: bool) -> None:
    facts = facts_of(ENCODE.format(given=given, labels=labels, trainer=trainer))
    assert bool(list(training.padded_labels(facts))) is learned
