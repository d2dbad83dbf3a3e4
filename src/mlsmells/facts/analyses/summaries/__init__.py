"""What one file leaves for its project: typed records that can be stored as JSON.

Start reading: ``records`` says what there is, ``file`` puts it together, ``check`` trusts or refuses what was stored.
"""
