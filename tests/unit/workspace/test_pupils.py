"""Pupils as one person reads them: by class and name, in spaces whose purpose allows it."""

import pytest

from app.errors import AccessError, RecordError
from app.ids import RecordId
from tests.helpers.school import School


def test_by_class_and_name_and_nothing_else(school: School) -> None:
    for name, class_name in (("张三", "三（2）班"), ("王芳", "三（1）班"), ("李四", "三（1）班")):
        school.pupil(name, class_name=class_name)
    assert [(one.class_name, one.name) for one in school.head.pupils(school.home)] == [
        ("三（1）班", "李四"), ("三（1）班", "王芳"), ("三（2）班", "张三"),
    ]  # fmt: skip
    assert [home.space for home in school.head.pupil_homes()] == [school.home]


def test_a_pupil_goes_into_no_space_of_another_purpose(school: School) -> None:
    pair = school.head.gather("师徒", "pair", [], school.home).space
    with pytest.raises(AccessError) as refused:
        school.head.create("pupil", {"name": "王芳"}, pair)
    assert refused.value.code == "access.wrong_place"


def test_what_is_not_here_is_told(school: School) -> None:
    with pytest.raises(RecordError):
        school.head.pupil(RecordId("AAECAwQFBgcI"))
