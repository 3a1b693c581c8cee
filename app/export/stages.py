"""How long each stage of an observed lesson took, as a line on paper: it follows from the record, and is not stored."""

from app.export.contents import Writing
from app.records.blocks import Block, Paragraph
from app.records.elapsed import elapsed_text, stage_times
from app.records.fields import Field, Rows
from app.records.label import Label
from app.records.values import Values, rows_in
from app.records.written import COLON

_TIMES = Label("时间分配", "Time of each stage")
_BEGINNING = Label("开头", "beginning")
_GAP = "　"


def stages_on_paper(field: Field, values: Values, writing: Writing) -> tuple[Block, ...]:
    """The line beneath rows with a stop-watch; nothing beneath others, or while no row has a time."""
    watch = field.stopwatch if isinstance(field, Rows) else None
    if watch is None:
        return ()
    lasted = values.get(watch.lasted)
    found = stage_times(
        rows_in(values.get(field.key)), watch.time, watch.stage, lasted if isinstance(lasted, int) else None
    )
    parts = [f"{one.name or writing.say(_BEGINNING)} {elapsed_text(one.seconds)}" for one in found if not one.running]
    colon = COLON.in_language(writing.manner.language)
    return (Paragraph(_GAP.join(parts), writing.say(_TIMES) + colon),) if parts else ()
