"""What the program tells of itself, from an installed tree and from a checkout."""

import json
from pathlib import Path

from app.installed import Installation
from app.workspace import releases
from app.workspace.about import Part, about, bill, licence_text

BILL = {
    "bomFormat": "CycloneDX",
    "components": [
        {"name": "PySide6_Essentials", "version": "6.8.3", "licenses": [{"license": {"id": "LGPL-3.0-only"}}]},
        {"name": "cryptography", "version": "50.0.2", "licenses": [{"expression": "Apache-2.0 OR BSD-3-Clause"}]},
        {"name": "OpenSSL", "version": "3.5.7", "licenses": [{"license": {"name": "x" * 500}}]},
        {"name": "zlib"},
    ],
}


def tree(folder: Path) -> Installation:
    """An installed program with its folder of licences."""
    licenses = folder / "licenses"
    for name in ("PySide6_Essentials-6.8.3", "pyside6-essentials-extra-1.0"):
        (licenses / name).mkdir(parents=True)
        (licenses / name / "LGPL-3.txt").write_text("Lesser")
    (licenses / "PySide6_Essentials-6.8.3" / "GPL-3.txt").write_text("General")
    (licenses / "zlib.txt").write_text("deflate")
    (licenses / "README.txt").write_text("向我们索取源代码", "utf-8")
    (licenses / "sbom.json").write_text(json.dumps(BILL))
    return Installation(folder, "0.1.0")


def test_an_installed_program_reads_what_the_build_wrote(tmp_path: Path) -> None:
    """In the order of the names; a whole licence in place of its name is no name."""
    found = about(tree(tmp_path))

    assert found.root == tmp_path
    assert found.release is not releases.test_build()
    assert found.readme == "向我们索取源代码"
    assert found.parts == (
        Part("cryptography", "50.0.2", "Apache-2.0 OR BSD-3-Clause"),
        Part("OpenSSL", "3.5.7", ""),
        Part("PySide6_Essentials", "6.8.3", "LGPL-3.0-only"),
        Part("zlib", "", ""),
    )


def test_every_text_of_a_part_is_found(tmp_path: Path) -> None:
    """In a folder of its own, as a file, however the name is written; nothing of another part."""
    here = tree(tmp_path)
    said = {part.name: licence_text(part, here) for part in about(here).parts}

    assert said == {"cryptography": "", "OpenSSL": "", "PySide6_Essentials": "General\n\nLesser", "zlib": "deflate"}


def test_a_program_without_its_papers_still_tells_the_rest(tmp_path: Path) -> None:
    """Nobody is to lose the page because somebody tidied up."""
    bare = Installation(tmp_path, "0.1.0")

    assert about(bare).parts == ()
    assert about(bare).readme == ""
    assert licence_text(Part("zlib", "", ""), bare) == ""


def test_a_spoilt_bill_is_an_empty_one() -> None:
    """Whatever stands in it."""
    assert [bill(text) for text in ("", "[]", "{}", '{"components": 3}', '{"components": [{"version": "1"}]}')] == [
        []
    ] * 5


def test_a_checkout_tells_what_python_has() -> None:
    """Each once, with its licence's own words."""
    parts = {part.name.lower(): part for part in about().parts}

    assert "msgspec" in parts
    assert len(parts) == len(about().parts)
    assert "copyright" in licence_text(parts["msgspec"]).lower()
