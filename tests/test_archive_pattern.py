"""The pattern of the archive's folders: a closed list of fields, checked before anything is filed."""

from __future__ import annotations

from itertools import product
from pathlib import PurePosixPath

import pytest

from pipeline.archive.pattern import DEFAULT, DEFAULT_TEXT, parse_pattern
from pipeline.errors import BadConfiguration
from pipeline.meeting import MeetingKind
from pipeline.vietnamese.dates import Month

GOOD = (
    DEFAULT_TEXT,
    "{year}/{body}/{month}-{kind}",
    "{body}/nam-{year}/{quarter}/{month}/{kind}",
    "ho-so_{year}/{body}/{kind}-{month}",
)


def test_the_usual_pattern_is_that_of_the_archives_so_far() -> None:
    pattern = parse_pattern(DEFAULT_TEXT)
    assert pattern == DEFAULT
    first, second = (pattern.folder("binh-minh", Month(2018, 3), MeetingKind.REGULAR, number) for number in (1, 2))
    assert (str(first), str(second)) == ("binh-minh/2018/03-thuong-ky", "binh-minh/2018/03-thuong-ky-2")


@pytest.mark.parametrize("text", GOOD)
def test_no_two_meetings_share_a_folder_and_each_is_found_by_body_and_year(text: str) -> None:
    pattern = parse_pattern(text)
    months = [Month(year, month) for year in (2018, 2019) for month in (1, 3, 12)]
    meetings = list(product(("binh-minh", "binh-minh-2", "a"), months, MeetingKind, (1, 2, 11)))
    folders = {pattern.folder(*meeting): meeting for meeting in meetings}
    assert len(folders) == len(meetings)
    assert len({str(folder).casefold() for folder in folders}) == len(meetings)
    for folder, (body, month, _kind, _ordinal) in folders.items():
        assert matches(folder, pattern.glob())
        assert matches(folder, pattern.glob(body, month.year))
        assert not matches(folder, pattern.glob("khac", month.year))
        assert not matches(folder, pattern.glob(body, month.year + 10))


def matches(folder: PurePosixPath, glob: str) -> bool:
    """Level by level: a `*` of pathlib stays in its level."""
    levels = glob.split("/")
    return len(levels) == len(folder.parts) and all(
        PurePosixPath(name).match(level) for name, level in zip(folder.parts, levels, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{body}/{year}/{month}",
        "{body}/{month}-{kind}",
        "{year}/{month}-{kind}",
        "{body}/{year}/{month}-{kind}-{topic}",
        "../{body}/{year}/{month}-{kind}",
        "/{body}/{year}/{month}-{kind}",
        "{body}//{year}/{month}-{kind}",
        "{body}/{year}/{month}-{kind}/",
        "{body}\\{year}/{month}-{kind}",
        "{body}/{year}/Tháng {month}-{kind}",
        "{body}/{year}/T{month}-{kind}",
        "con/{body}/{year}/{month}-{kind}",
        "{body}/{year}/lpt1/{month}-{kind}",
        "{body}-{year}/{month}-{kind}",
        "{year}/{month}-{kind}/{body}",
        "{body!r}/{year}/{month}-{kind}",
        "{body.id}/{year}/{month}-{kind}",
        "{body}/{year}/{month}-{kind}:x",
        "a/b/c/d/{body}/{year}/{month}-{kind}",
        "{body}/{year}/" + "x" * 60 + "{month}-{kind}",
    ],
)
def test_what_is_no_safe_pattern_is_said(text: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        parse_pattern(text)
    assert text in str(caught.value.message)
