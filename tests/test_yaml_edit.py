"""A YAML text that is changed in places, as the person sees it who wrote the rest by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Node
from pipeline.yaml_edit import CannotMerge, Wanted, merged
from pipeline.yaml_source import read_yaml

BLOCKS = frozenset({"members"})


def edited(text: str, wanted: Wanted) -> str:
    return merged(text.encode(), wanted, BLOCKS).decode()


def member(**wanted: Wanted) -> Wanted:
    return {"members": [wanted]}


CASES: dict[str, tuple[str, Wanted, str]] = {
    "a key of a block, behind the comment of the last line": (
        "members:\n  - name: An   # bí thư\n    work: Giáo viên  # tổ 1\n\n# hết\n",
        member(to="31/7/2019"),
        "members:\n  - name: An   # bí thư\n    work: Giáo viên  # tổ 1\n    to: 31/7/2019\n\n# hết\n",
    ),
    "a key on one line": (
        "members:\n  - {name: An, work: 'Giáo viên' }   # tổ 1\n",
        member(to="31/7/2019"),
        "members:\n  - {name: An, work: 'Giáo viên', to: 31/7/2019 }   # tổ 1\n",
    ),
    "a key on several lines in braces": (
        "members:\n  - {name: An,  # tên\n     work: GV,  # việc\n    }\n",
        member(to="31/7/2019"),
        "members:\n  - {name: An,  # tên\n     work: GV, to: 31/7/2019,  # việc\n    }\n",
    ),
    "a value that is replaced": (
        'members:\n  - name: An\n    to: "1/1/2020"   # dự kiến\n    work: GV\n',
        member(to="31/7/2019"),
        "members:\n  - name: An\n    to: 31/7/2019   # dự kiến\n    work: GV\n",
    ),
    "a key without a value": (
        "members:\n  - name: An\n    to:    # chưa rõ\n    work: GV\n",
        member(to="31/7/2019"),
        "members:\n  - name: An\n    to: 31/7/2019    # chưa rõ\n    work: GV\n",
    ),
    "a bare value that gets an end": (
        "members:\n  - name: An\n    offices: secretary   # từ đại hội\n",
        member(offices=[{"to": "31/7/2019"}]),
        "members:\n  - name: An\n    offices: {value: secretary, to: 31/7/2019}   # từ đại hội\n",
    ),
    "a bare value that becomes two": (
        "members:\n  - name: An\n    offices: deputy   # từ đại hội\n",
        member(offices=[{"to": "31/7/2019"}, {"value": "secretary", "from": "01/8/2019"}]),
        "members:\n  - name: An\n    offices: [{value: deputy, to: 31/7/2019}, {value: secretary, from: 01/8/2019}]   # từ đại hội\n",
    ),
    "an entry in a list of blocks": (
        "members:\n  - name: An\n    offices:\n      - value: deputy\n        from: 01/01/2018   # bầu\n    work: GV\n",
        member(offices=[{"to": "31/7/2019"}, {"value": "secretary", "from": "01/8/2019"}]),
        "members:\n  - name: An\n    offices:\n      - value: deputy\n        from: 01/01/2018   # bầu\n        to: 31/7/2019\n"
        "      - value: secretary\n        from: 01/8/2019\n    work: GV\n",
    ),
    "an entry of a list in the last line, and a key below it": (
        "members:\n  - name: An\n    offices:\n      - {value: deputy}\n",
        member(to="31/8/2020", offices=[None, {"value": "secretary"}]),
        "members:\n  - name: An\n    offices:\n      - {value: deputy}\n      - secretary\n    to: 31/8/2020\n",
    ),
    "a single block that becomes two entries": (
        "members:\n  - name: An\n    offices:\n      value: deputy\n      from: 01/01/2018\n    work: GV\n",
        member(offices=[{"to": "31/7/2019"}, {"value": "secretary"}]),
        "members:\n  - name: An\n    offices:\n      - {value: deputy, from: 01/01/2018, to: 31/7/2019}\n      - secretary\n    work: GV\n",
    ),
    "a member more, written as the one before": (
        "members:\n- {name: An}\n\n# hết\nx: y\n",
        {"members": [None, {"name": "Bình", "offices": [{"value": "deputy"}]}]},
        "members:\n- {name: An}\n- {name: Bình, offices: deputy}\n\n# hết\nx: y\n",
    ),
    "a member more in lines of their own": (
        "members:\n  - name: An\n",
        {"members": [None, {"name": "Bình", "status": [{"value": "probationary", "from": "01/8/2019"}]}]},
        "members:\n  - name: An\n  - name: Bình\n    status: {value: probationary, from: 01/8/2019}\n",
    ),
    "the first members, where the list is empty": (
        "id: x\nmembers: []   # điền sau\nplace: y\n",
        {"members": [{"name": "An"}, {"name": "Bình", "work": "GV"}]},
        "id: x\nmembers:    # điền sau\n  - name: An\n  - name: Bình\n    work: GV\nplace: y\n",
    ),
    "the first members, where nothing stands behind the key": (
        "id: x\nmembers:   # điền sau\n",
        {"members": [{"name": "An"}]},
        "id: x\nmembers:   # điền sau\n  - name: An\n",
    ),
    "the first members, where there is no key": (
        "- id: x   # mã\n- id: y",
        [None, {"members": [{"name": "An"}]}],
        "- id: x   # mã\n- id: y\n  members:\n    - name: An",
    ),
    "a key below one without a value": (
        "members:\n  - name: An\n    work:   # chưa rõ\n\n# hết\n",
        member(to="31/7/2019"),
        "members:\n  - name: An\n    work:   # chưa rõ\n    to: 31/7/2019\n\n# hết\n",
    ),
    "two statuses of somebody who had none": (
        "members:\n  - name: An\n",
        member(status=[{"value": "probationary", "to": "31/7/2019"}, {"value": "official", "from": "01/8/2019"}]),
        "members:\n  - name: An\n    status:\n      - {value: probationary, to: 31/7/2019}\n      - {value: official, from: 01/8/2019}\n",
    ),
    "members in brackets": (
        "members: [{name: An}, {name: Bình}]\n",
        {"members": [{"to": "31/7/2019"}, None, {"name": "Chi"}]},
        "members: [{name: An, to: 31/7/2019}, {name: Bình}, {name: Chi}]\n",
    ),
    "keys in quotation marks": (
        'members:\n  - {"name": "An", "work": "Giáo viên"}\n',
        member(to="31/7/2019"),
        'members:\n  - {"name": "An", "work": "Giáo viên", to: 31/7/2019}\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_only_what_is_wanted_changes(name: str) -> None:
    text, wanted, expected = CASES[name]
    assert edited(text, wanted) == expected
    assert read_yaml(expected.encode())[1] == []


@pytest.mark.parametrize("name", CASES)
def test_line_ends_and_the_mark_of_windows_stay(name: str) -> None:
    text, wanted, expected = CASES[name]
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert merged(windows, wanted, BLOCKS) == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()


def test_nothing_wanted_changes_nothing() -> None:
    text = "a:  [ 1,2 ]  # x\n\n\nb:   c\n"
    assert edited(text, None) == edited(text, {"a": None, "b": "c"}) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("members:\n  name: |\n    An\n", {"members": {"name": "Bình"}}),
        ("offices:\n  value: a  # giữ\n", {"offices": [None, {"value": "b"}]}),
        ("a: {b: c}\n", {"a": "d"}),
    ],
)  # fmt: skip
def test_what_would_touch_more_than_wanted_is_refused(text: str, wanted: Wanted) -> None:
    with pytest.raises(CannotMerge):
        edited(text, wanted)


def plain(node: Node) -> object:
    match node.value:
        case dict() as parts:
            return {key: plain(part) for key, part in parts.items()}
        case list() as items:
            return [plain(item) for item in items]
        case value:
            return value


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_any_text_is_written_so_that_it_reads_the_same(text: str) -> None:
    block = edited("a: x\n", {"b": text})
    line = edited("{a: x}\n", {"b": text})
    assert plain(read_yaml(block.encode())[0]) == plain(read_yaml(line.encode())[0]) == {"a": "x", "b": text}
