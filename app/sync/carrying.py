"""Letters: requests to relays that travel on a stick, posted by whoever has a network, and the answers that come back.

    at home          write_letters: what would be sent to each relay, to the byte, as a file on the stick
    on the way       carry: any laptop posts the bytes and keeps the answer; it needs no person and reads nothing
    at home again    take_answers: signed by the relay's certificate, so believed as over the network; the ordinary Pull

A letter that a direct visit overtook is refused by the relay, or its answer passed over here: either way nothing is put
back, and what the answer held is given again.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from app.crypto.certificates import vouched
from app.crypto.signing import HELLO_SIGNATURE, digest
from app.errors import Bug, Known, LinkError, StoreError
from app.ids import SpaceId
from app.protocol.failures import Refusal
from app.protocol.limits import MAX_STICK_FILE
from app.protocol.messages import (
    ASK_ACKS,
    SIGN_ANSWER,
    BlobUp,
    Hello,
    Item,
    ItemReader,
    Proof,
    encode_item,
    hello_signed_bytes,
)
from app.protocol.stick import AnswerFile, LetterFile
from app.store.spaces import RelayRow
from app.store.sticks import Letter
from app.sync.links.stick_files import LETTERS, StickFolder
from app.sync.owner import Owner
from app.sync.pull import HANDFUL, Pull
from app.sync.push import request_for
from app.sync.stages import Do, Stop
from app.sync.state import Request, Tally, unsure

#: The most bytes of uploads in one letter; what does not fit goes with the next one.
LETTER_BYTES = 3_000_000
#: Bytes around an answer in its file, and to spare.
_AROUND = 200
_HTTPS = "https://"
_NAME = re.compile(r"([0-9a-f]{16})-([0-9a-f]{16})-(\d{1,16})\.(letter|answer)\.txs")

#: Posts a letter's bytes to its relay: (address, pin, request) to the answer's bytes as they come. Raises LinkError.
Post = Callable[[str, bytes, bytes], Iterator[bytes]]


@dataclass(frozen=True)
class Waiting:
    """A letter on a stick that nobody has posted yet; ``size`` in bytes."""

    name: str
    size: int


@dataclass
class Carried:
    """What carrying did: letters posted, bytes both ways, and the codes of what failed."""

    letters: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    troubles: list[str] = field(default_factory=list)


def write_letters(owner: Owner, folder: StickFolder, relays: Sequence[RelayRow], do: Do[Any]) -> int:
    """A letter to each relay, in place of the one that this device has on the stick; gives how many.

    Raises StoreError, LinkError. The visit's number and what is needed to take the answer in are stored before.
    """
    for relay in relays:
        letter = do(partial(_letter, owner, relay))
        folder.put(_name(relay.relay, letter.device, letter.visit, "letter"), letter)
        _drop_older(folder, relay.relay, letter.device, letter.visit)
    return len(relays)


def _letter(owner: Owner, relay: RelayRow) -> LetterFile:
    request = request_for(owner, relay)
    hello = _for_a_letter(owner, request.hello, relay.relay)
    uploads = list(_as_fits(request.uploads))
    head = encode_item(hello)
    blobs = b"".join(encode_item(item) for item in uploads if isinstance(item, BlobUp))
    with owner.store.transaction():
        owner.store.sticks.put_letter(Letter(relay.relay, hello.visit, head + blobs, owner.clock.now()))
        if uploads:
            owner.store.identity.set(unsure(relay.relay), b"1")
    data = head + b"".join(map(encode_item, uploads))
    url = relay.url.removeprefix(_HTTPS).encode()
    return LetterFile(relay.relay, url, owner.device_id, hello.visit, data)


def waiting_letters(folder: StickFolder) -> list[Waiting]:
    """Letters on the stick that have no answer yet. Raises LinkError."""
    names = folder.names(LETTERS)
    found = [name for name in names if _NAME.fullmatch(name) and name.endswith(".letter.txs")]
    unanswered = [name for name in found if name.replace(".letter.", ".answer.") not in names]
    return [Waiting(name, folder.size(f"{LETTERS}/{name}")) for name in unanswered]


def carry(folder: StickFolder, post: Post, stop: Stop) -> Carried:
    """Post every letter that waits and keep its answer beside it. Raises LinkError when the stick is gone.

    An answer that was cut is thrown away: the letter waits again, and the relay takes nothing of it twice.
    """
    carried = Carried()
    for waiting in waiting_letters(folder):
        if stop():
            break
        letter = folder.read(f"{LETTERS}/{waiting.name}", LetterFile)
        if letter is None:
            continue
        try:
            answer = _posted(letter, post)
        except LinkError as error:
            carried.troubles.append(error.code)
            continue
        file = AnswerFile(letter.relay, letter.device, letter.visit, answer)
        folder.put(_name(letter.relay, letter.device, letter.visit, "answer"), file)
        carried.letters += 1
        carried.bytes_up += len(letter.request)
        carried.bytes_down += len(answer)
    carried.troubles = list(dict.fromkeys(carried.troubles))
    return carried


def take_answers(owner: Owner, folder: StickFolder, do: Do[Any]) -> Tally:
    """Take in what relays answered to this device's letters. What came lies in the inbox. Raises StoreError, LinkError.

    ``troubles`` of the tally has link.not_a_relay for an answer that no relay signed.
    """
    tally = Tally()
    for letter in do(owner.store.sticks.letters):
        name = _name(letter.relay, owner.device_id, letter.visit, "answer")
        file = folder.read(name, AnswerFile)
        if file is None or file.relay != letter.relay:
            continue
        try:
            if letter.visit > do(partial(owner.store.cursors.answered, letter.relay)):
                _take(owner, letter, file.answer, tally, do)
        except StoreError:
            raise
        except Known as error:
            tally.troubles.append(error.code)
        do(partial(owner.store.sticks.close_letters, letter.relay, letter.visit))
    _drop_closed(folder, owner, do)
    return tally


def proven(relay: bytes, hello: bytes, answer: bytes) -> list[Item]:
    """The items of an answer that the relay signed, without its proof. Raises LinkError("link.not_a_relay")."""
    reader = ItemReader()
    try:
        items = reader.feed(answer)
        reader.end()
    except Refusal as refusal:
        raise LinkError("link.not_a_relay", str(refusal)) from refusal
    proof = items[-1] if items else None
    if not isinstance(proof, Proof) or digest(proof.certificate) != relay:
        raise LinkError("link.not_a_relay", "an answer that nobody vouches for")
    said = answer[: -len(encode_item(proof))]
    if not vouched(proof.certificate, proof.signature, digest(hello), digest(said)):
        raise LinkError("link.not_a_relay", "an answer that its relay did not sign")
    return items[:-1]


def _take(owner: Owner, letter: Letter, answer: bytes, tally: Tally, do: Do[Any]) -> None:
    sent = ItemReader().feed(letter.request)
    hello = sent[0]
    if not isinstance(hello, Hello):
        raise Bug("bug", "a letter without its hello")
    items = proven(letter.relay, encode_item(hello), answer)
    spaces = tuple(SpaceId(place.space) for place in hello.spaces)
    tally.held = {}
    pull = Pull(owner, letter.relay, Request(hello, spaces, sent[1:]), tally)
    for start in range(0, len(items), HANDFUL):
        do(partial(pull.take, items[start : start + HANDFUL]))
    newest = hello.visit == do(partial(owner.store.cursors.last_visit, letter.relay))
    if newest and not tally.lost and not any(tally.held.values()):
        do(partial(owner.store.identity.remove, unsure(letter.relay)))


def _for_a_letter(owner: Owner, hello: Hello, relay: bytes) -> Hello:
    asked = replace(hello, flags=hello.flags | ASK_ACKS | SIGN_ANSWER)
    return replace(asked, signature=owner.device.sign(HELLO_SIGNATURE, hello_signed_bytes(asked, relay)))


def _as_fits(uploads: Sequence[Item]) -> Iterator[Item]:
    left = LETTER_BYTES
    for item in uploads:
        left -= len(encode_item(item))
        if left < 0:
            return
        yield item


def _posted(letter: LetterFile, post: Post) -> bytes:
    try:
        url = _HTTPS + letter.url.decode("ascii")
    except UnicodeDecodeError as error:
        raise LinkError("link.unreachable", "not an address") from error
    answer = bytearray()
    for block in post(url, letter.relay, letter.request):
        answer += block
        if len(answer) > MAX_STICK_FILE - _AROUND:
            raise LinkError("link.not_a_relay", "an answer without end")
    if not answer:
        raise LinkError("link.lost", "no answer")
    return bytes(answer)


def _name(relay: bytes, device: bytes, visit: int, sort: str) -> str:
    return f"{LETTERS}/{relay[:8].hex()}-{device.hex()}-{visit}.{sort}.txs"


def _own(folder: StickFolder, device: bytes) -> Iterator[tuple[str, bytes, int]]:
    """Names of this device's letters and answers, with the beginning of the relay's id and the visit."""
    for name in folder.names(LETTERS):
        found = _NAME.fullmatch(name)
        if found is not None and found[2] == device.hex():
            yield f"{LETTERS}/{name}", bytes.fromhex(found[1]), int(found[3])


def _drop_older(folder: StickFolder, relay: bytes, device: bytes, visit: int) -> None:
    folder.tidy(LETTERS)
    for name, to, number in list(_own(folder, device)):
        if to == relay[:8] and number < visit:
            folder.drop(name)


def _drop_closed(folder: StickFolder, owner: Owner, do: Do[Any]) -> None:
    """Remove letters and answers of ours that are of no more use."""
    open_ones = {(letter.relay[:8], letter.visit) for letter in do(owner.store.sticks.letters)}
    for name, to, number in list(_own(folder, owner.device_id)):
        if (to, number) not in open_ones:
            folder.drop(name)
