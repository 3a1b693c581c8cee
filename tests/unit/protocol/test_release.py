"""A release is written in one way and read in one way; whatever else arrives is refused, and no path leads astray."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.errors import Bug
from app.protocol import release
from app.protocol.failures import Code, Refusal
from app.protocol.release import (
    MAX_RELEASE,
    Layer,
    Listed,
    Manifest,
    Piece,
    System,
    encode_list,
    encode_release,
    join_release,
    read_body,
    read_list,
    split_release,
    version_key,
)
from tests.helpers.releases import NEW_FILES, listed, signed

_D = bytes(32)
_VERSIONS = some.from_regex(r"\A[1-9][0-9]?(\.[1-9][0-9]?){0,2}\Z")
_PIECES = some.builds(
    Piece, some.from_regex(r"\A[a-z0-9][a-z0-9._-]{0,20}[a-z0-9]\Z"), some.integers(0, 1 << 20), some.just(_D)
)


def layer(name: str) -> Layer:
    """One layer, with an archive of nothing."""
    return Layer(name, 5, _D, Piece("x.txl", 3, _D), ())


def manifest(version: str = "1.2", *systems: System) -> Manifest:
    """The smallest release that says something."""
    return Manifest(7, version, 1_790_000_000, 20, "1.0", "新", "new", systems)


def linux(*names: str) -> System:
    """A system with these layers."""
    return System("linux", "2.28", tuple(map(layer, names)), ())


@given(version=_VERSIONS, counter=some.integers(0, 1 << 50), news=some.text(max_size=80), files=some.lists(_PIECES))
def test_what_is_written_is_read(version: str, counter: int, news: str, files: list[Piece]) -> None:
    """Every release that we can write."""
    system = System("windows", "10.0.17763", (), tuple(files[:8]))
    written = Manifest(counter, version, 0, 20, version, news, "", (system,))
    body, signature = split_release(join_release(encode_release(written), bytes(64)))

    assert (read_body(body), signature) == (written, bytes(64))
    assert written.system("windows") == system
    assert written.system("linux") is None


@settings(max_examples=200)
@given(at=some.integers(0, 400), to=some.binary(min_size=1, max_size=3), cut=some.integers(0, 400))
def test_a_changed_release_is_refused_or_another_release(at: int, to: bytes, cut: int) -> None:
    """And never anything else: what is read writes itself in the same bytes."""
    data = signed(manifest("1.2", linux("runtime-1", "lib-1", "app-1.2")))
    changed = (data[:at] + to + data[at + len(to) :])[: max(cut, 1)]
    try:
        body, signature = split_release(changed)
        found = read_body(body)
    except Refusal:
        return

    assert join_release(encode_release(found), signature) == changed


@pytest.mark.parametrize(
    "systems",
    [
        (linux("runtime-1", "lib-1"),),
        (linux("lib-1", "runtime-1", "app-1.2"),),
        (linux("runtime-1", "lib-1", "app-1.3"),),
        (linux("runtime-1", "lib-a..b", "app-1.2"),),
        (System("windows", "10", (), ()), linux()),
        (linux(), linux()),
        (System("plan9", "4", (), ()),),
    ],
)
def test_a_release_is_of_whole_programs(systems: tuple[System, ...]) -> None:
    """Three layers in their order, the program's named after the version; each system once, and one of ours."""
    with pytest.raises(Bug):
        encode_release(manifest("1.2", *systems))


@pytest.mark.parametrize("version", ["", "1.", "v1", "1.2.3.4.5", "01", "1.2-rc", "123456"])
def test_versions_are_numbers_and_points(version: str) -> None:
    """Two programs must agree about which of two is newer."""
    with pytest.raises(Bug):
        encode_release(manifest(version))


def test_versions_are_compared_by_number() -> None:
    """Not by letters."""
    assert version_key("0.10") > version_key("0.9.9")
    assert version_key("1") == version_key("1.0.0")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.MALFORMED),
        (b"TXRELES1" + bytes(64), Code.MALFORMED),
        (b"TXRELES2" + bytes(90), Code.VERSION),
        (b"TXTRAIL1" + bytes(90), Code.MALFORMED),
        (b"TXRELES1" + bytes(MAX_RELEASE), Code.TOO_LARGE),
    ],
)
def test_what_is_no_release_of_ours_is_told_apart(data: bytes, code: Code) -> None:
    """A later format is worth a sentence of its own: take the newer installer."""
    with pytest.raises(Refusal) as caught:
        split_release(data)

    assert caught.value.code == code


@pytest.mark.parametrize(
    "path",
    ["/etc/x", "../boot.py", "a/../../b", "a//b", "a/", ".", "a\\b", "c:x", "NUL", "lib/con.txt", "a\nb", "a.", "a "],
)
def test_no_path_leads_out_of_a_layer(path: str) -> None:
    """Nor to what Windows takes for a device, or writes under another name."""
    with pytest.raises(Bug):
        encode_list([Listed(path, 1, _D, False)])


@pytest.mark.parametrize("paths", [("a", "A"), ("a", "a/b"), ("Ä/b", "ä")])
def test_no_two_files_fall_into_one(paths: tuple[str, str]) -> None:
    """Windows knows no case."""
    with pytest.raises(Bug):
        encode_list([Listed(path, 1, _D, False) for path in paths])


@given(data=some.binary(max_size=200))
def test_any_bytes_are_a_list_or_refused(data: bytes) -> None:
    """Also those of the real one with something behind."""
    for tried in (data, listed(NEW_FILES) + data):
        with contextlib.suppress(Refusal):
            assert release.encode_list(list(read_list(tried).files)) == tried
