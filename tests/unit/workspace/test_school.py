"""Which school record holds: the one of the space asked about, a shared one before a draft, else the defaults."""

from app.records.numbers import DEFAULTS
from tests.helpers.world import World


def test_without_a_school_the_public_defaults_hold(world: World) -> None:
    """A teacher who is alone on the first day."""
    assert world.person("李秀兰").numbers() == DEFAULTS
