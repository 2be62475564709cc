"""Changes of the roster, as a clerk writes them, and what becomes of organisation.yaml."""

from __future__ import annotations

import difflib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadConfiguration, Severity
from pipeline.messages import verbatim
from pipeline.organisation import Office, Organisation, body_on_day, read_organisation
from pipeline.records import Places, build
from pipeline.roster import RosterChange, RosterChanges, apply_changes, rewritten
from pipeline.roster.columns import COLUMNS
from pipeline.roster.record import ChangeKind
from pipeline.vietnamese.dates import parse_date
from pipeline.workspace import SHIPPED_DATA
from pipeline.yaml_source import read_yaml

HEAD = "format: 1\nbodies:\n  - id: mot\n    name: Chi bộ Một\n    place: Tân Phú\n    to: 31/12/2030\n    members:\n"
ROSTER = """\
      - name: Trần Văn Hòa        # bí thư từ đại hội
        offices: secretary
      - {name: Lê Thị Hà, work: Giáo viên, offices: {value: deputy, from: 01/01/2018}}

      # Dự bị
      - name: Đỗ Văn Tám
        from: 19/5/2018
        status: {value: probationary, from: 19/5/2018, decision: "31-QĐ/ĐU, ngày 17/5/2018"}
      - name: Nguyễn Thị Lan
        distinct: Tiểu học
      - name: Nguyễn Thị Lan
        distinct: Mầm non
        states:
          - {value: exempt, from: 01/3/2018}   # theo đơn
      - {name: Vũ Văn Sáu, to: 31/8/2018}
"""
TEXT = HEAD + ROSTER


def change(kind: str, name: str, day: str, **more: Any) -> RosterChange:
    for column in ("until", "decided"):
        if column in more:
            more[column] = parse_date(more[column])
    if "office" in more:
        more["office"] = next(office for office in Office if office.value == more["office"])
    found = parse_date(day)
    assert found is not None
    (wanted,) = (one for one in ChangeKind if one.value == kind)
    return RosterChange(kind=wanted, name=name, day=found, **more)


def form(*changes: RosterChange, body: str = "mot") -> RosterChanges:
    return RosterChanges(body=body, changes=changes)


def places_of(changes: RosterChanges) -> Places:
    """Each cell by its name, so that a test reads where a problem is shown."""
    found: dict[tuple[str | int, ...], Any] = {("body",): verbatim("body"), ("changes",): verbatim("changes")}
    for number in range(len(changes.changes)):
        for column in RosterChange.model_fields:
            found["changes", number, column] = verbatim(f"{number + 1} {column}")
    return Places(found)


def organisation_of(text: str) -> Organisation:
    found, problems = read_organisation(text.encode())
    assert found is not None, problems
    return found


def written(text: str, wanted: Organisation) -> str:
    return rewritten(text.encode(), organisation_of(text), wanted).decode()


def apply(text: str, *changes: RosterChange) -> tuple[str, list[tuple[str, str, str]]]:
    """The text as it is then, and (code, place, severity) of each problem."""
    wanted = form(*changes)
    applied = apply_changes(organisation_of(text), wanted, places_of(wanted))
    problems = [(p.code, str(p.where), p.severity.value) for p in applied.problems]
    return written(text, applied.organisation), problems


def difference(before: str, after: str) -> list[str]:
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))
    return [line.replace(" " * 6, "", 1) for line in lines if line[:2] not in ("--", "++", "@@")]


