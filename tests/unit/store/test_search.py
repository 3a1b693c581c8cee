"""Search finds every occurrence and nothing else: compared with a naive scan over the same texts."""

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ids import SpaceId
from app.store.search import MAX_QUERY, fold, query_of, tokens
from app.store.store import Store
from tests.helpers.stores import OWN, SHARED, new_store, plan, receive, record_id, remark, save

#: Scripts, widths and cases; white space of several kinds; what FTS5 takes for syntax; beyond the BMP; combining.
ALPHABET = (
    "教案设计教学的一二数0123abcABCéÉßẞİıſ㎡①ﬁﷺ, 。、《》〈\u3000 \t\n\x0b\x1c\x85\u2028"
    "\"'*^-+:(){}[]&|!~.%_\\/;?#@$<>=`\0\x7f\u200b\u0301\u0327𠮷𡈽🙂👩‍🏫𝟙𐐀𐐨"
)
CHARACTERS = st.sampled_from(ALPHABET) | st.characters(exclude_categories=["Cs"])
WORDS = st.sampled_from(["AND", "OR", "NOT", "NEAR(", "title:", "body :", "lesson", "Plan", "教学目标", "二进制"])
TEXTS = st.lists(st.text(CHARACTERS, max_size=8) | WORDS, max_size=6).map(lambda parts: "".join(parts))
DOCUMENTS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5)


class Undo(Exception):
    """Ends an example's transaction without keeping anything."""


def naive(documents: list[tuple[str, str]], query: str) -> set[int]:
    """The numbers of the documents in which each piece of the query stands, in the title or in the body."""
    pieces = fold(query).split()
    return {
        number
        for number, (title, body) in enumerate(documents)
        if pieces and all(piece in fold(title) or piece in fold(body) for piece in pieces)
    }


def found(store: Store, documents: list[tuple[str, str]], queries: list[str]) -> list[set[int]]:
    """What the index finds for each query in these documents alone."""
    answers: list[set[int]] = []
    ids = {record_id(number): number for number in range(len(documents))}
    with contextlib.suppress(Undo), store.transaction():
        for number, (title, body) in enumerate(documents):
            save(store, number, plan(title, body))
        answers += [{ids[hit.record] for hit in store.search.find(query)} for query in queries]
        raise Undo
    return answers


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples; each undoes what it wrote."""
    store = new_store(tmp_path_factory.mktemp("search"))
    yield store
    store.close()


@settings(max_examples=250)
@given(documents=DOCUMENTS, data=st.data())
def test_recall_and_precision_are_one(
    shared_store: Store, documents: list[tuple[str, str]], data: st.DataObject
) -> None:
    """For pieces of 1 to 4 characters cut from the texts themselves, and for anything else."""
    text = "".join(title + body for title, body in documents)
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    cut = text[start : start + data.draw(st.integers(1, 4))]
    queries = [cut, data.draw(TEXTS), cut + " " + data.draw(st.text(CHARACTERS, min_size=1, max_size=2))]

    assert found(shared_store, documents, queries) == [naive(documents, query) for query in queries]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("教", {"教案设计", "教学 AND 反思"}),
        ("计", {"教案设计"}),
        ("设计", {"教案设计"}),
        ("教案设计", {"教案设计"}),
        ("案计", set()),
        ("学反", set()),
        ("反思 教学", {"教学 AND 反思"}),
        ("and", {"教学 AND 反思"}),
        ('"', {'Say "hello"'}),
        ('"hello"', {'Say "hello"'}),
        ("HELLO", {'Say "hello"'}),
        ("ello", {'Say "hello"'}),
        ("𠮷", {"𠮷野家 ABC"}),
        ("𠮷野", {"𠮷野家 ABC"}),
        ("abc", {"𠮷野家 ABC"}),
        ("NEAR(教 学)", set()),
        ("title:教", set()),
        ("*", set()),
        ("   ", set()),
        ("", set()),
    ],
)
def test_what_a_teacher_types(store: Store, query: str, titles: set[str]) -> None:
    """One character to four, Latin, full width, syntax of the index that is none to her."""
    for number, title in enumerate(["教案设计", "教学 AND 反思", 'Say "hello"', "𠮷野家 ABC"]):
        save(store, number, plan(title))

    assert {hit.title for hit in store.search.find(query)} == titles


def test_width_case_and_compatibility_forms_make_no_difference() -> None:
    """As they come from an input method in full-width mode, or from a scanned page."""
    assert fold("ＡＢＣ①㎡") == fold("abc1m2")
    assert fold("Straße") == fold("STRASSE")
    assert fold(fold("İﬁﷺ")) == fold("İﬁﷺ")


def test_the_index_holds_bigrams_and_the_last_character() -> None:
    """By code points, so that SQLite's own idea of letters does not matter."""
    assert tokens("教案设 a") == "6559g6848g 6848g8bbeg 8bbeg 61g"
    assert query_of("教案") == '"6559g6848g"'
    assert query_of("教 a设") == '"6559g"* AND "61g8bbeg"'
    assert query_of(" \u3000 ") is None


def test_a_pasted_query_is_cut(store: Store) -> None:
    """A whole plan pasted into the search field is looked up by its beginning, not refused."""
    save(store, 1, plan("长文", "数学课" * 400))

    assert [hit.title for hit in store.search.find("数学课" * 400)] == ["长文"]
    assert [hit.title for hit in store.search.find("数 " * 400)] == ["长文"]
    assert store.search.find("数学课" * (MAX_QUERY // 3 + 1) + "别的") != []


def test_hits_come_newest_first_and_can_be_narrowed(store: Store) -> None:
    """By kind, by space, and to a number."""
    save(store, 1, plan("分数 一"), now=100)
    save(store, 2, plan("分数 二"), space=SHARED, now=300)
    save(store, 3, remark(record_id(1), "分数 三"), space=SHARED, now=200)

    assert [hit.title for hit in store.search.find("分数")] == ["分数 二", "分数 三", "分数 一"]
    assert [hit.title for hit in store.search.find("分数", 1)] == ["分数 二"]
    assert [hit.title for hit in store.search.find("分数", kind="comment")] == ["分数 三"]
    assert [hit.title for hit in store.search.find("分数", space=OWN)] == ["分数 一"]
    assert store.search.find("分数", space=SpaceId(b"nowhere")) == []


def test_a_merge_replaces_the_words_of_a_record(store: Store) -> None:
    """Old words go, new ones come, unchanged ones stay, after any number of merges."""
    for body in ("第一稿", "第二稿", "第二稿", "定稿 完成"):
        receive(store, 1, plan("题", body))

    assert store.search.find("第二") == []
    assert [hit.record for hit in store.search.find("定稿 题")] == [record_id(1)]
    assert store.intact()


def test_half_a_character_does_not_stop_a_search(store: Store) -> None:
    """A lone surrogate, as a broken clipboard gives it, is nowhere to be found."""
    save(store, 1, plan("题"))

    assert store.search.find("\ud800") == []
