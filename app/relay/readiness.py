"""Tells the system's service manager that the relay listens, so that ``systemctl start`` returns when it can be used.

systemd names a socket in NOTIFY_SOCKET and waits there for the words READY=1 (sd_notify(3)); elsewhere there is none.
"""

import os
import socket

VARIABLE = "NOTIFY_SOCKET"


def tell_ready() -> bool:
    """Say it where somebody waits to hear it; gives whether somebody did."""
    place = os.environ.get(VARIABLE, "")
    if not place.startswith(("/", "@")):
        return False
    address = "\0" + place[1:] if place.startswith("@") else place
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
            way.sendto(b"READY=1", address)
    except OSError:  # whoever waited is gone; schools are served all the same
        return False
    return True
