"""The compression dictionary does what it is shipped for."""

from app.crdt import Document
from app.ids import DeviceId
from app.protocol.compression import RAW, Compressor
from app.resources import resource, resource_bytes

PLAN = "先请同学们数一数教室里有几扇窗，再想一想，每扇窗有几块玻璃。谁来说说你的算法？老师把它写在黑板上。" * 60
SENTENCE = "请每个小组派一名代表，上台讲一讲你们组是怎样想到这个办法的。"


def test_a_sentence_in_a_long_plan_costs_little_more_than_its_words() -> None:
    compressor = Compressor(resource_bytes("zstd", "dictionary-1.bin"))
    author = Document.new(DeviceId(b"\x81\x1f\xc3\x07\x5a\xee\x92\x4d"))
    author.write_prose("N", PLAN)
    author.commit(1_795_000_000)
    mentor = Document.load(DeviceId(b"\x33\xd9\x60\xb7\x0c\xf4\x18\xae"), author.state())
    mentor.insert_prose("N", 700, SENTENCE)
    mentor.commit(1_795_086_400)
    delta = mentor.export(own=True)
    packed = compressor.compress(delta)
    assert packed[0] != RAW
    assert compressor.expand(packed) == delta
    assert len(SENTENCE.encode()) == 90
    assert len(packed) <= 110 < len(Compressor(b"").compress(delta))


def test_the_dictionary_is_of_the_size_that_an_installer_can_carry() -> None:
    assert 100_000 < resource("zstd", "dictionary-1.bin").stat().st_size <= 112_640
