"""Names of files that every system takes."""

import pytest

from app.export.file_names import file_name


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("语文", "秋天的雨", "2026-09-01"), "语文-秋天的雨-2026-09-01"),
        (("语文", "", "2026-09-01"), "语文-2026-09-01"),
        (("科学", 'A/B: "水" <三态>?*|\\', ""), "科学-A B 水 三态"),
        (("con",), "_con"),
        (("LPT1.第一课",), "_LPT1.第一课"),
        (("com²",), "_com²"),
        ((" . ", "..."), "_"),
        ((), "_"),
        (("数学", "圆. "), "数学-圆"),
        (("\u202e反写", "\u200b𠮷"), "反写-𠮷"),
        (("上\x00下\x7f\n行",), "上 下 行"),
    ],
)
def test_a_name_has_nothing_that_windows_refuses(parts: tuple[str, ...], expected: str) -> None:
    assert file_name(*parts) == expected


def test_a_long_topic_is_cut_and_leaves_no_hyphen_behind() -> None:
    assert file_name("语文", "长" * 100) == "语文-" + "长" * 57
    assert file_name("长" * 59, "日") == "长" * 59
