"""What the relay takes: from one space, in one day, altogether, and from a disk that runs full."""

from app.protocol.failures import Code, Refusal
from app.relay.schema import SpaceRow
from app.relay.settings import Allowances


def check_space(row: SpaceRow, size: int, now: int, allowances: Allowances) -> None:
    """May the space grow by ``size`` bytes? Raises Refusal(SPACE_FULL), or (RATE): tomorrow it may."""
    grown = row.grown(size, now)
    if grown.bytes > allowances.space_bytes:
        raise Refusal(Code.SPACE_FULL, f"{grown.bytes} bytes in the space")
    if grown.day_bytes > allowances.day_bytes:
        raise Refusal(Code.RATE, f"{grown.day_bytes} bytes today")


def check_spaces(count: int, allowances: Allowances) -> None:
    """May one more space be founded beside ``count``? Raises Refusal(RELAY_FULL)."""
    if count >= allowances.spaces:
        raise Refusal(Code.RELAY_FULL, f"{count} spaces")


def check_disk(free_bytes: int | None, allowances: Allowances) -> None:
    """Is there room on the disk, as far as that is known, to go on taking? Raises Refusal(RELAY_FULL)."""
    if free_bytes is not None and free_bytes < allowances.free_bytes:
        raise Refusal(Code.RELAY_FULL, f"{free_bytes} bytes free")


def check_request(size: int, allowances: Allowances) -> None:
    """Is a request of ``size`` bytes so far still within bounds? Raises Refusal(TOO_LARGE)."""
    if size > allowances.request_bytes:
        raise Refusal(Code.TOO_LARGE, f"request of {size} bytes")
