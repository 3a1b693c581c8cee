"""What the shipped standard library leaves out, and what it must not."""

import pytest
from shipping import stdlib


@pytest.mark.parametrize(
    "name",
    [
        "traceback.py",  # not trace
        "codecs.py",  # not code
        "testing.py",  # not test
        "encodings/cp437.py",  # names in zip archives
        "encodings/cp1252.py",
        "encodings/cp950.py",
        "encodings/iso8859_1.py",
        "xml/etree/ElementTree.py",
        "decimal.py",
        "concurrent/futures/thread.py",
        "http/client.py",
        "encodings/gb18030.py",
        "encodings/big5.py",
        "encodings/idna.py",
        "_sysconfigdata__linux_x86_64-linux-gnu.py",
        "email/message.py",
        "importlib/metadata/__init__.py",
        "cmath.py",
    ],
)
def test_what_a_name_only_resembles_stays(name: str) -> None:
    assert not stdlib.unused(name)


@pytest.mark.parametrize(
    "name",
    [
        "trace.py",
        "test/support/__init__.py",
        "tkinter/ttk.py",
        "asyncio/base_events.py",
        "encodings/shift_jis.py",
        "encodings/cp866.py",
        "sqlite3/dbapi2.py",
    ],
)
def test_what_nobody_imports_goes(name: str) -> None:
    assert stdlib.unused(name)
