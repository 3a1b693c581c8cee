"""Files in: looked at before anything is stored; broken and hostile ones refused within bounds."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import FileError
from app.records.incoming import Left
from app.workspace.importing import bytes_of
from tests.helpers.shared_data import shared_file
from tests.helpers.source import ROOT
from tests.helpers.word import paragraph, table, word_file
from tests.helpers.world import World

PLAN = word_file(
    paragraph("秋天", '<w:outlineLvl w:val="0"/>')
    + table(("学科", "语文", "班级", "三（1）班"), ("教学重点", "认字", "", ""))
    + "<w:p><w:r><w:drawing/></w:r></w:p>"
    + paragraph("没有格子的话")
)


def test_a_word_file_is_looked_at_and_then_taken(world: World) -> None:
    teacher = world.person("李秀兰")
    preview = teacher.preview_file("lesson_plan", "教案.docx", PLAN, "zh")
    (draft,) = preview.drafts
    assert (draft.title, draft.unplaced, preview.left) == ("秋天", len("没有格子的话"), (Left("pictures", 1),))
    assert teacher.list_records() == []

    (record,) = teacher.take_file(preview)
    view = teacher.view(record)
    assert {key: view.values[key] for key in draft.values} == draft.values == {
        "topic": "秋天", "subject": "zh", "class_name": "三（1）班", "key_point": "认字", "notes": "没有格子的话",
    }  # fmt: skip
    assert view.space.private


def test_a_list_of_separated_values_makes_drafts(world: World) -> None:
    teacher = world.person("李秀兰")
    data = "课题,学科\n秋天,语文\n分数,数学\n".encode("gb18030")
    preview = teacher.preview_file("lesson_plan", "目录.CSV", data, "zh")
    assert [draft.title for draft in preview.drafts] == ["秋天", "分数"]
    assert len(teacher.take_file(preview)) == 2


def test_more_rows_than_a_list_may_have_are_told(world: World) -> None:
    data = "课题,学科\n" + "秋天,语文\n" * 2_003
    preview = world.person("李秀兰").preview_file("lesson_plan", "目录.csv", data.encode(), "zh")
    assert (len(preview.drafts), preview.left) == (2_000, (Left("rows_over", 3),))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("教案.docx", b"<html>", "file.not_word"),
        ("教案.wps", b"plain", "file.not_word"),
        ("教案.txt", b"\xd0\xcf\x11\xe0" + bytes(99), "file.old_word"),
        ("教案.md", b"\x89PNG\r\n\x1a\n\x00", "file.not_text"),
        ("目录.csv", b" ", "file.empty"),
    ],
)
def test_what_a_file_is_its_bytes_say(world: World, name: str, data: bytes, code: str) -> None:
    with pytest.raises(FileError) as raised:
        world.person("李秀兰").preview_file("lesson_plan", name, data, "zh")
    assert raised.value.code == code


_PROGRAM = """
import resource, sys
from pathlib import Path
from app.errors import FileError
from app.export.docx_reading import read_docx
from app.records.importing import from_document
from app.records.kinds.lesson_plan import LESSON_PLAN
from tests.helpers.memory import peak_megabytes

# No more than the bound is to be had, and no socket.
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
import socket
def refuse(*_args, **_more):
    raise AssertionError("a file asked for the network")
socket.socket.connect = refuse
for path in sorted(Path(sys.argv[1]).glob("*.doc?")):
    try:
        document = read_docx(path.read_bytes())
        records = from_document(LESSON_PLAN, document)
        told = "taken" if records else "nothing"
    except FileError as refused:
        told = refused.code
    print(path.name, told, sep="\\t")
print("memory", peak_megabytes(), sep="\\t")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the bound on memory is Linux's")
def test_malformed_files_end_as_the_page_says() -> None:
    """All of them in one process, which must live to the end; the page lists each with what becomes of it."""
    folder = shared_file("docx-malformed", "manifest.tsv").parent
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-800:]
    *files, memory = (line.split("\t") for line in done.stdout.splitlines())
    page = (ROOT / "docs" / "malformed-files.md").read_text("utf-8")
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in page.splitlines()]
    listed = {row[0]: row[1] for row in rows if row[0].endswith((".docx", ".docm"))}
    assert dict(files) == listed
    assert int(memory[1]) < 200


def test_no_more_of_a_file_is_read_than_any_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film of many gigabytes that was chosen by mistake ends in a sentence, not in a computer without memory."""
    file = tmp_path / "film.xlsx"
    file.write_bytes(bytes(2_100))
    assert bytes_of(file) == bytes(2_100)
    monkeypatch.setattr("app.workspace.importing.MOST_BYTES", 2_000)
    with pytest.raises(FileError) as large:
        bytes_of(file)
    with pytest.raises(FileError) as missing:
        bytes_of(tmp_path / "gone")
    assert (large.value.code, missing.value.code) == ("file.too_large", "file.unreadable")
