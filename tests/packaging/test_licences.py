"""What is passed on is named, with its version and licence, and its texts lie beside it."""

import json
import tomllib
from pathlib import Path

import pytest
from shipping import inputs, licences, sbom
from shipping.context import ROOT, Context
from shipping.problems import Stop
from shipping.sbom import Part

LISTED = tomllib.loads((ROOT / "packaging" / "components.toml").read_text(encoding="utf-8"))["component"]


def wheel(site: Path, name: str, head: str, files: list[str]) -> None:
    """A package as pip installs it: its files, its metadata, and a licence."""
    information = f"{name}-1.0.dist-info"
    for file, text in {**dict.fromkeys(files, "x = 1\n"), f"{information}/licenses/LICENSE": f"of {name}"}.items():
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(text, encoding="utf-8")
    (site / information / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n{head}\n\nText\n", encoding="utf-8")
    record = "".join(f"{file},sha256=x,6\n" for file in [*files, f"{information}/licenses/LICENSE"])
    (site / information / "RECORD").write_text(record, encoding="utf-8")


def test_only_packages_with_files_in_the_layer_are_listed(context: Context, tmp_path: Path) -> None:
    """Compiled files count as theirs, in either layer; a package of which everything was left out is not passed on."""
    whole, layer, other, out = (tmp_path / name for name in ("whole", "layer", "other", "licenses"))
    wheel(whole, "kept", "License-Expression: MIT", ["kept/__init__.py"])
    wheel(whole, "dropped", "License: MIT", ["dropped/__init__.py"])
    wheel(whole, "moved", "License: MIT", ["moved/_code.so"])
    (layer / "kept").mkdir(parents=True)
    (layer / "kept" / "__init__.pyc").write_bytes(b"compiled")

    (other / "moved").mkdir(parents=True)
    (other / "moved" / "_code.so").write_bytes(b"another build of it")

    found = list(licences.packages(context, whole, (layer, other), out))

    assert found == [Part(name, "1.0", "MIT", f"pkg:pypi/{name}@1.0") for name in ("kept", "moved")]
    copied = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert copied == ["kept-1.0/LICENSE", "moved-1.0/LICENSE"]


def test_a_part_in_another_version_than_was_written_down_stops_the_build(context: Context, tmp_path: Path) -> None:
    """A bill of materials that is not true is worse than none."""
    layer = tmp_path / "layer"
    layer.mkdir()
    (layer / "thing.so").write_bytes(b"\x7fELF thing 2.0")
    written = '[[component]]\nname = "thing"\nversion = "1.0"\nlicence = "MIT"\nfiles = ["thing.*"]\n'
    written += 'evidence = "thing 1.0"\n'
    (context.root / "packaging" / "components.toml").write_text(written, encoding="utf-8")

    with pytest.raises(Stop, match=r"thing\.so does not say 'thing 1\.0'"):
        list(licences.components(context, (layer,), tmp_path / "licenses"))


@pytest.mark.parametrize("one", LISTED, ids=lambda one: f"{one['name']} {one['version']}")
def test_each_component_says_where_its_text_comes_from(one: dict[str, object]) -> None:
    """A file of ours, a source or package that inputs.toml names, or the part in which it lies."""
    fetched = inputs.listed(ROOT)
    texts, packages = one.get("texts", []), one.get("debian", [])
    assert isinstance(texts, list)
    assert isinstance(packages, list)

    assert [text for text in texts if not (ROOT / licences.TEXTS / text).is_file()] == []
    assert [package for package in packages if package not in fetched["debian"]] == []
    assert one.get("source", "zlib") in fetched["source"]
    assert {"texts", "source", "debian", "inside"} & {*one} or one["name"] == "CPython"


def test_the_readme_offers_the_sources_in_both_languages(context: Context) -> None:
    real = Context(version=context.version, epoch=context.epoch, out=context.out)
    for system in ("linux", "windows"):
        text = licences.readme(real, system, [Part("Qt", "6.8.3", "LGPL-3.0-only", "")])

        assert text.count("pyside-setup-everywhere-src-6.8.3.tar.xz") == 2
        assert "LGPL-3.0" in text
        assert "三年" in text
        assert "three years" in text
        assert "{" not in text


def test_the_bill_is_the_same_bytes_whatever_the_order() -> None:
    own = Part("Tongxing", "1.2.3", "Apache-2.0", "")
    parts = [Part("b", "2", "MIT", "pkg:pypi/b@2"), Part("a", "1", "BSD License", ""), Part("c", "3", "", "")]

    first, second = sbom.bill(own, parts, 1795305600), sbom.bill(own, parts[::-1], 1795305600)

    assert first == second
    told = json.loads(first)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["timestamp"] == "2026-11-22T00:00:00Z"
    assert [(one["name"], one["licenses"]) for one in told["components"]] == [
        ("a", [{"expression": "BSD-3-Clause"}]),
        ("b", [{"expression": "MIT"}]),
        ("c", [{"license": {"name": "unknown"}}]),
    ]
