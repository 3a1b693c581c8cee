"""Tickets as people hand them on: used, ended, mistyped; what is a ticket still works, what is none is said to be."""

import random
from collections.abc import Callable

import pytest

from app.errors import AccessError
from app.protocol.relay_card import RelayCard
from tests.helpers.harm import WORDS, YEAR, assert_unharmed, invited, turn_clock, written
from tests.helpers.sentences import refused
from tests.helpers.world import World


def test_a_ticket_that_somebody_used_before(world: World) -> None:
    """Nothing of the second one goes anywhere."""
    _, teacher, ticket = invited(world)
    plan = written(teacher)
    world.person("赵刚").join(ticket)

    assert refused(lambda: teacher.join(ticket)) == "ticket.used"
    assert len(teacher.spaces()) == 1
    assert_unharmed(teacher, plan)


@pytest.mark.parametrize("off", [0, -YEAR, YEAR])
def test_a_ticket_that_has_ended_by_the_relay_s_clock(world: World, off: int) -> None:
    """Whatever the newcomer's own clock says."""
    _, teacher, ticket = invited(world)
    plan = written(teacher)
    world.clock.pass_seconds(15 * 86_400)
    turn_clock(teacher, world, off)

    assert refused(lambda: teacher.join(ticket)) == "ticket.expired"
    assert len(teacher.spaces()) == 1
    assert_unharmed(teacher, plan)


def test_ones_own_ticket(world: World) -> None:
    """It is not used up by that."""
    mentor, teacher, ticket = invited(world)

    assert refused(lambda: mentor.join(ticket)) == "ticket.own"
    assert teacher.join(ticket).name == "秀兰和王敏"


def wide(text: str) -> str:
    """In full-width characters, as a Chinese input method types them."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


#: Ways in which people hand a ticket on. All of them are the same ticket.
RETYPED: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "small letters": str.lower,
    "full width": wide,
    "without dashes": lambda text: text.replace("-", ""),
    "spaces for dashes": lambda text: text.replace("-", " "),
    "long dashes": lambda text: text.replace("-", "—"),
    "one group a line": lambda text: text.replace("-", "-\r\n"),
    "spaces inside": lambda text: " ".join(text),
    "letter O for nought": lambda text: text.replace("0", "O"),
    "letters I and l for one": lambda text: text[:3] + text[3:].replace("1", "l", 1).replace("1", "I"),
    "in a message": lambda text: f"王老师：票在下面，请收好\n“{text}”。收到请回话。",
    "invisible characters": lambda text: "\u200b\ufeff" + text.replace("-", "-\u200b") + "\u00a0",
}


@pytest.mark.parametrize("manner", RETYPED)
def test_a_ticket_as_people_hand_it_on_is_accepted(world: World, manner: str) -> None:
    """Each kind of noise, up to the joining itself."""
    _, teacher, ticket = invited(world)
    noisy = RETYPED[manner](ticket)

    assert teacher.read_ticket(noisy).inviter_name == "王敏"
    assert teacher.join(noisy).name == "秀兰和王敏"


def one_wrong(text: str) -> str:
    """One letter in the middle replaced by another one."""
    place = len(text) // 2 + (text[len(text) // 2] == "-")
    return text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]


def swapped(text: str) -> str:
    """Two groups in the wrong order."""
    groups = text.split("-")
    return "-".join([*groups[:3], groups[4], groups[3], *groups[5:]])


#: What is no ticket any more.
SPOILED: dict[str, Callable[[str], str]] = {
    "a wrong letter": one_wrong,
    "two groups swapped": swapped,
    "the end is missing": lambda text: text[:-5],
    "the beginning is missing": lambda text: text[4:],
    "a group is missing": lambda text: "-".join(text.split("-")[:4] + text.split("-")[5:]),
    "a group is there twice": lambda text: "-".join(text.split("-")[:4] + text.split("-")[3:]),
    "a letter that no ticket has": lambda text: text.replace(text[20], "U", 1),
    "nothing": lambda _: "",
    "something else": lambda _: WORDS * 50,
    "a relay's card": lambda _: RelayCard("https://relay.example", bytes(32), b"x").encode(),
    "fifty megabytes": lambda text: text + "0" * 50_000_000,
}


@pytest.mark.parametrize("manner", SPOILED)
def test_a_damaged_ticket_is_refused_before_anybody_is_asked(world: World, manner: str) -> None:
    """The relay hears nothing of it; the whole one works afterwards."""
    _, teacher, ticket = invited(world)
    plan = written(teacher)
    spoiled = SPOILED[manner](ticket)
    world.links.clear()

    assert refused(lambda: teacher.read_ticket(spoiled)) == "ticket.damaged"
    assert refused(lambda: teacher.join(spoiled)) == "ticket.damaged"
    assert world.links == []
    assert_unharmed(teacher, plan)
    assert teacher.join(ticket).name == "秀兰和王敏"


def test_no_slip_of_a_finger_gives_another_ticket(world: World) -> None:
    """Every place once with a wrong letter: never a space that is not meant."""
    _, teacher, ticket = invited(world)
    chance = random.Random(7)
    for place in range(4, len(ticket)):
        if ticket[place] != "-":
            other = chance.choice([letter for letter in "23456789ABCDEFGH" if letter != ticket[place]])
            slipped = ticket[:place] + other + ticket[place + 1 :]
            try:
                told_space = teacher.read_ticket(slipped).space_name
            except AccessError:
                continue
            assert told_space == "秀兰和王敏", "only the spare bits at the end may differ"
            assert place > len(ticket) - 3
