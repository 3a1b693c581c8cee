"""Search finds every occurrence and nothing else: compared with a naive scan over the same texts."""

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ids import SpaceId
from app.records.pinyin import readings, shortenings
from app.records.searching import Place, Searchable
from app.records.sought import MAX_QUERY, find_name, fold, pieces_of
from app.store.documents import Content
from app.store.search import Narrowed, Piece
from app.store.store import Store
from tests.helpers.stores import DEVICE, OTHER, OWN, SHARED, find, new_store, plan, receive, record_id, remark, save

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


def found(store: Store, documents: list[tuple[str, str]], queries: list[str], *, read: bool = True) -> list[set[int]]:
    """What the index finds for each query in these documents alone; ``read``: in the pinyin of their titles too."""
    answers: list[set[int]] = []
    ids = {record_id(number): number for number in range(len(documents))}
    with contextlib.suppress(Undo), store.transaction():
        for number, (title, body) in enumerate(documents):
            named = (title,) if read else ()
            save(store, number, Content("lesson_plan", 1, b"s", Searchable(title, (Place("notes", body),), named), {}))
        answers += [{ids[hit.record] for hit in find(store, query)} for query in queries]
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

    assert found(shared_store, documents, queries, read=False) == [naive(documents, query) for query in queries]


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

    assert {hit.title for hit in find(store, query)} == titles


def test_width_case_and_compatibility_forms_make_no_difference() -> None:
    """As they come from an input method in full-width mode, or from a scanned page."""
    assert fold("ＡＢＣ①㎡") == fold("abc1m2")
    assert fold("Straße") == fold("STRASSE")
    assert fold(fold("İﬁﷺ")) == fold("İﬁﷺ")


def test_a_pasted_query_is_cut(store: Store) -> None:
    """A whole plan pasted into the search field is looked up by its beginning, not refused."""
    save(store, 1, plan("长文", "数学课" * 400))

    assert [hit.title for hit in find(store, "数学课" * 400)] == ["长文"]
    assert [hit.title for hit in find(store, "数 " * 400)] == ["长文"]
    assert find(store, "数学课" * (MAX_QUERY // 3 + 1) + "别的") != []


def test_hits_come_newest_first_and_can_be_narrowed(store: Store) -> None:
    """By kind, by space, by time, by who wrote it or is named in it, and to a number."""
    save(store, 1, plan("分数 一"), now=100)
    save(store, 3, remark(record_id(1), "分数 三"), space=SHARED, now=200)
    save(store, 2, plan("分数 二"), space=SHARED, now=300)

    assert [hit.title for hit in find(store, "分数")] == ["分数 二", "分数 三", "分数 一"]
    assert [hit.title for hit in find(store, "分数", 1)] == ["分数 二"]
    assert [hit.title for hit in find(store, "分数", narrowed=Narrowed(kinds=["comment"]))] == ["分数 三"]
    assert [hit.title for hit in find(store, "分数", narrowed=Narrowed(space=OWN))] == ["分数 一"]
    assert [hit.title for hit in find(store, "分数", narrowed=Narrowed(since=200))] == ["分数 二", "分数 三"]
    assert [hit.title for hit in find(store, "分数", narrowed=Narrowed(since=101, until=300))] == ["分数 三"]
    assert len(find(store, "分数", narrowed=Narrowed(devices=frozenset({DEVICE})))) == 3
    assert find(store, "分数", narrowed=Narrowed(devices=frozenset({OTHER}))) == []
    assert find(store, "分数", narrowed=Narrowed(space=SpaceId(b"nowhere"))) == []


def test_a_next_page_goes_on_behind_the_last_hit(store: Store) -> None:
    for number in range(7):
        save(store, number, plan(f"分数 {number}"), now=100 + number)
    pieces = [Piece("分数")]

    first = store.search.find(pieces, 3)
    second = store.search.find(pieces, 3, before=first[-1].entry)
    third = store.search.find(pieces, 3, before=second[-1].entry)

    assert [hit.title[-1] for hit in (*first, *second, *third)] == list("6543210")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("jxsj", {"五年级教学设计"}),
        ("jiaoxue", {"五年级教学设计"}),
        ("jiaoxues", {"五年级教学设计"}),
        ("教xsj", {"五年级教学设计"}),
        ("jxsheji", {"五年级教学设计"}),
        ("cq", {"重庆的桥 Plan 3"}),
        ("zq", {"重庆的桥 Plan 3"}),
        ("chongq", {"重庆的桥 Plan 3"}),
        ("PLAN", {"重庆的桥 Plan 3"}),
        ("plan3", set()),
        ("xi'an", {"西安与南方"}),
        ("xian", {"西安与南方"}),
        ("nf", {"西安与南方"}),
        ("yn", {"西安与南方"}),
        ("sjj", set()),
        ("xuejiao", set()),
        ("x", {"五年级教学设计", "西安与南方"}),
        ("jx 3", set()),
        ("cq 3", {"重庆的桥 Plan 3"}),
    ],
)
def test_titles_are_found_by_initials_and_by_whole_pinyin(store: Store, query: str, titles: set[str]) -> None:
    """Whole, shortened, mixed with characters; both readings of a character that has two."""
    for number, title in enumerate(["五年级教学设计", "重庆的桥 Plan 3", "西安与南方"]):
        save(store, number, plan(title))

    assert {hit.title for hit in find(store, query)} == titles


