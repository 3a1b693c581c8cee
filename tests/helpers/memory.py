"""What a process took of the machine's memory."""

import re
from pathlib import Path


def peak_megabytes() -> int:
    """The most that this process has held at once (Linux).

    Not getrusage: what that tells of a child begins with what its parent took.
    """
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(peak) // 1_024
