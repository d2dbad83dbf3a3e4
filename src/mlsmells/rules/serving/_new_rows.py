"""Files that only hold rows to be predicted: their names say so, where a program reads and predicts them.

A file without such a name may be the training file, from which the transformer learns once more what it had learned.
"""

from __future__ import annotations

import ast

from mlsmells.facts import Facts, Fit, Read, strings, words

# What files are called whose rows a finished model is asked about.
_NEW = words.TESTING | frozenset(
    "new unknown unlabeled unlabelled input inputs inference infer predict prediction predictions live incoming "
    "upload uploaded uploads request requests user today latest".split()
)


def of_a_file(fit: Fit) -> bool:
    """The rows come from a file with a name that does not say what they are for: a job of its own."""
    read = fit.X.read if fit.X is not None else None
    if read is None or of_new_rows(fit):
        return False
    return strings.whole(read.path) is not None or read.config or "query" in read.tags


def of_new_rows(fit: Fit) -> bool:
    """What it learned from is a file whose name, or whose variable, says that its rows are to be predicted."""
    read = fit.X.read if fit.X is not None else None
    if read is None or "query" in read.tags:
        return False
    said = words.words_of(_file_name(read)) | _called(read)
    return bool(said & _NEW) and not said & (words.TRAINING | words.VALIDATION)


def _file_name(read: Read) -> str:
    """The last part of the path: ``test_runs/data.csv`` is no file of test rows."""
    return (read.path or "").replace("\\", "/").rpartition("/")[2]


def _called(read: Read) -> frozenset[str]:
    """The words of ``args.input`` in ``read_csv(args.input)``, where the path itself is not known."""
    call = read.node
    match call.args[0] if read.path is None and isinstance(call, ast.Call) and call.args else None:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return words.words_of(name)
    return frozenset()


def only_predicted(facts: Facts, fit: Fit) -> bool:
    """No model learns in the file, and nothing like this one learns from training rows: MLS102 tells of that."""
    if not of_new_rows(fit) or any(other.obj.predicts for other in facts.of(Fit)):
        return False
    return not any(other.obj.core.cls == fit.obj.core.cls and _of_training_rows(other) for other in facts.of(Fit))


def _of_training_rows(fit: Fit) -> bool:
    read = fit.X.read if fit.X is not None else None
    return read is not None and bool(words.words_of(_file_name(read)) & words.TRAINING)
