"""Questions to the tree and to text, before anything has a meaning.

Lives here: the fast walk over all nodes and over those that a word stands near, which packages a module imports, the
shape and the digest of a definition (to find it again in another file), the files of a folder, the settings files of a
project (YAML, TOML, JSON, hydra's composition).

Does not live here: anything that knows what a name holds. ``df.fit`` is an attribute of a name on this floor; whether
the name is a model is known from ``interpreter`` on.

May import: no floor of ``mlsmells.facts``; this is the first.

Start reading: ``walk`` (every full walk costs as much as parsing: see what is offered instead), then ``definitions``.
"""