WHAT_IS_WRITTEN: list[tuple[list[RosterChange], list[str], list[str]]] = [
    (
        [change("admission", "Bùi Thị Mai", "19/5/2019", work="Giáo viên", decision="12-QĐ/ĐU", decided="17/5/2019")],
        ["+- {name: Bùi Thị Mai, work: Giáo viên, from: 19/5/2019, status: {value: probationary, from: 19/5/2019, decision: \"12-QĐ/ĐU, ngày 17/5/2019\"}}"],
        [],
    ),
    (
        [change("transfer-in", "Phan Thị Cúc", "01/02/2019", unit="Trường A", note="từ Chi bộ Hai")],
        ["+- {name: Phan Thị Cúc, unit: Trường A, from: 01/02/2019}"],
        [],
    ),
    (
        [change("transfer-in-probationary", "Phan Thị Cúc", "01/02/2019"), change("full-membership", "Phan Thị Cúc", "01/9/2019", decision="7-QĐ/ĐU")],
        ["+- {name: Phan Thị Cúc, from: 01/02/2019, status: [{value: probationary, to: 31/8/2019}, {value: official, from: 01/9/2019, decision: 7-QĐ/ĐU}]}"],
        [],
    ),
    (
        [change("full-membership", "Đỗ Văn Tám", "19/5/2019", decision="44-QĐ/ĐU")],
        [
            '-  status: {value: probationary, from: 19/5/2018, decision: "31-QĐ/ĐU, ngày 17/5/2018"}',
            '+  status: [{value: probationary, from: 19/5/2018, decision: "31-QĐ/ĐU, ngày 17/5/2018", to: 18/5/2019}, {value: official, from: 19/5/2019, decision: 44-QĐ/ĐU}]',
        ],
        [],
    ),
    (
        [change("full-membership", "Đỗ Văn Tám", "18/5/2019", decision="44-QĐ/ĐU")],
        [
            '-  status: {value: probationary, from: 19/5/2018, decision: "31-QĐ/ĐU, ngày 17/5/2018"}',
            '+  status: [{value: probationary, from: 19/5/2018, decision: "31-QĐ/ĐU, ngày 17/5/2018", to: 17/5/2019}, {value: official, from: 18/5/2019, decision: 44-QĐ/ĐU}]',
        ],
        ["probation-short"],
    ),
    (
        [change("transfer-out", "Lê Thị Hà", "01/8/2019", decision="52-QĐ/ĐU")],
        [
            "-- {name: Lê Thị Hà, work: Giáo viên, offices: {value: deputy, from: 01/01/2018}}",
            "+- {name: Lê Thị Hà, work: Giáo viên, offices: {value: deputy, from: 01/01/2018, to: 31/7/2019}, to: 31/7/2019}",
        ],
        [],
    ),
    (
        [change("death", "Trần Văn Hòa", "15/7/2019")],
        ["-  offices: secretary", "+  offices: {value: secretary, to: 15/7/2019}", "+  to: 15/7/2019"],
        ["no-secretary"],
    ),
    (
        [change("exempt", "Lê Thị Hà", "01/02/2019", until="31/7/2019", decision="9-QĐ/ĐU")],
        [
            "-- {name: Lê Thị Hà, work: Giáo viên, offices: {value: deputy, from: 01/01/2018}}",
            "+- {name: Lê Thị Hà, work: Giáo viên, offices: {value: deputy, from: 01/01/2018}, states: {value: exempt, from: 01/02/2019, to: 31/7/2019, decision: 9-QĐ/ĐU}}",
        ],
        [],
    ),
    (
        [change("state-ended", "Nguyễn Thị Lan (Mầm non)", "01/9/2018"), change("temporary-away", "Nguyễn Thị Lan (Mầm non)", "01/10/2018")],
        [
            "-    - {value: exempt, from: 01/3/2018}   # theo đơn",
            "+    - {value: exempt, from: 01/3/2018, to: 31/8/2018}   # theo đơn",
            "+    - {value: temporary-away, from: 01/10/2018}",
        ],
        [],
    ),
    (
        [change("temporary-here", "Cao Văn Bảy", "01/02/2019", until="31/7/2019")],
        ["+- {name: Cao Văn Bảy, from: 01/02/2019, to: 31/7/2019, states: {value: temporary-here, from: 01/02/2019, to: 31/7/2019}}"],
        [],
    ),
    (
        [change("office-taken", "Nguyễn Thị Lan (Tiểu học)", "01/9/2019", office="secretary", decision="8-QĐ/ĐU")],
        [
            "-  offices: secretary",
            "+  offices: {value: secretary, to: 31/8/2019}",
            "+  offices: {value: secretary, from: 01/9/2019, decision: 8-QĐ/ĐU}",
        ],
        ["office-handed-over"],
    ),
    (
        [change("office-taken", "Lê Thị Hà", "01/9/2019", office="secretary"), change("office-left", "Lê Thị Hà", "01/9/2019", office="deputy")],
        [
            "-  offices: secretary",
            "-- {name: Lê Thị Hà, work: Giáo viên, offices: {value: deputy, from: 01/01/2018}}",
            "+  offices: {value: secretary, to: 31/8/2019}",
            "+- {name: Lê Thị Hà, work: Giáo viên, offices: [{value: deputy, from: 01/01/2018, to: 31/8/2019}, {value: secretary, from: 01/9/2019}]}",
        ],
        ["office-handed-over"],
    ),
    (
        [change("office-taken", "Lê Thị Hà", "01/9/2019", office="secretary")],
        [
            "-  offices: secretary",
            "-- {name: Lê Thị Hà, work: Giáo viên, offices: {value: deputy, from: 01/01/2018}}",
            "+  offices: {value: secretary, to: 31/8/2019}",
            "+- {name: Lê Thị Hà, work: Giáo viên, offices: [{value: deputy, from: 01/01/2018}, {value: secretary, from: 01/9/2019}]}",
        ],
        ["office-handed-over", "two-offices"],
    ),
    (
        [change("office-taken", "Nguyễn Thị Lan (Tiểu học)", "01/9/2019", office="deputy", until="31/12/2020")],
        ["+  offices: {value: deputy, from: 01/9/2019, to: 31/12/2020}"],
        [],
    ),
    (
        [change("office-left", "Tran Van Hoa", "01/9/2019")],
        ["-  offices: secretary", "+  offices: {value: secretary, to: 31/8/2019}"],
        ["accents-added", "no-secretary"],
    ),
    (
        [change("transfer-in", "Vũ Văn Sáu", "01/9/2019")],
        ["+- {name: Vũ Văn Sáu, from: 01/9/2019}"],
        [],
    ),
    (
        [change("admission", "Nguyễn Thị Lan (1990)", "19/5/2019", decision="1-QĐ/ĐU"), change("removal", "Nguyễn Thị Lan (1990)", "01/12/2019", decision="2-QĐ/ĐU")],
        ['+- {name: Nguyễn Thị Lan, distinct: 1990, from: 19/5/2019, to: 30/11/2019, status: {value: probationary, from: 19/5/2019, decision: 1-QĐ/ĐU}}'],
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected", "warnings"), WHAT_IS_WRITTEN)
def test_only_the_lines_of_the_member_change_and_a_second_time_nothing(
    changes: list[RosterChange], expected: list[str], warnings: list[str]
) -> None:
    after, problems = apply(TEXT, *changes)
    assert difference(TEXT, after) == expected
    assert [code for code, _where, severity in problems if severity == "warning"] == warnings
    assert len(problems) == len(warnings)
    again, problems = apply(after, *changes)
    assert again == after
    assert all(severity == "warning" for *_rest, severity in problems)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([change("transfer-out", "Lê Thị Hoa", "01/8/2019")], ("unknown-member", "1 name", "Did you mean “Lê Thị Hà”?")),
        ([change("transfer-out", "Hoàng Bá Minh", "01/8/2019")], ("unknown-member", "1 name", "Please check the spelling.")),
        ([change("transfer-out", "Nguyễn Thị Lan", "01/8/2019")], ("namesakes", "1 name", "Please write which one: Nguyễn Thị Lan (Mầm non); Nguyễn Thị Lan (Tiểu học).")),
        ([change("admission", "Lê Thị Hà", "01/8/2019", decision="1")], ("already-member", "1 name", "Please remove this line; a namesake is told apart in brackets: Name (1990).")),
        ([change("admission", "Đỗ Văn Tám", "01/8/2019", decision="1")], ("already-member", "1 name", "Please remove this line; a namesake is told apart in brackets: Name (1990).")),
        ([change("full-membership", "Đỗ Văn Tám", "01/5/2018", decision="1")], ("before-joining", "1 day", "")),
        ([change("full-membership", "Đỗ Văn Tám", "19/5/2018", decision="1")], ("before-joining", "1 day", "")),
        ([change("full-membership", "Lê Thị Hà", "01/5/2019", decision="1")], ("already-official", "1 kind", "")),
        ([change("transfer-out", "Đỗ Văn Tám", "19/5/2018")], ("before-joining", "1 day", "")),
        ([change("transfer-out", "Vũ Văn Sáu", "19/5/2019")], ("already-left", "1 day", "")),
        ([change("office-taken", "Vũ Văn Sáu", "19/5/2019", office="deputy")], ("already-left", "1 day", "")),
        ([change("office-taken", "Lê Thị Hà", "19/5/2019")], ("missing", "1 office", "Please fill it in.")),
        ([change("office-taken", "Lê Thị Hà", "19/5/2019", office="deputy")], ("office-known", "1 office", "")),
        ([change("office-left", "Lê Thị Hà", "19/5/2019", office="secretary")], ("office-not-held", "1 office", "")),
        ([change("exempt", "Nguyễn Thị Lan (Mầm non)", "19/5/2019", decision="1")], ("state-known", "1 kind", "")),
        ([change("state-ended", "Lê Thị Hà", "19/5/2019")], ("no-state", "1 kind", "")),
        ([change("suspended", "Lê Thị Hà", "19/5/2019", until="18/5/2019", decision="1")], ("ends-before-begin", "1 until", "Please check both dates.")),
        ([change("death", "Lê Thị Hà", "01/01/2031")], ("body-not-there", "1 day", "Please check the date, or “from” and “to” of the body in organisation.yaml.")),
        ([change("office-taken", "Lê Thị Hà", "01/9/2019", office="secretary"), change("office-taken", "Đỗ Văn Tám", "01/8/2019", office="secretary"),
          change("office-taken", "Nguyễn Thị Lan (Tiểu học)", "01/9/2019", office="secretary")], ("office-held", "3 office", "")),
        ([], ("no-changes", "changes", "Please write each change in a line of its own.")),
    ],
)  # fmt: skip
def test_what_contradicts_itself_changes_nothing_and_is_said_at_its_place(
    changes: list[RosterChange], expected: tuple[str, str, str]
) -> None:
    wanted, office = form(*changes), organisation_of(TEXT)
    applied = apply_changes(office, wanted, places_of(wanted))
    assert applied.organisation is office
    errors = [p for p in applied.problems if p.severity is Severity.ERROR]
    code, where, hint = expected
    assert [(p.code, str(p.where)) for p in errors] == [(code, where)]
    assert str(errors[0].hint) == hint or not hint
    assert str(errors[0].message)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([change("admission", "Bùi Thị Mai", "19/5/2019")], [("decision-missing", "1 decision")]),
        ([change("admission", "Bùi Thị Mai", "19/5/2019", decision="1", decided="20/5/2019")], [("decided-later", "1 decided")]),
        ([change("admission", "Vũ Văn Sáu", "19/5/2019", decision="1")], [("was-here-before", "1 name")]),
        ([change("death", "Lê Thị Hà", "19/5/2019", office="deputy", until="20/5/2019")], [("column-unused", "1 until"), ("column-unused", "1 office")]),
        ([change("transfer-out", "Vũ Văn Sáu", "01/8/2018")], [("leaves-earlier", "1 day")]),
    ],
)  # fmt: skip
def test_what_is_only_odd_is_a_warning(changes: list[RosterChange], expected: list[tuple[str, str]]) -> None:
    after, problems = apply(TEXT, *changes)
    assert problems == [(*one, "warning") for one in expected]
    assert after != TEXT


