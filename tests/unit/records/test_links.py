"""Which records a record names: in fields and in rows, each once."""

from app.ids import RecordId
from app.records.kinds.mentoring_log import MENTORING_LOG
from app.records.links import Linked, links_in
from app.records.values import Row, Values

PLAN, OTHER = RecordId("AAECAwQFBgcI"), RecordId("BBECAwQFBgcI")


def test_links_in_rows_are_found_and_told_once() -> None:
    twice: list[Row] = [{"id": "a", "record": PLAN}, {"id": "b", "record": PLAN}, {"id": "c", "about": "没有"}]
    once: list[Row] = [{"id": "d", "record": OTHER}]
    values: Values = {
        "step": "追问",
        "resources": twice,
        "attached": once,
    }

    assert links_in(MENTORING_LOG, values) == (Linked("attached/record", OTHER), Linked("resources/record", PLAN))


def test_a_kind_that_is_not_known_names_nothing() -> None:
    assert links_in(None, {"record": PLAN}) == ()
