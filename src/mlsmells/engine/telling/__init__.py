"""How loud and how often the findings of a whole project are told."""
