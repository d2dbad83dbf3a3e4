"""A quick part of ``make prove``: ten programs still run after their fixes, and their planted smells are repaired."""

from __future__ import annotations

import pytest

import prove_programs

# Every form of repair once; name: the rules whose planted smells are fixed.
QUICK = {
    "noise_selection": {"MLS104"},
    "oversampled": {"MLS105", "MLS501"},
    "spam_tfidf": {"MLS103", "MLS201"},
    "wine_class": {"MLS102", "MLS103"},
    "wine_crlf": {"MLS103"},
    "zscore_by_hand": {"MLS103"},
    "grid_svm": {"MLS106"},
    "genes_cv": {"MLS104"},
    "prepare_function": {"MLS103"},
    "notebooks/titanic": {"MLS103", "MLS201"},
}


@pytest.mark.parametrize("name", QUICK)
def test_program(name: str) -> None:
    proof = prove_programs.prove(prove_programs.PROGRAMS / f"{name}.py")
    assert proof.broken == ()
    assert {one.code for one in proof.planted if one.outcome == "fixed"} == QUICK[name]


def test_every_mark_names_a_rule() -> None:
    for path in prove_programs.programs():
        program = prove_programs.read(path)
        assert program.marks and "# smell" not in program.text, program.name