def test_a_body_of_another_office_is_named_with_those_there_are() -> None:
    wanted = form(change("death", "Lê Thị Hà", "19/5/2019"), body="hai")
    (problem,) = apply_changes(organisation_of(TEXT), wanted, places_of(wanted)).problems
    assert (problem.code, str(problem.where), str(problem.hint)) == (
        "unknown-body",
        "body",
        "Please use one of: mot.",
    )


def test_old_forms_dropped_again_after_later_ones_undo_nothing() -> None:
    first = [
        change("admission", "Bùi Thị Mai", "19/5/2019", decision="1-QĐ/ĐU"),
        change("office-taken", "Đỗ Văn Tám", "19/5/2019", office="committee-member", until="31/12/2020"),
        change("suspended", "Nguyễn Thị Lan (Tiểu học)", "19/5/2019", until="18/8/2019", decision="2-QĐ/ĐU"),
    ]
    later = [
        change("transfer-out", "Bùi Thị Mai", "01/10/2019"),
        change("office-left", "Đỗ Văn Tám", "01/10/2019"),
        change("state-ended", "Nguyễn Thị Lan (Tiểu học)", "01/8/2019"),
    ]
    after, _ = apply(apply(TEXT, *first)[0], *later)
    assert apply(after, *first) == (after, [])
    assert apply(after, *later) == (after, [])


