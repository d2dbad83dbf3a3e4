"""Folds and searches: what a cross-validation or a search fits becomes part of what it validates."""
