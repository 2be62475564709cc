"""Size, bold, italic, underline, case and alignment of each component, as its rule has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.layout_check.findings import Checked, Finding
from pipeline.layout_check.model import Line, Part, Run
from pipeline.messages import Message, msg, verbatim
from pipeline.regulations import Alignment, Component, ComponentName, LetterCase

C = ComponentName
_ALIGNED_ALIKE: dict[Alignment, set[str | None]] = {
    Alignment.LEFT: {"left", "start", "both", None},
    Alignment.CENTRE: {"center"},
    Alignment.RIGHT: {"right", "end"},
    Alignment.JUSTIFIED: {"both", "distribute"},
}
_ONE_LINE = 75  # letters; so short a paragraph looks the same justified or not
_OWN_LINE = {C.TYPE_NAME, C.ABSTRACT, C.ABSTRACT_LINE, C.GROUNDS, C.BODY_TEXT}  # set on the page's width, in no column


def check_appearance(checked: Checked) -> Iterator[Finding]:
    """All that the rule of a component says of how it looks."""
    for rule in checked.layout.components:
        for line in _lines(checked, rule.name):
            yield from _sizes(checked, rule, line)
            yield from _weights(checked, rule, line)
            yield from _case(checked, rule, line)
            yield from _alignment(checked, rule, line)


def _lines(checked: Checked, name: ComponentName) -> Iterable[Line]:
    if name is C.TABLE_TEXT:
        return [Line(paragraph, paragraph.runs) for paragraph in checked.components.tables]
    if name is C.PAGE_NUMBER:
        headers = [one for section in checked.document.sections[:1] for one in section.headers.get("default", ())]
        return [Line(paragraph, paragraph.runs) for paragraph in headers if paragraph.counts_pages]
    return checked.components.lines(name)


def _sizes(checked: Checked, rule: Component, line: Line) -> Iterator[Finding]:
    if not rule.size:
        return
    off = [run for run in line.printed if not rule.least <= run.look.points <= rule.most]
    for size in sorted({run.look.points for run in off}):
        says = msg("{component}: size {size}", component=rule.name.label, size=_points(size))
        words = "".join(run.shown for run in off if run.look.points == size)
        yield checked.finding("size", line, says, _wanted_size(rule), rule, words)


def _wanted_size(rule: Component) -> Message:
    if rule.least == rule.most:
        return msg("size {size}", size=rule.least)
    return msg("size {least} to {most}", least=rule.least, most=rule.most)


def _points(size: float) -> str:
    return f"{size:g}".replace(".", ",")


_Look = Callable[[Run], bool]
_WEIGHTS: tuple[tuple[str, _Look, Message, Message], ...] = (
    ("bold", lambda run: run.look.is_bold, msg("bold"), msg("not bold")),
    ("italic", lambda run: run.look.is_italic, msg("italic"), msg("upright")),
    ("underline", lambda run: bool(run.look.underline), msg("underlined"), msg("not underlined")),
)


def _weights(checked: Checked, rule: Component, line: Line) -> Iterator[Finding]:
    for code, looks, yes, no in _WEIGHTS:
        wanted = getattr(rule, code)
        if wanted is None or (code == "bold" and line in checked.components.signed.roles):
            continue
        off = [run for run in line.printed if _has_letters(run) and looks(run) is not wanted]
        if off:
            says = msg("{component}: {look}", component=rule.name.label, look=no if wanted else yes)
            words = "".join(run.shown for run in off)
            yield checked.finding(code, line, says, yes if wanted else no, rule, words)


def _has_letters(run: Run) -> bool:
    return any(letter.isalnum() for letter in run.text)


def _case(checked: Checked, rule: Component, line: Line) -> Iterator[Finding]:
    text = line.text
    letters = [letter for letter in text if letter.isalpha()]
    if rule.case is LetterCase.UPPER and any(letter.islower() for letter in letters):
        says, wanted = msg("{component}: small letters", component=rule.name.label), msg("capitals")
    elif rule.case is LetterCase.SENTENCE and len(letters) > 3 and text.isupper():
        says, wanted = msg("{component}: capitals", component=rule.name.label), msg("small letters")
    else:
        return
    yield checked.finding("case", line, says, wanted, rule)


def _alignment(checked: Checked, rule: Component, line: Line) -> Iterator[Finding]:
    if rule.align is None or line.tabbed or not _in_column(rule.name, line):
        return
    if rule.align is Alignment.JUSTIFIED and len(line.text) < _ONE_LINE:
        return
    if line.paragraph.shape.align not in _ALIGNED_ALIKE[rule.align]:
        says = msg("{component}: not {alignment}", component=rule.name.label, alignment=rule.align.label)
        yield checked.finding("alignment", line, says, verbatim(rule.align.label), rule)


def _in_column(name: ComponentName, line: Line) -> bool:
    """Whether alignment is what places the line: in a cell or a box, or where it has the page's width to itself."""
    return name in _OWN_LINE or line.cell is not None or line.place.part is Part.TEXT_BOX
