"""The script that writes the locks keeps the wheels of our platforms and no others."""

import importlib.util
from types import ModuleType

import pytest

from tests.helpers.source import ROOT


@pytest.fixture(scope="module")
def lock() -> ModuleType:
    """packaging/requirements/lock.py, which is a script beside its data and not part of a package."""
    spec = importlib.util.spec_from_file_location("lock", ROOT / "packaging" / "requirements" / "lock.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("wheel", "fits"),
    [
        ("requests-2.34.2-py3-none-any.whl", True),
        ("six-1.0-py2.py3-none-any.whl", True),
        ("old-1.0-py2-none-any.whl", False),
        ("loro-1.17.1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", True),
        ("loro-1.17.1-cp313-cp313-win_amd64.whl", True),
        ("loro-1.17.1-cp314-cp314-win_amd64.whl", False),
        ("loro-1.17.1-cp313-cp313t-win_amd64.whl", False),
        ("loro-1.17.1-cp312-cp312-manylinux_2_17_aarch64.manylinux2014_aarch64.whl", False),
        ("loro-1.17.1-cp312-cp312-musllinux_1_2_x86_64.whl", False),
        ("loro-1.17.1-cp312-cp312-macosx_11_0_arm64.whl", False),
        ("cryptography-50.0.2-cp311-abi3-manylinux_2_28_x86_64.whl", True),
        ("cryptography-50.0.2-cp312-abi3-win_amd64.whl", False),
        ("ruff-0.17.6-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", True),
        ("ruff-0.17.6-py3-none-win32.whl", False),
        ("built-1.0-1-cp311-cp311-win_amd64.whl", True),
    ],
)
def test_a_wheel_fits_or_not(lock: ModuleType, wheel: str, fits: bool) -> None:
    """By the tags in its file name (PEP 427), also with a build number."""
    assert lock.fits(wheel) is fits


def test_an_entry_has_the_hashes_of_fitting_wheels_alone(lock: ModuleType) -> None:
    """And its marker; no address survives."""
    package = {
        "name": "thing",
        "version": "1.0",
        "marker": "sys_platform == 'win32'",
        "wheels": [
            {"url": "https://example.org/a/thing-1.0-cp311-cp311-win_amd64.whl", "hashes": {"sha256": "aa"}},
            {"url": "https://example.org/b/thing-1.0-cp311-cp311-macosx_11_0_arm64.whl", "hashes": {"sha256": "bb"}},
        ],
    }

    assert lock.entry(package) == "thing==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:aa\n"


def test_a_package_without_a_fitting_wheel_stops_the_locking(lock: ModuleType) -> None:
    """Better now than on a newcomer's machine."""
    package = {"name": "thing", "version": "1.0", "wheels": []}

    with pytest.raises(SystemExit, match=r"thing 1\.0 has no wheel"):
        lock.entry(package)
