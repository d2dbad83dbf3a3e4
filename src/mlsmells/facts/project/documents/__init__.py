"""What the documents of a project say: design documents, runbooks, data cards.

``blocks`` is a document as headings, paragraphs, list items, rows and code, whatever it is written in; ``markdown`` and
``restructured`` read it, ``recognition`` says what it is, ``topics`` where it speaks of what. The others ask one
question each. Nothing is read before a rule asks for it.
"""
