"""A record about a pupil goes into her own circle, and into no other child's."""

import pytest

from app.errors import AccessError
from app.ids import RecordId
from app.records.edits import SetValue
from tests.helpers.school import School, value_of


def test_only_the_circle_of_the_pupils_own_people_takes_it(school: School) -> None:
    head, (_, mentor, other) = school.head, school.staff
    pupils: list[RecordId] = []
    for name, one in (("王芳", mentor), ("张三", other)):
        pupil = school.pupil(name, head)
        head.create(
            "pairing",
            {"pupil": pupil, "mentor": value_of(one), "mentor_agrees": True, "pupil_agrees": True},
            school.home,
        )
        pupils.append(pupil)
    hers = head.create("home_visit", {"pupil": pupils[0], "name": "王芳", "visited_at": "2026-11-20T16:30"})
    assert head.own_circles([hers]) == frozenset()  # none is made yet
    head.make_care_spaces(school.home)
    right, wrong = head.care_space(pupils[0]), head.care_space(pupils[1])
    assert right is not None
    assert wrong is not None
    assert head.own_circles([hers]) == frozenset({right})
    with pytest.raises(AccessError) as refused:
        head.share(hers, wrong)
    assert refused.value.code == "access.other_circle"
    head.share(hers, right)
    assert head.view(hers).space.space == right
    # Neither is it begun in another child's circle, nor does one that lies in a circle become another child's.
    for change in (
        lambda: head.create("home_visit", {"pupil": pupils[0], "name": "王芳"}, wrong),
        lambda: head.edit(hers, [SetValue("pupil", pupils[1])]),
    ):
        with pytest.raises(AccessError) as refused:
            change()
        assert refused.value.code == "access.other_circle"
    head.edit(hers, [SetValue("name", "王小芳")])
    # Two children at once have no circle in common, and a plan is about no child.
    another = head.create("home_visit", {"pupil": pupils[1], "name": "张三"})
    assert head.own_circles([hers, another]) == frozenset()
    assert head.own_circles([head.create("lesson_plan", {"topic": "秋天"})]) is None