HAN = st.text(st.sampled_from("教学设计重庆长安西音乐行的中华女略𰻝ab3 《》"), min_size=1, max_size=4)


@settings(max_examples=150)
@given(titles=st.lists(HAN, min_size=1, max_size=4), data=st.data())
def test_pinyin_finds_what_can_be_typed_for_a_title_and_nothing_else(
    shared_store: Store, titles: list[str], data: st.DataObject
) -> None:
    """Typed as an input method would be: of each character in a row its reading, how that begins, or itself."""
    title = data.draw(st.sampled_from(titles))
    start = data.draw(st.integers(0, len(title) - 1))
    end = data.draw(st.integers(start + 1, len(title)))
    ways = [shortenings(data.draw(st.sampled_from(said))) if said else (one,) for one, said in _said(title[start:end])]
    query = "".join(data.draw(st.sampled_from((one, *way))) for one, way in zip(title[start:end], ways, strict=True))

    (answer,) = found(shared_store, [(title, "") for title in titles], [query])

    pieces = pieces_of(query)
    expected = {at for at, title in enumerate(titles) if pieces and all(find_name(one, title) for one in pieces)}
    assert answer == expected
    if all(said or one.isalnum() for one, said in _said(title[start:end])):  # punctuation ends what is typed in one go
        assert titles.index(title) in expected


def _said(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one, readings(one)) for one in text]


def test_what_names_somebody_is_found_by_her_name_and_her_space(store: Store) -> None:
    """Whoever asks says whose devices and which spaces carry the name."""
    save(store, 1, plan("分数 一"))
    receive(store, 2, plan("分数 二"))

    by_name = Piece("李秀兰", devices=frozenset({OTHER}))
    by_space = Piece("李秀兰", spaces=frozenset({OWN}))

    assert [hit.title for hit in store.search.find([by_name])] == ["分数 二"]
    assert [hit.title for hit in store.search.find([Piece("分数"), by_space])] == ["分数 一"]


def test_records_from_before_the_index_are_entered_behind_it_and_in_their_order(store: Store) -> None:
    """As an older program left them: in no index, until somebody enters them in steps."""
    for number in range(5):
        save(store, number, plan(f"分数 {number}"), now=100 + number)
    store._database.run("UPDATE records SET entry = NULL, indexed = NULL WHERE id <> 4")
    store._database.run("DELETE FROM words WHERE rowid <> (SELECT entry FROM records WHERE id = 4)")

    assert [hit.title[-1] for hit in find(store, "分数")] == ["3"]
    while waiting := store.search.waiting(2):
        store.search.enter_older([(row["id"], plan(f"分数 {row['id'] - 1}").words) for row in waiting])
    store.search.drop_former()

    # What changed last and was in the index before stays in front.
    assert [hit.title[-1] for hit in find(store, "分数")] == list("34210")
    assert store.search.count_waiting() == 0
    save(store, 2, plan("分数 2"), now=300)
    assert find(store, "分数")[0].title == "分数 2"
    assert store.intact()


def test_a_merge_replaces_the_words_of_a_record(store: Store) -> None:
    """Old words go, new ones come, unchanged ones stay, after any number of merges."""
    for body in ("第一稿", "第二稿", "第二稿", "定稿 完成"):
        receive(store, 1, plan("题", body))

    assert find(store, "第二") == []
    assert [hit.record for hit in find(store, "定稿 题")] == [record_id(1)]
    assert store.intact()


def test_half_a_character_does_not_stop_a_search(store: Store) -> None:
    """A lone surrogate, as a broken clipboard gives it, is nowhere to be found."""
    save(store, 1, plan("题"))

    assert find(store, "\ud800") == []
