"""What a call of a known function does, by the verb that knowledge gives it: each module fills the table of verbs.

Start reading: ``rows``, the verbs that keep rows. The table and the call of a verb are in ``transfer/registry.py``.
"""
