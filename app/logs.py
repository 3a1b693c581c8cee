"""The log: for engineers, kept on this computer, and without a name, a key or a teacher's word in it.

Only codes, class names, module names and line numbers are written: a traceback's messages can hold anything, so
they are left out. Files are small and few, for a laptop with a full disk.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.errors import TongxingError

LOGGER = logging.getLogger("tongxing")
_BYTES, _FILES = 200_000, 3


def start_log(folder: Path) -> None:
    """Write the log into ``folder``; a folder that cannot be written leaves the log off and the program running."""
    try:
        handler = RotatingFileHandler(
            folder / "tongxing.log", maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=False
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for old in list(LOGGER.handlers):
        LOGGER.removeHandler(old)
        old.close()
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def scrubbed(error: BaseException) -> str:
    """What may be written of an exception: its class or code, and the places in the code it passed."""
    name = error.code if isinstance(error, TongxingError) else type(error).__name__
    places = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
    return f"{name} at {' < '.join(reversed(places)) or 'unknown place'}"


def note_failure(error: BaseException) -> str:
    """Log an exception without its message; gives the written line, which a bug report may show."""
    line = scrubbed(error)
    LOGGER.error("%s", line)
    return line
