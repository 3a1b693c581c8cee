"""A stop-watch that is paused, put right, and goes on over a power cut."""

from app.records.watch import Watch

NOW = 1_790_000_000


def test_it_goes_on_while_the_program_is_closed() -> None:
    kept = Watch().started(NOW).written()
    again = Watch.read(kept)

    assert again is not None
    assert again.seconds(NOW + 754) == 754
    assert Watch.read("") is Watch.read("12 x") is None


def test_a_pause_does_not_count_and_starting_twice_changes_nothing() -> None:
    paused = Watch().started(NOW).paused(NOW + 60)
    going = paused.started(NOW + 600).started(NOW + 610)

    assert (paused.running, paused.seconds(NOW + 600)) == (False, 60)
    assert going.seconds(NOW + 630) == 90
    assert Watch.read(paused.written()) == paused


def test_it_can_be_put_right_standing_or_going() -> None:
    assert Watch().started(NOW).put_to(300, NOW + 10).seconds(NOW + 20) == 310
    assert Watch(40).put_to(300, NOW).seconds(NOW + 20) == 300


def test_a_clock_that_was_put_back_takes_nothing_away() -> None:
    assert Watch(100, NOW).seconds(NOW - 5_000) == 100
    assert Watch(100, NOW).seconds(NOW + 1_000_000) == 35_999