def test_the_roster_of_each_day_is_as_decided() -> None:
    after, _ = apply(
        TEXT,
        change("office-taken", "Lê Thị Hà", "01/9/2019", office="secretary"),
        change("office-left", "Lê Thị Hà", "01/9/2019", office="deputy"),
        change("transfer-out", "Trần Văn Hòa", "01/9/2019"),
    )
    office = organisation_of(after)
    before, then = (body_on_day(office, office.bodies[0], day) for day in (date(2019, 8, 31), date(2019, 9, 1)))
    heads = [there.holder(Office.SECRETARY) for there in (before, then)]
    assert [head.name if head else "" for head in heads] == ["Trần Văn Hòa", "Lê Thị Hà"]
    assert len(then.members) == len(before.members) - 1
    assert then.holder(Office.DEPUTY) is None


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_sample_office_keeps_every_comment(ends: str) -> None:
    text = (SHIPPED_DATA / "sample" / "organisation.yaml").read_text("utf-8").replace("\n", ends)
    wanted = form(
        change("admission", "Huỳnh Gia Bảo", "19/5/2019", decision="31-QĐ/ĐU"),
        change("transfer-out", "Bùi Văn Nghĩa", "01/9/2019"),
        body="binh-minh",
    )
    applied = apply_changes(organisation_of(text), wanted, places_of(wanted))
    after = written(text, applied.organisation)
    assert difference(text, after) == [
        "-- {name: Bùi Văn Nghĩa, unit: Trường Tiểu học Bình Minh, work: Giáo viên phụ trách phổ cập giáo dục}",
        "+- {name: Bùi Văn Nghĩa, unit: Trường Tiểu học Bình Minh, work: Giáo viên phụ trách phổ cập giáo dục, to: 31/8/2019}",
        "+- name: Huỳnh Gia Bảo",
        "+  from: 19/5/2019",
        "+  status: {value: probationary, from: 19/5/2019, decision: 31-QĐ/ĐU}",
    ]
    assert after.count(ends) == after.count("\n") == text.count("\n") + 3
    assert organisation_of(after) == applied.organisation


