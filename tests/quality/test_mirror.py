"""A newcomer who opens a module finds its tests by the same name; a module without them is on a list with a reason."""

import ast

from tests.helpers.source import APP, ROOT, name_of, python_files, tree_of

#: Modules without a test module of their own, each with the place where they are tested or why nothing is to test.
ELSEWHERE: dict[str, str] = {
    "app/__main__.py": "two lines that call startup; tests/journeys starts it as a process",
    "app/version.py": "one constant; the wheel's metadata is made from it",
    "app/ui/safekeeping/card_dialog.py": "opened by its page, as in tests/unit/ui/safekeeping/test_recovery.py",
    "app/ui/safekeeping/pin_dialog.py": "opened by its page, as in tests/unit/ui/safekeeping/test_recovery.py",
    "app/records/terms/lessons.py": "words alone; tests/unit/records/terms/test_lists.py goes through every list",
    "app/records/terms/mentoring.py": "words alone; tests/unit/records/terms/test_lists.py goes through every list",
    "app/records/terms/plc.py": "words alone; tests/unit/records/terms/test_lists.py goes through every list",
    "app/records/terms/pupils.py": "words alone; tests/unit/records/terms/test_lists.py goes through every list",
    "app/records/terms/growth.py": "words alone; tests/unit/records/terms/test_lists.py goes through every list",
    "app/records/terms/school.py": "words alone; tests/unit/records/terms/test_lists.py goes through every list",
    "app/records/terms/people.py": "words, as the other lists of terms",
    "app/ui/matching/about.py": "a part of its page; tests/unit/ui/matching/test_page.py",
    "app/ui/matching/answers.py": "a part of its page; tests/unit/ui/matching/test_page.py",
    "app/ui/matching/pupil_rows.py": "a part of its page; tests/unit/ui/matching/test_page.py",
    "app/ui/matching/suggested.py": "opened by its page; tests/unit/ui/matching/test_page.py",
    "app/ui/matching/circles.py": "opened by its page; tests/unit/ui/matching/test_page.py",
    "app/ui/matching/few.py": "opened by its page; tests/unit/ui/matching/test_page.py",
    "app/ui/matching/today.py": "a card of the start page; tests/unit/ui/today/test_extra.py",
    "app/ui/extra_card.py": "a card of the start page; tests/unit/ui/today/test_extra.py",
    "app/workspace/pupil_views.py": "what matching.py gives; tests/unit/workspace/test_matching.py",
    "app/workspace/pupil_keeper.py": "a line for each verb; tests/unit/workspace/test_matching.py and its neighbours",
    "app/relay/__main__.py": "two lines that call cli; tests/relay starts it as a process",
}


def has_code(file: str) -> bool:
    """Does it do anything? (An __init__.py is a sentence, or a sentence and the names that it passes on.)"""
    passing_on = (ast.Expr, ast.Import, ast.ImportFrom)
    rest = [node for node in tree_of(ROOT / file).body if not isinstance(node, passing_on)]
    return any("__all__" not in ast.unparse(node) for node in rest)


def expected_test(file: str) -> str:
    """app/x/y.py is tested in tests/unit/x/test_y.py."""
    folder, _, module = file.removeprefix("app/").rpartition("/")
    return "/".join(part for part in ("tests/unit", folder, f"test_{module}") if part)


def test_every_module_has_its_test_module() -> None:
    """Kinds are data: tests/kinds runs every one through every consumer instead."""
    modules = [name_of(file) for file in python_files("app") if has_code(name_of(file))]
    alone = [
        module
        for module in modules
        if module not in ELSEWHERE
        and not module.startswith("app/records/kinds/")
        and not (ROOT / expected_test(module)).exists()
    ]

    assert alone == []


def test_the_list_of_exceptions_is_not_stale() -> None:
    """An exception ends when its module goes or gets tests of its own."""
    assert [module for module in ELSEWHERE if not (ROOT / module).exists()] == []
    assert [module for module in ELSEWHERE if (ROOT / expected_test(module)).exists()] == []


def test_every_folder_of_unit_tests_mirrors_a_package() -> None:
    """A package may have tests beyond those of its single modules, but no folder without a package."""
    folders = {file.parent.relative_to(ROOT / "tests" / "unit") for file in python_files("tests/unit")}

    assert [folder.as_posix() for folder in folders if not (APP / folder).is_dir()] == []
