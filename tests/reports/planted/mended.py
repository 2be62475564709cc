"""The forms of `vanthu synth` for two years as plain data, mended until a report has nothing to say against them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

from ruamel.yaml import YAML

from pipeline.organisation import Organisation, read_organisation
from pipeline.synth.cells import synthetic_cell
from pipeline.synth.office import synthetic_office
from pipeline.synth.pen import Pen
from pipeline.synth.phrases import load_phrases
from pipeline.synth.year import year_of_cell
from tests.reports.planted.plain import Json, Person, called, code_of, day

CELLS, SEED, YEARS = 20, 11, (2025, 2026)
NEVER_ISSUED = {f"chi-bo-{number:03}" for number in range(1, 11)}  # cells that never told what became of their papers
FROM_42_HD = day("2025-10-28")  # from then on papers and results have their days
OPTIONS: Json = {  # what is filed of a meeting: nothing but what a report counts
    "documents": [
        {"meeting": "regular", "stage": "held", "kinds": ["resolution"]},
        {"meeting": "thematic", "stage": "held", "kinds": ["resolution"]},
        {"meeting": "extraordinary", "stage": "held", "kinds": ["resolution"]},
        {"meeting": "committee", "stage": "held", "kinds": []},
        {"meeting": "thematic", "stage": "planned", "kinds": []},
        {"meeting": "regular", "stage": "postponed", "kinds": []},
    ]
}
_PROSE = ("ideology", "political_tasks", "party_building", "results", "praise", "reminders")


def two_years() -> tuple[Json, list[Json]]:
    """organisation.yaml and the forms, as they come; the second year goes on with the roster of the first."""
    office = synthetic_office(CELLS, YEARS[0], SEED)
    read, _ = read_organisation(office.organisation_yaml.encode())
    assert read is not None
    meetings = list(office.meetings)
    for index in range(CELLS):
        phrases, rng = load_phrases(), Random(f"{SEED}-{index}")  # noqa: S311 (samples, not secrets)
        cell = synthetic_cell(phrases, index, YEARS[0], rng)
        pen = Pen(rng, phrases.common, cell.sector, {"unit": cell.unit, "people": cell.sector.people})
        alone = Organisation(bodies=(read.bodies[0], cell.body))
        meetings += year_of_cell(replace(cell, vettings=()), alone, YEARS[1], pen)
    organisation: Json = YAML(typ="safe").load(office.organisation_yaml)
    organisation["options"] = OPTIONS
    forms = [json.loads(one.model_dump_json(by_alias=True, exclude_defaults=True)) for one in meetings]
    return json.loads(json.dumps(organisation, default=str)), forms


def mended(organisation: Json, forms: list[Json]) -> list[Json]:
    """The forms without a fault, cell by cell in the order of their days; to each that has a paper its follow-up."""
    bodies = {body["id"]: body for body in organisation["bodies"]}
    of_cell: dict[str, list[Json]] = defaultdict(list)
    for form in forms:
        of_cell[form["body"]].append(_short(form))
    found: list[Json] = []
    for cell, own in of_cell.items():
        own.sort(key=lambda form: (form["date"], form["stage"] == "held"))
        held = [form for form in own if form["stage"] == "held"]
        missed: dict[int, int] = {}
        for form in held:
            _seat(bodies[cell], form, missed)
        _carry(held)
        words = _words()
        for form in held:
            _tell_apart(form, words)
            _score(form)
        for form in own:
            form["code"] = code_of(form)
            if form["kind"] != "committee" and day(form["date"]) >= FROM_42_HD and not _is_sent(form):
                form["announced"] = str(day(form["date"]) - timedelta(days=1))
            found.append(form)
            if form["stage"] == "held" and form.get("outcome") == "resolution" and cell not in NEVER_ISSUED:
                found.append(sent(form))
    return found


def sent(form: Json, days: int = 2, **more: Any) -> Json:
    """The follow-up of a meeting whose resolution was issued on its day, and sent so many days after."""
    on = day(form["date"])
    row = {"kind": "resolution", "issued": str(on), "sent": str(on + timedelta(days=days))}
    return after(form, dispatches=[row], **more)


def after(form: Json, **said: Any) -> Json:
    """A follow-up form that says this."""
    kept: Json = {name: form[name] for name in ("kind", "body", "period", "ordinal", "date") if name in form}
    return {**kept, "code": code_of(form), "stage": "followed-up", "follow_up": said}


def _is_sent(form: Json) -> bool:
    """Whether the form says when the papers of a theme went out."""
    return "sending_due" in form.get("thematic", {})


def _short(form: Json) -> Json:
    """The form without running text: no report counts it."""
    for name in ("votes", "tellers", "superior_documents", "dues", "documents", "conclusion", "proposals"):
        form.pop(name, None)
    form["agenda"] = [
        {
            "title": item["title"],
            "presenter": item["presenter"],
            "opinions": [{"speaker": one["speaker"], "text": "Nhất trí."} for one in item.get("opinions", ())],
        }
        for item in form.get("agenda", ())[-2 if form["kind"] == "regular" else -1 :]
    ]
    if part := form.get("thematic"):
        names = ("topic", "presenter", "draft_due", "approval_due", "sending_due")
        form["thematic"] = {name: part[name] for name in names if name in part} | {"targets": "Giữ vững."}
    if form.get("resolution"):
        form["resolution"] = {"abstract": "về nhiệm vụ", "directions": "Thực hiện nhiệm vụ."}
    if form["stage"] == "planned":
        form.pop("new_tasks", None)
    form.get("roll", {}).pop("guests", None)
    for name in _PROSE:
        form.get("assessment", {}).pop(name, None)
    return form


def _seat(body: Json, form: Json, missed: dict[int, int]) -> None:
    """The roll by the roster of the day. Absences stay as drawn, all with reason; nobody misses three running."""
    seats = called(body, day(form["date"]), form["kind"])
    drawn = {row["name"] for row in form["roll"].get("absences", ())}
    acting = {form["chair"], form["recorder"]}
    away = [one for one in seats if one.label in drawn - acting and not one.state and missed.get(one.key, 0) < 2]
    late = [row for row in form["roll"].get("others", ()) if row["state"] == "late"]
    form["roll"] = {
        "absences": [{"name": one.label, "excuse": "excused", "reason": "Bận"} for one in away],
        "others": [
            row for row in late if row["name"] in {one.label for one in seats if one not in away and not one.state}
        ]
        + [{"name": one.label, "state": one.state} for one in seats if one.state],
    }
    figure(body, form)
    here = [one.label for one in seats if one not in away and not one.state]
    _put_in_place(form, here)
    if form["kind"] == "regular":
        for one in seats:
            missed[one.key] = missed.get(one.key, 0) + 1 if one in away else 0


def _put_in_place(form: Json, here: list[str]) -> None:
    """Whoever acts or speaks and is not there gives way to somebody who is."""
    rng = Random(code_of(form))  # noqa: S311 (samples, not secrets)

    def stand_in(name: str) -> str:
        return name if name in here else rng.choice(here)

    form["chair"], form["recorder"] = stand_in(form["chair"]), stand_in(form["recorder"])
    for item in form["agenda"]:
        item["presenter"] = stand_in(item["presenter"])
        for opinion in item["opinions"]:
            opinion["speaker"] = stand_in(opinion["speaker"])


def figure(body: Json, form: Json) -> None:
    """The figures of the roll by its names and the roster of the day."""
    seats, roll = called(body, day(form["date"]), form["kind"]), form["roll"]
    excuses = {row["name"]: row["excuse"] for row in roll.get("absences", ())}

    def is_here(one: Person) -> bool:
        return not (one.label in excuses or one.state)

    official = [one for one in seats if one.is_official]
    probationary = [one for one in seats if not one.is_official]
    roll |= {
        "total_official": len(official),
        "total_probationary": len(probationary),
        "present_official": sum(map(is_here, official)),
        "present_probationary": sum(map(is_here, probationary)),
        "absent_excused": list(excuses.values()).count("excused"),
        "absent_unexcused": list(excuses.values()).count("unexcused"),
        "exempt": sum(one.state == "exempt" for one in seats),
    }


def _carry(held: list[Json]) -> None:
    """Every task has a number of its own, is due on the day of the next regular meeting, and reported done there."""
    regular = [form for form in held if form["kind"] == "regular"]
    for form in held:
        due = next((one["date"] for one in regular if one["date"] > form["date"]), "2027-12-31")
        for number, task in enumerate(form.get("new_tasks", ()), 1):
            task |= {"task": f"Nhiệm vụ {code_of(form)} {number}", "deadline": due}
            task.pop("target", None)
    for form in regular:
        rows = [task for one in held if one["kind"] != "committee" for task in one.get("new_tasks", ())]
        form["last_tasks"] = [{"task": one["task"], "state": "done"} for one in rows if one["deadline"] == form["date"]]


def _words() -> Iterator[str]:
    """Syllables that come once."""
    for first, vowel, last in product("bcdghklmnpqrstvx", "aeiouy", ("m", "n", "p", "t", "ng", "nh")):
        yield f"{first}{vowel}{last}"


def _tell_apart(form: Json, words: Iterator[str]) -> None:
    """No weakness, cause or remedy is told twice."""
    if form.get("assessment"):
        for name in ("weaknesses", "causes", "remedies"):
            form["assessment"][name] = " ".join(next(words) for _ in range(5)).capitalize()


def _score(form: Json) -> None:
    """Full points, all by group, and the grade for them."""
    if form["kind"] in ("regular", "thematic") or form.get("score"):
        form["score"] = [{"criterion": name, "self": most, "cell": most} for name, most in GROUPS.items()]
        form["grade"] = "Tốt"


GROUPS = {
    "Thời gian sinh hoạt": 5,
    "Số lượng đảng viên tham dự": 5,
    "Công tác chuẩn bị": 10,
    "Điều hành và nội dung sinh hoạt": 40,
    "Nguyên tắc sinh hoạt": 5,
    "Kết quả thực hiện nghị quyết kỳ trước": 30,
    "Kết thúc buổi sinh hoạt": 5,
}
