"""What a notebook needs of the service that runs it."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.notebook.hosts import needs
from mlsmells.sources import source_from_text

NEEDS = {
    "an import": ("from google.colab import drive\n", ["1: google.colab"]),
    "an import of a part": ("import google.colab.files as f\n", ["1: google.colab"]),
    "from the parent": (
        "from google import colab\nfrom google.colab import x\n",
        ["1: google.colab", "2: google.colab"],
    ),
    "Kaggle": ("from kaggle_secrets import UserSecretsClient\n", ["1: kaggle_secrets"]),
    "IPython's session": ("get_ipython().system('ls')\n", ["1: get_ipython"]),
    "under the main guard": ("if __name__ == '__main__':\n    display(1)\n", ["2: display"]),
    "in a loop": ("for x in y:\n    display(x)\n", ["2: display"]),
    "in a function": ("def f():\n    return dbutils.fs.ls('/')\n", ["2: dbutils called"]),
    "in a method": ("class A:\n    def f(self):\n        return dbutils.fs.ls('/')\n", ["3: dbutils called"]),
    "an import in a function": ("def f():\n    from google.colab import drive\n", []),
    "a session in a function": ("def f():\n    return get_ipython()\n", []),
    "under try": ("try:\n    import google.colab\nexcept ImportError:\n    pass\n", []),
    "under if": ("if COLAB:\n    from google.colab import drive\n", []),
    "under try in a function": ("def f():\n    try:\n        dbutils.fs\n    except NameError:\n        pass\n", []),
    "imported": ("from IPython.display import display\ndisplay(1)\n", []),
    "imported by a star": ("from x import *\ndisplay(1)\n", []),
    "assigned": ("dbutils = get()\ndbutils.fs.ls('/')\n", []),
    "a parameter": ("def f(dbutils):\n    return dbutils.fs\n", []),
    "defined": ("def display(x):\n    return x\n\ndisplay(1)\n", []),
    "an attribute": ("pygame.display(1)\nx.dbutils.fs\n", []),
    "another google": ("from google.cloud import storage\n", []),
    "a word": ("x = 'google.colab'\n# get_ipython()\n", []),
    "Databricks": ("# Databricks notebook source\ndbutils.fs.ls('/')\n", []),
    "cells": ("# %%\nget_ipython()\n# %%\nx = 1\n", []),
}


@pytest.mark.parametrize(("text", "found"), NEEDS.values(), ids=NEEDS)
def test_needs(text: str, found: list[str]) -> None:
    needed = needs(build(source_from_text(text, "a.py")))
    shown = [f"{getattr(n.node, 'lineno', 0)}: {n.name}{' called' if n.called else ''}" for n in needed]
    assert shown == found
