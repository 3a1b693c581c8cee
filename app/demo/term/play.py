"""``tongxing demo``, second part: a term in the life of two schools. Every claim that is told is checked first."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from app.demo.relay_process import running_relay
from app.demo.term.script import Meaning, Script, read_script
from app.demo.term.town import RELAY, Town, open_town
from app.errors import Bug
from app.ids import RecordId
from app.records.filling import edits_for
from app.records.values import Value
from app.text import Texts
from app.workspace.finding import Query
from app.workspace.workspace import Workspace

#: Prints one step of the play: the key of its sentence, and what the sentence needs.
Tell = Callable[..., None]
#: What is photographed: who, and the name of her page.
PAGES = (
    ("lead", "today"),
    ("lead", "matching"),
    ("lead", "progress"),
    ("lead", "list:school_plan"),
    ("cls", "today"),
    ("cls", "three"),
    ("cls", "messages"),
    ("cls", "archive"),
    ("men", "today"),
    ("men", "reviews"),
    ("fac", "today"),
    ("fac", "partnership"),
)


def play_term(folder: Path, pictures: Path, texts: Texts, tell: Tell) -> None:
    """Play it in ``folder``, which may be kept. Raises Bug for a claim that did not hold, LinkError without a relay."""
    script = read_script(texts.language)
    with running_relay(folder / RELAY) as relay, open_town(folder, relay, script) as town:
        term = Term(town, texts, tell)
        term.begin()
        term.work()
        term.match_and_care()
        term.talk_it_over()
        term.look()
        term.take_pictures(pictures)


class Term:
    """The acts of the play, in their order."""

    def __init__(self, town: Town, texts: Texts, tell: Tell) -> None:
        self._town, self._texts, self._tell = town, texts, tell
        self._script: Script = town.script
        self._meaning = Meaning(lambda key: town.people[key].me.person, lambda key: town.records[key], date.today())

    def begin(self) -> None:
        """People and circles."""
        town, script = self._town, self._script
        town.move_in()
        town.meet()
        town.people["lead"].lend_founding(town.spaces["school"])
        town.visit_all()
        self._tell("people", count=len(town.people), village=script.village, town=script.town, spaces=len(town.spaces))

    def work(self) -> None:
        """A term's records, written by those whose they are."""
        town = self._town
        for written in self._script.records:
            workspace = town.people[written.by]
            space = town.spaces[written.space] if written.space else None
            values = self._meaning.values(written.values)
            if written.charter and space is not None:
                made = workspace.begin_charter(space)
                kind = workspace.kinds.get(written.kind)
                _must(kind is not None, "no kind for a charter")
                assert kind is not None
                workspace.edit(made, edits_for(kind, values))
            else:
                made = workspace.create(written.kind, values, space)
            if written.id:
                town.records[written.id] = made
        visits = town.visit_all()
        kinds = len({written.kind for written in self._script.records})
        self._tell("records", count=len(self._script.records), kinds=kinds, visits=visits)

    def match_and_care(self) -> None:
        """Pupils, their mentors, and what only those write and read who care for a pupil."""
        town, school = self._town, self._town.spaces["school"]
        teacher, leader = town.people["cls"], town.people["lead"]
        for child in self._script.pupils:
            values: dict[str, Any] = {
                "name": child.name,
                "grade": child.grade,
                "class_name": self._script.people["cls"].profile["class_name"],
                "class_teacher": "@cls",
                "wishes": child.wishes,
            }
            town.records[child.id] = teacher.create("pupil", self._meaning.values(values), school)
        for pair in self._script.pairs:
            teacher.propose(town.records[pair.pupil], town.people[pair.mentor].me.person)
        town.visit_all()
        for workspace in (town.people["tea"], leader, teacher):
            workspace.answer_pairings([(one.record, side) for one, side in workspace.matching(school).answers])
            town.visit_all()
        teacher.make_care_spaces(school)
        town.visit_all()
        joined = town.accept_invitations()
        without = [one.name for one in leader.matching(school).without_mentor]
        alone = {child.name for child in self._script.pupils} - {
            child.name for pair in self._script.pairs for child in self._script.pupils if child.id == pair.pupil
        }
        _must(set(without) == alone, "the leader does not see who has no mentor")
        self._tell("matched", pupils=len(self._script.pupils), without=len(without), joined=joined)
        self._care(leader)

    def _care(self, leader: Workspace) -> None:
        town = self._town
        names = {child.id: child.name for child in self._script.pupils}
        for cared in self._script.cared:
            workspace, pupil = town.people[cared.by], town.records[cared.pupil]
            space = workspace.care_space(pupil)
            _must(space is not None, f"{cared.by} is in no circle that cares for {cared.pupil}")
            values: dict[str, Value] = {
                "name": names[cared.pupil],
                "pupil": pupil,
                **self._meaning.values(cared.values),
            }
            workspace.create(cared.kind, values, space)
        town.visit_all()
        said = next(one for one in self._script.cared if "own_words" in one.values)
        secret = str(said.values["own_words"])
        words = secret[2:8]
        mate = town.people["cls"]
        _must(bool(mate.find(Query(text=words)).rows), "the class teacher does not find what was said")
        _must(not leader.find(Query(text=words)).rows, "the leader can read what was said in confidence")
        found = sum(town.relay.bytes_holding(secret.encode(encoding)) for encoding in ("utf-8", "utf-16-le", "gb18030"))
        _must(found == 0, "the relay's disk holds readable text")
        self._tell("cared", count=len(self._script.cared), leader=leader.me.name)

    def talk_it_over(self) -> None:
        """Comments, steps, and a question that is answered in the open."""
        town = self._town
        for remark in self._script.comments:
            workspace, record = town.people[remark.by], town.records[remark.on]
            start = _prose(workspace, record, remark.path).index(remark.words)
            workspace.comment(record, remark.path, start, start + len(remark.words), remark.body)
        for step in self._script.steps:
            owner = town.people[step.whom].me.person
            town.people[step.by].set_step(town.records[step.on], step.text, self._meaning.day(step.due), owner)
        for asked in self._script.questions:
            to = next(one for one in town.people[asked.by].addressees() if one.space == town.spaces[asked.space])
            question = town.people[asked.by].ask(asked.text, to)
            town.visit_all()
            town.people[asked.answer_by].answer(question, asked.answer)
        town.visit_all()
        teacher = town.people["cls"].today()
        _must(len(teacher.comments) == sum(one.by != "cls" for one in self._script.comments), "comments did not come")
        self._tell("talked", comments=len(self._script.comments), questions=len(self._script.questions))

    def look(self) -> None:
        """What each of them sees now. Whoever cares for pupils has agreed to let her numbers be counted."""
        town, school = self._town, self._town.spaces["school"]
        for key in ("lead", "cls", "tea"):
            town.people[key].agree_to_counts(school, True)
            town.people[key].release_counts(school)
        town.visit_all()
        counted = [town.people[key].progress(school) for key in ("lead", "tea")]
        _must(counted[0] == counted[1], "teacher and leader do not see the same numbers")
        pupils = len(self._script.pupils)
        told = counted[0]
        _must((told.pupils, told.alone, told.small) == (pupils, 1, False), "the numbers are not right")
        self._tell("progress", pupils=pupils, alone=told.alone)
        queue = town.people["men"].today().to_read
        _must(len(queue) > 0, "nothing waits for the mentor")
        self._tell("mentor", name=town.people["men"].me.name, count=len(queue))

    def take_pictures(self, folder: Path) -> None:
        """Pictures of their pages."""
        from app.ui.pictures import take_pages

        folder.mkdir(parents=True, exist_ok=True)
        for who in dict.fromkeys(who for who, _ in PAGES):
            names = [name for one, name in PAGES if one == who]
            for path in take_pages(self._town.people[who], self._texts, folder, who, names):
                self._tell("picture", path=str(path))


def _prose(workspace: Workspace, record: RecordId, path: str) -> str:
    return str(workspace.view(record).values.get(path, ""))


def _must(held: bool, claim: str) -> None:
    if not held:
        raise Bug("bug", f"demo: {claim}")
