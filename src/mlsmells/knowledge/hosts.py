"""Services that run notebooks, and what only exists there. Plain Python: asking opens nothing."""

from __future__ import annotations

# What a module names when it needs the host: word in its text → host.
_WORDS = {
    "google.colab": "Colab",
    "kaggle_secrets": "Kaggle",
    "kaggle_datasets": "Kaggle",
    "kaggle_web_client": "Kaggle",
    "dbutils": "Databricks",
    "displayHTML": "Databricks",
    "get_ipython": "IPython",
}
# Packages that can only be imported there.
MODULES = {word: host for word, host in _WORDS.items() if word not in ("dbutils", "displayHTML", "get_ipython")}
# Names that are there without an import.
GLOBALS = {"dbutils": "Databricks", "displayHTML": "Databricks", "get_ipython": "IPython"}


def named(text: str) -> bool:
    """The text may need a host; costs a few searches."""
    return any(word in text for word in _WORDS)
