"""Fits and statistics over all rows, which sink below the split."""
