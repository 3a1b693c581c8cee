"""A school in the middle of a term: its calendar, pupils and mentors; for tests of what is counted and wanted.

school = WholeSchool(tmp_path)
pupil = school.paired("张小花", school.staff[0])
school.settle()
"""

from datetime import datetime
from pathlib import Path

from app.ids import RecordId
from app.records.values import Row, Value
from app.workspace.workspace import Workspace
from tests.helpers.school import School, value_of

#: The calendar of the school's year.
TERMS: list[Row] = [
    {"name": "第一学期", "begins": "2026-09-01", "ends": "2027-01-22"},
    {"name": "第二学期", "begins": "2027-02-22", "ends": "2027-07-09"},
]
EXAMS: list[Row] = [{"name": "期中", "begins": "2026-11-05"}]


class WholeSchool(School):
    """At noon of a day in November; the school has typed its calendar."""

    def __init__(self, folder: Path, day: str = "2026-11-22") -> None:
        super().__init__(folder)
        self.world.clock.time = int(datetime.fromisoformat(day + "T12:00").timestamp())
        self.head.create("calendar", {"year": "2026—2027学年", "terms": TERMS, "exams": EXAMS}, self.home)

    def paired(self, name: str, mentor: Workspace, grade: str = "3") -> RecordId:
        """A pupil whom a mentor leads, both sides having said yes."""
        pupil = self.pupil(name, grade=grade)
        pairing: dict[str, Value] = {
            "pupil": pupil, "mentor": value_of(mentor), "lead": True, "mentor_agrees": True, "pupil_agrees": True,
        }  # fmt: skip
        self.head.create("pairing", pairing, self.home)
        return pupil
