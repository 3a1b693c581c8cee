"""The parsers of releases and of layers' archives, which come from whoever wrote a stick or runs a relay."""

import io

from app.protocol.layer_file import LayerReader
from app.protocol.release import encode_list, encode_release, join_release, read_body, read_list, split_release
from tests.fuzz.target import Target, split_mode
from tests.helpers.releases import NEW_FILES, OLD_FILES, delta, listed, signed, whole


def _seed() -> bytes:
    from tests.unit.protocol.test_release import linux, manifest

    return signed(manifest("1.2", linux("runtime-1", "lib-1", "app-1.2")))


def run_release(data: bytes) -> None:
    """A release's file, a layer's list, or an archive with an older layer at hand."""
    mode, data = split_mode(data, 3)
    if mode == 0:
        body, signature = split_release(data)
        assert join_release(encode_release(read_body(body)), signature) == data
    elif mode == 1:
        assert encode_list(list(read_list(data).files)) == data
    else:
        reader = LayerReader(io.BytesIO(data).read, listed(OLD_FILES), lambda file: OLD_FILES[file.path])
        for file, blocks in reader.files(read_list(reader.listed)):
            assert sum(map(len, blocks)) <= max(file.size, max(map(len, OLD_FILES.values())))
        reader.end()


RELEASE = Target(
    "release",
    run_release,
    lambda: [
        b"\x00" + _seed(),
        b"\x01" + listed(NEW_FILES),
        b"\x02" + whole(NEW_FILES),
        b"\x02" + delta(NEW_FILES, OLD_FILES),
    ],
    ("app.protocol.release", "app.protocol.layer_file"),
)
