"""Hugging Face."""

from __future__ import annotations

HEAD = """
import numpy as np
from datasets import concatenate_datasets, load_dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments
model = AutoModelForSequenceClassification.from_pretrained("m", revision="1")
tokenizer = AutoTokenizer.from_pretrained("m", revision="1")
args = TrainingArguments("out")
def tokenize(batch):
    return tokenizer(batch["text"], truncation=True)
"""
# name of the case: (program, the codes it gets)
CASES: dict[str, tuple[str, str]] = {
    "trained on the test split": (
        "ds = load_dataset('imdb').map(tokenize)\n"
        "t = Trainer(model, args, train_dataset=concatenate_datasets([ds['train'], ds['test']]),"
        " eval_dataset=ds['test'])\nt.train()\nt.evaluate()",
        "MLS101",
    ),
    "the splits of the hub": (
        "ds = load_dataset('imdb').map(tokenize)\n"
        "t = Trainer(model=model, args=args, train_dataset=ds['train'], eval_dataset=ds['test'])\n"
        "t.train()\nt.evaluate()",
        "MLS107",  # a note: the test split is watched
    ),
    "one split evaluated where it was trained": (
        "ds = load_dataset('imdb', split='train')\n"
        "t = Trainer(model=model, args=args, train_dataset=ds, eval_dataset=ds)\nt.train()\nprint(t.evaluate())",
        "MLS504",
    ),
    "splits by argument": (
        "a, b = load_dataset('imdb', split='train'), load_dataset('imdb', split='test')\n"
        "t = Trainer(model=model, args=args, train_dataset=a, eval_dataset=b)\nt.train()\nprint(t.evaluate())",
        "MLS107",  # a note: the test split is watched
    ),
    "same rows by argument": (
        "a, b = load_dataset('imdb', split='train+test'), load_dataset('imdb', split='test')\n"
        "t = Trainer(model=model, args=args, train_dataset=a, eval_dataset=b)\nt.train()\nprint(t.evaluate())",
        "MLS101",
    ),
    "train_test_split of one split": (
        "ds = load_dataset('imdb', split='train').train_test_split(0.1, seed=1)\n"
        "t = Trainer(model=model, args=args, train_dataset=ds['train'], eval_dataset=ds['test'])\n"
        "t.train()\nt.evaluate()",
        "",
    ),
    "trained before train_test_split": (
        "ds = load_dataset('imdb', split='train')\nparts = ds.train_test_split(0.1, seed=1)\n"
        "t = Trainer(model=model, args=args, train_dataset=ds, eval_dataset=parts['test'])\n"
        "t.train()\nt.evaluate()",
        "MLS101",
    ),
    "a training loop of batches": (
        "import torch\nfrom torch.utils.data import DataLoader\nds = load_dataset('imdb').map(tokenize)\n"
        "for batch in DataLoader(concatenate_datasets([ds['train'], ds['test']])):\n"
        "    loss = model(**batch).loss\n    loss.backward()\n"
        "preds, truth = [], []\nfor batch in DataLoader(ds['test']):\n"
        "    preds.extend(model(**batch).logits.argmax(dim=-1).tolist())\n    truth.extend(batch['labels'].tolist())\n"
        "from sklearn.metrics import accuracy_score\nprint(accuracy_score(truth, preds))",
        "MLS101",
    ),
    "a clean training loop of batches": (
        "import torch\nfrom torch.utils.data import DataLoader\nds = load_dataset('imdb').map(tokenize)\n"
        "for batch in DataLoader(ds['train']):\n    loss = model(**batch).loss\n    loss.backward()\n"
        "preds, truth = [], []\nfor batch in DataLoader(ds['test']):\n"
        "    preds.extend(model(**batch).logits.argmax(dim=-1).tolist())\n    truth.extend(batch['labels'].tolist())\n"
        "from sklearn.metrics import accuracy_score\nprint(accuracy_score(truth, preds))",
        "",
    ),
    "select and shuffle of a split": (
        "ds = load_dataset('imdb')\na = ds['train'].shuffle(seed=1).select(range(100)).map(tokenize)\n"
        "b = ds['test'].shuffle(seed=1).select(range(100)).map(tokenize)\n"
        "t = Trainer(model=model, args=args, train_dataset=a, eval_dataset=b)\nt.train()\nt.evaluate()\nt.predict(b)",
        "",
    ),
}
