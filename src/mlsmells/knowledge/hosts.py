"""Services that run notebooks, and what only exists there. Plain Python: asking opens nothing."""

from __future__ import annotations

# Packages that can only be imported there.
MODULES = {
    "google.colab": "Colab",
    "kaggle_secrets": "Kaggle",
    "kaggle_datasets": "Kaggle",
    "kaggle_web_client": "Kaggle",
}
# Names that are there without an import.
GLOBALS = {
    "dbutils": "Databricks",
    "displayHTML": "Databricks",
    "get_ipython": "IPython",
    "display": "IPython or Databricks",
}
_WORDS = (*MODULES, "dbutils", "displayHTML(", "get_ipython(", "display(")


def named(text: str) -> bool:
    """The text may need a host; costs a few searches."""
    return any(word in text for word in _WORDS)
