"""docs/protocol.md says how the files on a stick are written: its table and the code are compared, both ways."""

import re
from dataclasses import fields

from app.protocol import stick
from app.protocol.stick import FILES
from app.sync.links import stick_files
from tests.protocol.test_spec import PAGE, rows, section, written

TEXT = section(PAGE, "## 13. The stick")


def test_every_file_is_written_as_described() -> None:
    described = {(int(sort), name): re.split(r" · ", parts) for sort, name, parts in rows(TEXT)}
    coded = {
        (sort, layout.file.__name__): [
            f"`{field.name}`: {written(part)}" for field, part in zip(fields(layout.file), layout.parts, strict=True)
        ]
        for sort, layout in FILES.items()
    }

    assert described == coded


def test_the_names_of_files_and_folders_are_as_described() -> None:
    """Every sort of file has its line in the picture of the folder."""
    picture = TEXT.split("```")[1]

    assert {line.split()[-1] for line in picture.strip().splitlines()[1:]} == {
        row.file.__name__ for row in FILES.values()
    }
    assert picture.split()[0] == f"{stick_files.ROOT}/"
    for name in (stick_files.LABEL, f"{stick_files.VISITS}/", f"{stick_files.LETTERS}/"):
        assert f" {name}" in picture
    assert f'"{stick.MAGIC.decode()}"' in TEXT