def test_members_of_the_synthetic_kind_of_file_can_be_changed() -> None:
    text = HEAD.replace("    members:\n", '    members: {"name": "An Văn Ba", "offices": "secretary"}\n')
    after, problems = apply(text, change("transfer-in", "Bùi Thị Mai", "19/5/2019"))
    assert problems == []
    assert '    members: [{name: An Văn Ba, offices: secretary}, {name: Bùi Thị Mai, from: 19/5/2019}]\n' in after  # fmt: skip


def test_the_first_member_of_a_body_stands_in_lines_of_its_own() -> None:
    text = HEAD.replace("    members:\n", "")
    after, _ = apply(text, change("admission", "Bùi Thị Mai", "19/5/2019", decision="1-QĐ/ĐU"))
    assert difference(text, after) == [
        "+    members:",
        "+- name: Bùi Thị Mai",
        "+  from: 19/5/2019",
        "+  status: {value: probationary, from: 19/5/2019, decision: 1-QĐ/ĐU}",
    ]


def test_a_file_that_cannot_be_changed_in_places_is_not_touched() -> None:
    text = TEXT.replace("name: Trần Văn Hòa        #", "name: &x Trần Văn Hòa  #").replace(
        "        offices: secretary", "        offices:\n          value: secretary  # giữ"
    )
    wanted = form(
        change("office-left", "Trần Văn Hòa", "01/8/2019"),
        change("office-taken", "Trần Văn Hòa", "01/9/2019", office="deputy"),
    )
    applied = apply_changes(organisation_of(text), wanted, places_of(wanted))
    with pytest.raises(BadConfiguration, match="by hand"):
        written(text, applied.organisation)


