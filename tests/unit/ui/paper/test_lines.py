"""Blocks in a column."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from app.records.blocks import NAME, Block, Cell, Fixed, Heading, Item, Paragraph, Picture, Signatures, Table
from app.ui.paper.faces import POINT, TEXT, faces
from app.ui.paper.job import clusters
from app.ui.paper.lines import Image, Line, Rule, Setter, Words, moved, spans

WIDTH = 4_000.0
EM = TEXT * POINT


@pytest.fixture
def setter(qapp: QApplication) -> Setter:
    return Setter(faces())


def said(line: Line) -> str:
    return "".join(text for thing in line.things if isinstance(thing, Words) for _glyph, text in clusters(thing))


def left(line: Line) -> float:
    return min(thing.x + thing.run.boundingRect().left() for thing in line.things if isinstance(thing, Words))


def right(line: Line) -> float:
    return max(thing.x + thing.run.boundingRect().right() for thing in line.things if isinstance(thing, Words))


def test_a_long_text_is_broken_and_nothing_of_it_is_lost(setter: Setter) -> None:
    text = "出示卡片，请五位同学上台。" * 40
    lines = setter.stack([Paragraph(text)], WIDTH)
    assert len(lines) > 10
    assert "".join(map(said, lines)) == text
    assert all(right(line) <= WIDTH for line in lines)
    assert len({line.height for line in lines}) == 1


def test_running_text_begins_two_characters_in(setter: Setter) -> None:
    first, second, *_ = setter.stack([Paragraph("春" * 90)], WIDTH, indent=True)
    assert left(first) - left(second) == pytest.approx(2 * EM, abs=1)


def test_a_label_stands_before_its_text_in_another_face(setter: Setter) -> None:
    (line,) = setter.stack([Paragraph("出示卡片", "教师活动：")], WIDTH)
    assert said(line) == "教师活动：出示卡片"
    assert len(line.things) == 2


def test_a_line_end_in_a_text_is_a_new_line(setter: Setter) -> None:
    assert [said(line).strip("\u2028") for line in setter.stack([Paragraph("一\n二")], WIDTH)] == ["一", "二"]


def test_items_stand_behind_their_marks_and_deeper_ones_further_in(setter: Setter) -> None:
    first, *rest = setter.stack([Item("春" * 60, "1."), Item("秋", "•", 1)], WIDTH)
    assert said(first).startswith("1.春")
    assert left(rest[0]) > left(first)
    assert left(rest[-1]) > left(first)
    assert said(setter.stack([Item("", "2.")], WIDTH)[0]) == "2."


def test_a_blackboard_keeps_its_lines_and_becomes_smaller_before_it_is_broken(setter: Setter) -> None:
    narrow = setter.stack([Fixed("16   8\n 0   1")], WIDTH)
    assert [said(line).strip("\u2028") for line in narrow] == ["16   8", " 0   1"]
    wide = setter.stack([Fixed("一" * 60)], WIDTH)
    assert len(wide) == 1
    assert wide[0].height < narrow[0].height
    assert right(wide[0]) <= WIDTH
    widest = setter.stack([Fixed("一" * 400)], WIDTH)
    assert "".join(map(said, widest)) == "一" * 400
    assert all(right(line) <= WIDTH for line in widest)


def test_headings_stay_with_what_follows(setter: Setter) -> None:
    assert all(line.keep for line in setter.stack([Heading("一、教学目标")], WIDTH))
    (_gap, name) = setter.stack([Heading("教案", NAME)], WIDTH)
    assert left(name) == pytest.approx(WIDTH - right(name), abs=10)


def test_a_picture_fits_its_column_and_one_that_is_not_here_is_named(setter: Setter) -> None:
    drawn = QImage(3_000, 1_500, QImage.Format.Format_RGB32)
    drawn.fill(QColor("white"))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"jpeg").write(drawn)
    (line,) = setter.stack([Picture("黑板.jpg", bytes(kept.data()))], WIDTH)
    (image,) = line.things
    assert isinstance(image, Image)
    assert image.width <= WIDTH
    assert image.width == pytest.approx(2 * image.height)
    assert line.height > image.height
    for data in (b"", b"no picture"):
        assert said(setter.stack([Picture("黑板.jpg", data)], WIDTH)[0]) == "[黑板.jpg]"


def test_two_sign_on_one_row_with_room_to_write(setter: Setter) -> None:
    _gap, first, second = setter.stack([Signatures(("检查人", "教研组长", "校长"), "日期")], WIDTH)
    assert said(first) == "检查人日期教研组长日期"
    rules = [thing for thing in first.things if isinstance(thing, Rule)]
    assert len(rules) == 4
    assert all(rule.to_x - rule.x > 4 * EM for rule in rules[::2])
    assert rules[-1].to_x <= WIDTH
    assert said(second) == "校长日期"


def test_a_signer_with_a_long_name_has_a_row_to_herself(setter: Setter) -> None:
    _gap, first, second = setter.stack([Signatures(("Head of the subject group", "Chair"), "Date")], WIDTH)
    rules = [thing for thing in first.things if isinstance(thing, Rule)]
    assert said(first) == "Head of the subject groupDate"
    assert rules[0].to_x - rules[0].x > 4 * EM
    assert said(second) == "ChairDate"


def test_a_table_within_a_cell_is_ruled_and_can_be_cut(setter: Setter) -> None:
    row = (Cell((Paragraph("数"),), heading=True), Cell((Paragraph("春" * 200),)))
    lines = setter.stack([Table((row,), (20, 80))], WIDTH)
    assert len(lines) > 5
    assert all(any(isinstance(thing, Rule) for thing in line.things) for line in lines[:-1])
    assert "".join(map(said, lines)).replace("数", "") == "春" * 200


def test_every_block_has_lines(setter: Setter) -> None:
    blocks: list[Block] = [Heading("甲"), Paragraph("乙"), Item("丙"), Fixed("丁"), Signatures(("戊",), "日")]
    assert [bool(setter.stack([block], WIDTH)) for block in blocks] == [True] * 5
    assert setter.stack([], WIDTH) == []


def test_a_cell_across_columns_has_their_widths_together() -> None:
    assert spans([Cell(), Cell(across=2)], (20, 30, 50)) == [0.2, 0.8]


def test_things_move_with_their_line() -> None:
    assert moved(Rule(0, 1, 2, 3), 10, 20) == Rule(10, 21, 12, 23)
