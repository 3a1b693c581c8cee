"""A layer arrives byte for byte, whole or out of an older one; what is cut, swollen or of another layer is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.protocol.failures import Refusal
from app.protocol.layer_file import MAGIC, LayerReader
from app.protocol.release import read_list
from tests.helpers.releases import NEW_FILES, OLD_FILES, Files, delta, listed, unpack, whole

_NAMES = some.sampled_from(["app.zip", "a/b", "a/c", "字.txt", "empty"])
_LAYERS = some.dictionaries(_NAMES, some.binary(max_size=300), max_size=4)


@given(files=_LAYERS, older=_LAYERS)
def test_any_layer_arrives_whole_and_out_of_any_other(files: Files, older: Files) -> None:
    """Files that came, went, stayed, moved or are empty."""
    assert unpack(whole(files)) == files
    assert unpack(delta(files, older), older) == files


def test_large_files_come_in_blocks() -> None:
    """So that nobody holds Qt in memory twice."""
    large = {"lib/one.so": bytes(range(256)) * 20_000, "lib/two.so": b"\0" * 3_000_000}

    reader = LayerReader(io.BytesIO(whole(large)).read)
    blocks = [max(map(len, content)) for _, content in reader.files(read_list(reader.listed))]

    assert unpack(whole(large)) == large
    assert max(blocks) <= 1_048_576


def test_a_delta_of_a_small_change_is_small() -> None:
    """That is what it is for."""
    data = bytes(hash((n, "x")) % 251 for n in range(60_000))
    older, newer = {"app.zip": data}, {"app.zip": data[:30_000] + b"changed" + data[30_000:]}

    assert len(delta(newer, older)) < 400 < len(whole(newer))


@pytest.mark.parametrize("cut", range(0, 200, 7))
def test_a_cut_archive_is_refused(cut: int) -> None:
    """Wherever it was cut."""
    for archive, older in ((whole(NEW_FILES), None), (delta(NEW_FILES, OLD_FILES), OLD_FILES)):
        with pytest.raises(Refusal):
            unpack(archive[: min(cut, len(archive) - 1)], older)


@pytest.mark.parametrize("archive", [whole(NEW_FILES) + b"x", MAGIC + b"\x02", MAGIC + b"\x00rubbish", b""])
def test_anything_else_is_refused(archive: bytes) -> None:
    """Something behind it, a sort that we do not know, no zstd, nothing."""
    with pytest.raises(Refusal):
        unpack(archive)


def test_a_delta_needs_its_older_layer() -> None:
    """Without it there is nothing to begin with."""
    with pytest.raises(Refusal):
        unpack(delta(NEW_FILES, OLD_FILES))


def test_more_than_the_list_says_is_never_given_out() -> None:
    """An archive that swells."""
    reader = LayerReader(io.BytesIO(whole({"a": bytes(5_000_000)})).read)
    small = read_list(listed({"a": bytes(10)}))

    with pytest.raises(Refusal):
        {file: list(blocks) for file, blocks in reader.files(small)}