def test_every_kind_of_change_has_its_columns() -> None:
    assert COLUMNS.keys() == set(ChangeKind)


def test_a_filled_form_is_read_into_the_record() -> None:
    text = (
        "body: mot\nnoted: 20/5/2019\nreporter: đ/c Lê Thị Hà\nchanges:\n"
        "  - {kind: Kết nạp, name: Bùi  Thị Mai, day: 19/5/2019, decision: 12-QĐ/ĐU, decided: 17/5/2019}\n"
        "  - {kind: giữ chức vụ, name: Lê Thị Hà, day: 19/5/2019, office: Bí thư}\n"
    )
    node, _ = read_yaml(text.replace("giữ chức vụ", f'"{ChangeKind.OFFICE_TAKEN.label}"').encode())
    built = build(RosterChanges, node)
    assert built.record is not None, built.problems
    assert built.record.reporter == "Lê Thị Hà"
    assert built.record.changes == (
        change("admission", "Bùi Thị Mai", "19/5/2019", decision="12-QĐ/ĐU", decided="17/5/2019"),
        change("office-taken", "Lê Thị Hà", "19/5/2019", office="secretary"),
    )


NAMES = ["Trần Văn Hòa", "Lê Thị Hà", "Đỗ Văn Tám", "Nguyễn Thị Lan (Mầm non)", "Vũ Văn Sáu", "Bùi Thị Mai", "Tran Van Hoa"]  # fmt: skip
ANY_CHANGE = st.builds(
    RosterChange,
    kind=st.sampled_from(ChangeKind),
    name=st.sampled_from(NAMES),
    day=st.dates(date(2018, 1, 1), date(2020, 1, 1)).map(lambda day: day.replace(day=1)),
    until=st.none() | st.dates(date(2020, 1, 2), date(2021, 1, 1)),
    decision=st.sampled_from(["", "1-QĐ/ĐU", "số: 5 # {a}"]),
    office=st.none() | st.sampled_from(Office),
    work=st.sampled_from(["", "Giáo viên"]),
)


@given(st.lists(st.lists(ANY_CHANGE, min_size=1, max_size=4), min_size=1, max_size=4))
@settings(deadline=None)
def test_whatever_is_taken_is_written_in_whole_and_only_once(forms: list[list[RosterChange]]) -> None:
    text = TEXT
    for changes in forms:
        wanted = form(*changes)
        applied = apply_changes(organisation_of(text), wanted, Places())
        if any(problem.severity is Severity.ERROR for problem in applied.problems):
            continue
        text = written(text, applied.organisation)
        again = apply_changes(organisation_of(text), wanted, Places())
        assert again.organisation == applied.organisation
        assert [line for line in TEXT.splitlines() if "#" in line and line.split("#")[1] not in text] == []
