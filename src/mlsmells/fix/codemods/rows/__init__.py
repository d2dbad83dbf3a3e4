"""Rows: what holds the same rows as a table, and a division by row numbers before anything is learned."""
