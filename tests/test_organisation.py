"""organisation.yaml: everything with dates, every problem with its line."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.organisation import MemberState, Office, body_on_day, read_organisation
from pipeline.workspace import SHIPPED_DATA

SMALL = """
bodies:
  - id: mot
    name:
      - {value: Chi bộ Một, to: 31/12/2019}
      - {value: Chi bộ Mới, from: 01/01/2020}
    superior: tren
    place: Tân Phú
    terms:
      - {name: 2017-2020, from: 01/6/2017, to: 31/5/2020}
    members:
      - name: Trần Văn Hòa
        offices:
          - {value: secretary, to: 31/12/2018}
      - name: Lê Thị Hà
        from: 01/02/2018
        offices:
          - {value: deputy, to: 31/12/2018}
          - {value: Bí thư, from: 01/01/2019}
        status:
          - {value: probationary, to: 31/01/2019}
          - {value: official, from: 01/02/2019, decision: 12-QĐ/ĐU}
        states:
          - {value: exempt, from: 01/01/2020}
  - id: tren
    kind: party-committee
    name: Đảng bộ xã Tân Phú
    committee: Đảng ủy xã Tân Phú
    place: Tân Phú
"""


def problems_of(text: str) -> list[tuple[str, str]]:
    organisation, problems = read_organisation(text.encode())
    assert organisation is None
    return [(problem.code, str(problem.where)) for problem in problems]


def test_a_body_is_seen_as_it_was_on_the_day() -> None:
    organisation, problems = read_organisation(SMALL.encode())
    assert organisation is not None and problems == ()
    body = organisation.bodies[0]
    early, late = body_on_day(organisation, body, date(2018, 10, 5)), body_on_day(organisation, body, date(2020, 3, 1))
    assert (early.name, late.name) == ("Chi bộ Một", "Chi bộ Mới")
    assert (early.superior, early.superior_committee) == ("Đảng bộ xã Tân Phú", "Đảng ủy xã Tân Phú")
    assert (early.official, early.probationary, late.official) == (1, 1, 2)
    holder = early.holder(Office.SECRETARY), late.holder(Office.SECRETARY)
    assert [member and member.name for member in holder] == ["Trần Văn Hòa", "Lê Thị Hà"]
    assert late.named("lê thị  hà")[0].states == {MemberState.EXEMPT}
    assert early.term is not None and early.term.name == "2017-2020"


def test_the_first_and_last_day_of_a_span_belong_to_it() -> None:
    organisation, _ = read_organisation(SMALL.encode())
    assert organisation is not None
    body = organisation.bodies[0]
    names = [body_on_day(organisation, body, day).name for day in (date(2019, 12, 31), date(2020, 1, 1))]
    assert names == ["Chi bộ Một", "Chi bộ Mới"]
    terms = [
        body_on_day(organisation, body, day).term
        for day in (date(2017, 5, 31), date(2017, 6, 1), date(2020, 5, 31), date(2020, 6, 1))
    ]
    assert [term is not None for term in terms] == [False, True, True, False]
    members = [len(body_on_day(organisation, body, day).members) for day in (date(2018, 1, 31), date(2018, 2, 1))]
    assert members == [1, 2]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2018, 1, 31), [("Trần Văn Hòa", "official", ["secretary"], [])]),
        (
            date(2018, 2, 1),
            [("Trần Văn Hòa", "official", ["secretary"], []), ("Lê Thị Hà", "probationary", ["deputy"], [])],
        ),
        (
            date(2018, 12, 31),
            [("Trần Văn Hòa", "official", ["secretary"], []), ("Lê Thị Hà", "probationary", ["deputy"], [])],
        ),
        (date(2019, 1, 1), [("Lê Thị Hà", "probationary", ["secretary"], []), ("Trần Văn Hòa", "official", [], [])]),
        (date(2019, 1, 31), [("Lê Thị Hà", "probationary", ["secretary"], []), ("Trần Văn Hòa", "official", [], [])]),
        (date(2019, 2, 1), [("Lê Thị Hà", "official", ["secretary"], []), ("Trần Văn Hòa", "official", [], [])]),
        (
            date(2020, 1, 1),
            [("Lê Thị Hà", "official", ["secretary"], ["exempt"]), ("Trần Văn Hòa", "official", [], [])],
        ),
        (date.max, [("Lê Thị Hà", "official", ["secretary"], ["exempt"]), ("Trần Văn Hòa", "official", [], [])]),
    ],
)
def test_every_change_of_the_roster_is_seen_on_its_day(
    day: date, expected: list[tuple[str, str, list[str], list[str]]]
) -> None:
    organisation, _ = read_organisation(SMALL.encode())
    assert organisation is not None
    members = body_on_day(organisation, organisation.bodies[0], day).members
    assert [
        (one.name, one.status.value, [office.value for office in one.offices], [state.value for state in one.states])
        for one in members
    ] == expected


def test_a_roster_is_never_one_of_an_organisation_of_before() -> None:
    day = date(2018, 10, 5)
    for name in ("Lê Thị Hà", "Lê Thị Hạnh", "Lê Thị Hà"):  # as when organisation.yaml is saved again and again
        organisation, _ = read_organisation(SMALL.replace("Lê Thị Hà", name).encode())
        assert organisation is not None
        there = body_on_day(organisation, organisation.bodies[0], day)
        assert [one.name for one in there.members] == ["Trần Văn Hòa", name]
        assert [len(there.named(typed)) for typed in ("Lê Thị Hà", "Lê Thị Hạnh")] == [
            int(typed == name) for typed in ("Lê Thị Hà", "Lê Thị Hạnh")
        ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("place: Tân Phú\n    terms", "terms", ("missing", "line 3, key “bodies[1].place”")),
        ("id: tren", "id: mot", ("body-twice", "line 25, key “bodies[2].id”")),
        ("id: mot", "id: Chi bộ Một", ("bad-value", "line 3, key “bodies[1].id”")),
        ("from: 01/02/2018\n", "from: 30/02/2018\n", ("not-a-date", "line 16, key “bodies[1].members[2].from”")),
        ("value: exempt", "value: miễn", ("not-a-choice", "line 24, key “bodies[1].members[2].states[1].value”")),
        ("name: Lê Thị Hà", "name: Trần văn Hoà", ("namesakes", "line 15, key “bodies[1].members[2].name”")),
        (", to: 31/5/2020}", "}\n      - {name: sau, from: 01/01/2020}", ("terms-overlap", "line 11, key “bodies[1].terms[2]”")),
        ("place: Tân Phú\n    terms", "place: Tân Phú\n    series: [{type: NQ, term: x, start: 5}]\n    terms", ("unknown-term", "line 9, key “bodies[1].series[1].term”")),
        ("to: 31/12/2019}", "from: 01/01/2020, to: 31/12/2019}", ("ends-before-begin", "line 5, key “bodies[1].name[1].to”")),
        ("{value: secretary, to: 31/12/2018}", "{value: secretary, from: 01/01/2019, to: 31/12/2018}", ("ends-before-begin", "line 14, key “bodies[1].members[1].offices[1].to”")),
        ("id: mot", "id: con", ("reserved-id", "line 3, key “bodies[1].id”")),
        ("superior: tren", "superior: mot", ("own-superior", "line 7, key “bodies[1].superior”")),
        ("    members:\n", "    member:\n", ("unknown-key", "line 11, key “bodies[1].member”")),
    ],
)  # fmt: skip
def test_problems_are_located_by_line(old: str, new: str, expected: tuple[str, str]) -> None:
    assert old in SMALL
    assert expected in problems_of(SMALL.replace(old, new, 1))


def test_namesakes_told_apart_are_fine_and_are_found_by_their_label() -> None:
    text = SMALL.replace("- name: Lê Thị Hà", "- name: Trần Văn Hòa\n        distinct: 1990")
    organisation, _ = read_organisation(text.encode())
    assert organisation is not None
    there = body_on_day(organisation, organisation.bodies[0], date(2018, 10, 5))
    assert len(there.named("Trần Văn Hòa (1990)")) == 1
    assert there.named("Trần Văn Hòa")[0].label == "Trần Văn Hòa"


def test_office_holders_stand_first_then_names_in_vietnamese_order() -> None:
    people = "".join(f"      - name: {name}\n" for name in ("Vũ Văn Đức", "Vũ Văn Dũng", "Lê An"))
    organisation, _ = read_organisation(SMALL.replace("  - id: tren", people + "  - id: tren").encode())
    assert organisation is not None
    there = body_on_day(organisation, organisation.bodies[0], date(2018, 10, 5))
    assert [member.name for member in there.members] == [
        "Trần Văn Hòa",
        "Lê Thị Hà",
        "Lê An",
        "Vũ Văn Dũng",
        "Vũ Văn Đức",
    ]


@pytest.mark.parametrize(("typed", "spelt"), [("ủy", "ủy"), ("uỷ", "uỷ"), ("Uỷ", "uỷ")])
def test_the_spelling_of_uy_is_taken_as_it_is_typed(typed: str, spelt: str) -> None:
    text = (
        (SHIPPED_DATA / "sample" / "organisation.yaml").read_text("utf-8").replace("spelling: ủy", f"spelling: {typed}")
    )
    found, _ = read_organisation(text.encode())
    assert found is not None
    assert found.options.spelling.value == spelt
