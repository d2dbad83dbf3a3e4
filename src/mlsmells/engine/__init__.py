"""Runs the rules: over one source, over many files, over a project."""

from __future__ import annotations
