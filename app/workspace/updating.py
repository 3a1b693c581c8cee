"""What an installed program does about its own layers when it starts. File work only; nobody need be signed in."""

from app.installed import WENT_BACK, installation
from app.logs import note_failure


def seen() -> str:
    """The window has been seen, so the layers that run are good. The version that was given up, if boot.py went back.

    Told once: the next start says nothing any more. In a checkout there is nothing to do.
    """
    installed = installation()
    if installed is None:
        return ""
    given_up = installed.went_back()
    try:
        installed.confirm()
        installed.remove(WENT_BACK)
    except OSError as error:
        note_failure(error)  # a folder of the system, which only the system's installer changes
    return given_up.version if given_up is not None else ""
