"""The hash tree: one digest for all, a short proof for some, and no other entries lead to it."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crypto.tree import leaf, proof, root, root_from
from app.errors import AccessError


def test_known_roots() -> None:
    """RFC 6962's own examples: the empty tree, and one entry that is empty."""
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root([leaf(b"")]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.data())
def test_shown_entries_lead_to_the_root_and_changed_ones_do_not(count: int, data: st.DataObject) -> None:
    leaves = [leaf(bytes([number])) for number in range(count)]
    shown = data.draw(st.frozensets(st.integers(0, count - 1)))
    given_hashes = proof(leaves, shown)
    known = {place: leaves[place] for place in shown}
    assert root_from(count, known, given_hashes) == root(leaves)
    for place in shown:
        assert root_from(count, {**known, place: hashlib.sha256(b"other").digest()}, given_hashes) != root(leaves)


def test_a_proof_of_another_length_is_refused() -> None:
    leaves = [leaf(bytes([number])) for number in range(5)]
    whole = proof(leaves, frozenset({2}))
    for wrong in (whole[:-1], [*whole, bytes(32)]):
        with pytest.raises(AccessError, match=r"trail\.changed"):
            root_from(5, {2: leaves[2]}, wrong)
