"""What the columns of a list hold, known by their headings as offices write them."""

from __future__ import annotations

import re
from enum import Enum, auto

from pipeline.vietnamese.text import slug


class Column(Enum):
    """`POST` is a `Chức vụ` that may be one of the Party or of the workplace; `JOINED` the day of admission."""

    NUMBER = auto()
    NAME = auto()
    FAMILY = auto()
    GIVEN = auto()
    BORN = auto()
    JOINED = auto()
    OFFICIAL = auto()
    CAME = auto()
    OFFICE = auto()
    WORK = auto()
    POST = auto()
    UNIT = auto()
    STATE = auto()
    NOTE = auto()


# Headings without accents, words joined by hyphens; the first that fits counts.
_PATTERNS = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"stt|tt|so-tt|so-thu-tu|thu-tu"),
        (Column.FAMILY, r"ho|ho-(va-)?(ten-)?(chu-)?(dem|lot)"),
        (Column.NAME, r"ho-(va-)?(chu-)?ten(-(dang-vien|khai-sinh|thuong-dung|day-du))?|ten-dang-vien|dang-vien"),
        (Column.GIVEN, r"ten"),
        (Column.BORN, r"(?!noi-|que-).*(ngay|nam|thang)-(.*-)?sinh(?!-hoat).*|sinh-(ngay|nam).*"),
        (Column.OFFICIAL, r"(?!so-|noi-|quyet-dinh|qd-|nguoi-).*chinh-thuc.*"),
        (Column.JOINED, r"(?!so-|noi-|quyet-dinh|qd-|nguoi-).*(ket-nap|vao-dang|du-bi).*"),
        (Column.CAME, r"(?!noi-).*(chuyen-den|ve-chi-bo|vao-chi-bo).*"),
        (Column.POST, r"chuc-(vu|danh)(-trong)?-dang-(va-)?(chinh-quyen|chuyen-mon|doan-the).*"),
        (Column.POST, r"chuc-(vu|danh)-dang-(giu|dam-nhiem|lam).*"),
        (Column.OFFICE, r"cap-uy|chuc-(vu|danh)-(.*-)?(dang|chi-bo|cap-uy)(-.*)?"),
        (Column.WORK, r"chuc-(vu|danh)-(.*-)?(chuyen-mon|chinh-quyen|cong-tac|nghe-nghiep|co-quan|don-vi)(-.*)?"),
        (Column.WORK, r"nghe-nghiep(-.*)?|cong-viec(-.*)?|cong-tac|nhiem-vu(-.*)?"),
        (Column.POST, r"chuc-(vu|danh)(-.*)?"),
        (Column.UNIT, r"don-vi(-.*)?|noi-(cong-tac|lam-viec)|co-quan(-.*)?|truong"),
        (Column.STATE, r"trang-thai(-.*)?|tinh-trang(-(dang-vien|sinh-hoat))?|tu-cach(-.*)?|loai-dang-vien"),
        (Column.STATE, r".*mien-(cong-tac|sinh-hoat).*"),
        (Column.NOTE, r"ghi-chu(-.*)?"),
    )
)


def column_of(heading: str) -> Column | None:
    """What a column with that heading holds; None for one that says nothing to the roster (gender, card number)."""
    bare = slug(heading)
    return next((column for column, pattern in _PATTERNS if pattern.fullmatch(bare)), None)


def column_below(above: str, own: str) -> Column | None:
    """The same for a heading of two storeys: `Ngày vào Đảng` over `Dự bị` and `Chính thức`."""
    for heading in (own, f"{above} {own}"):
        column = column_of(heading)
        if column is not None:
            return column
    return column_of(above)
