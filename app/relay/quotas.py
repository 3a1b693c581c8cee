"""What the relay takes: from one space, one device, one school, in one day, altogether, and from a full disk.

A space's sums stand in its row and are exact. Those of devices and schools are kept in the memory of each relay process
(a school's are read from the database again every minute), so that no row is written by everybody. Several processes
may therefore let through as many times a device's allowance, and a school may pass its own by what comes in a minute:
these limits keep one broken or hostile laptop from harming others, which needs no exactness.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.protocol.failures import Code, Refusal
from app.relay.schema import SECONDS_A_DAY, SpaceRow
from app.relay.schools import Usage
from app.relay.settings import Allowances

_MINUTE = 60


@dataclass(frozen=True)
class Charge:
    """What one transaction took for one space: bytes in all, and those of each device's envelopes."""

    school: int
    size: int
    devices: dict[bytes, int]


class Quotas:
    """The limits of one relay process; several threads may ask at a time. A lost update lets a little more through."""

    def __init__(self, allowances: Allowances | None = None) -> None:
        self.allowances = allowances or Allowances()
        self._schools: dict[int, tuple[int, Usage]] = {}
        self._day, self._devices = 0, dict[bytes, int]()
        self._minute, self._visits = 0, dict[bytes, tuple[bytes, int]]()

    def check_growth(self, row: SpaceRow, taken: int, size: int, now: int, read: Callable[[], Usage]) -> None:
        """May the space of ``row`` grow by ``size``, of whose school ``taken`` bytes came before in this transaction?

        ``read`` gives the school's usage. Raises Refusal(SPACE_FULL), or (RATE): tomorrow it may.
        """
        check_space(row, size, now, self.allowances)
        used, more = self.school(row.school, now, read), taken + size
        if used.bytes + more > self.allowances.school_bytes:
            raise Refusal(Code.SPACE_FULL, f"{used.bytes} bytes of school {row.school}")
        if used.day_bytes + more > self.allowances.school_day_bytes:
            raise Refusal(Code.RATE, f"{used.day_bytes} bytes of school {row.school} today")

    def check_device(self, device: bytes, taken: int, size: int, now: int) -> None:
        """May the device send ``size`` bytes of envelopes more today? Raises Refusal(RATE)."""
        sent = (self._devices.get(device, 0) if now // SECONDS_A_DAY == self._day else 0) + taken
        if sent + size > self.allowances.device_day_bytes:
            raise Refusal(Code.RATE, f"{sent} bytes of one device today")

    def check_attachments(self, stored: int, size: int) -> None:
        """May a space that holds ``stored`` bytes of attachments take ``size`` more? Raises Refusal(FILE_FULL)."""
        if stored + size > self.allowances.attachment_bytes:
            raise Refusal(Code.FILE_FULL, f"{stored} bytes of attachments")

    def check_spaces(self, count: int, school: int, now: int, read: Callable[[], Usage]) -> None:
        """May the school found one more space, beside ``count`` of all schools? Raises Refusal(RELAY_FULL)."""
        check_spaces(count, self.allowances)
        if self.school(school, now, read).spaces >= self.allowances.school_spaces:
            raise Refusal(Code.RELAY_FULL, f"spaces of school {school}")

    def school(self, school: int, now: int, read: Callable[[], Usage]) -> Usage:
        """A school's usage, at most a minute old, with what this process took since."""
        minute, known = self._schools.get(school, (-1, Usage()))
        if minute != now // _MINUTE:
            known = read()
            self._schools[school] = now // _MINUTE, known
        return known

    def took(self, charges: list[Charge], now: int) -> None:
        """Note what a transaction took, once it is on the disk."""
        if now // SECONDS_A_DAY != self._day:
            self._day, self._devices = now // SECONDS_A_DAY, {}
        for charge in charges:
            minute, known = self._schools.get(charge.school, (-1, Usage()))
            grown = Usage(known.spaces, known.bytes + charge.size, known.day_bytes + charge.size)
            self._schools[charge.school] = minute, grown
            for device, size in charge.devices.items():
                self._devices[device] = self._devices.get(device, 0) + size

    def visited(self, device: bytes, public: bytes, now: int) -> None:
        """Note a visit whose hello was signed by the device's key, ``public``."""
        if now // _MINUTE != self._minute:
            self._minute, self._visits = now // _MINUTE, {}
        self._visits[device] = public, self._visits.get(device, (b"", 0))[1] + 1

    def check_pace(self, device: bytes, signed_by: Callable[[bytes], bool], now: int) -> None:
        """Does the device come too often? Raises Refusal(RATE), before anything is asked of the database.

        Only a hello that the device itself has signed is turned away: nobody can use up another one's visits.
        """
        public, visits = self._visits.get(device, (b"", 0)) if now // _MINUTE == self._minute else (b"", 0)
        if visits >= self.allowances.visits_per_minute and signed_by(public):
            raise Refusal(Code.RATE, f"{visits} visits in a minute")


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
