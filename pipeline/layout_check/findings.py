"""What a check finds: where, what stands there, what the rule says, where that was read and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.errors import Severity
from pipeline.layout_check.components import Components
from pipeline.layout_check.model import Document, Line, Paragraph, Part, Place
from pipeline.messages import Message, Translate, joined, msg
from pipeline.regulations import BodyText, Component, ComponentName, IssuingRules, Layout, Page, RuleSet, Sure, Wording

Rule = Page | BodyText | Component | Wording | Layout | IssuingRules
_LONGEST = 60  # letters of the words shown


@dataclass(frozen=True)
class Finding:
    """One thing that is not as the rules want it. `more` paragraphs behind the first have the same."""

    code: str
    place: Place
    words: str
    says: Message
    rule: Message
    source: str
    sure: Sure
    component: ComponentName | None = None
    more: tuple[int, ...] = ()

    @property
    def severity(self) -> Severity:
        """What was only seen in samples is to be looked at; the rest is to be mended."""
        return Severity.WARNING if self.sure is Sure.SAMPLES else Severity.ERROR

    @property
    def where(self) -> Message:
        """`text, paragraph 4 (table 1, row 1, column 2)`."""
        place, cell = self.place, self.place.cell
        if not place.paragraph:
            return place.part.label
        parts = [msg("{part}, paragraph {number}", part=place.part.label, number=place.paragraph)]
        if cell:
            parts.append(msg("(table {table}, row {row}, column {column})", **vars(cell)))
        if self.more:
            parts.append(msg("and {count} more", count=len(self.more)))
        return joined(" ", parts)

    def to_json(self, translate: Translate) -> dict[str, object]:
        cell = self.place.cell
        return {
            "code": self.code,
            "severity": self.severity.value,
            "component": None if self.component is None else self.component.value,
            "part": self.place.part.value,
            "paragraph": self.place.paragraph,
            "cell": None if cell is None else vars(cell),
            "more": list(self.more),
            "words": self.words,
            "where": self.where.text(translate),
            "says": self.says.text(translate),
            "rule": self.rule.text(translate),
            "source": self.source,
            "sure": self.sure.value,
        }


@dataclass(frozen=True)
class Checked:
    """What every check looks at: the document, its components and the rules of its day."""

    document: Document
    components: Components
    rules: RuleSet

    @property
    def layout(self) -> Layout:
        return self.rules.layout

    def requires(self, name: ComponentName) -> bool:
        """Whether such a document must have the component; a slip may have a text, and set it as it likes."""
        return name in self.rules.make_ups[self.components.make_up].required

    def rule_of(self, name: ComponentName) -> Component | None:
        return self.rules.layout.component(name)

    def finding(
        self,
        code: str,
        where: Line | Paragraph | Place,
        says: Message,
        rule: Message,
        basis: Rule | None,
        words: str = "",
    ) -> Finding:
        """A finding that rests on `basis`; on the guideline as a whole where nothing more exact is known."""
        place = where if isinstance(where, Place) else where.place
        shown = words or (
            "" if isinstance(where, Place) else where.words if isinstance(where, Paragraph) else where.text
        )
        rests = basis or self.layout
        return Finding(
            code,
            place,
            shortened(shown),
            says,
            rule,
            rests.source or self.layout.citation,
            rests.sure,
            basis.name if isinstance(basis, Component) else None,
        )


WHOLE = Place(Part.TEXT)


def shortened(text: str) -> str:
    """Words to find the place by, cut where they are many."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"


def grouped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same fault in many paragraphs said once, at the first of them."""
    first: dict[object, Finding] = {}
    for finding in findings:
        key = (finding.code, finding.component, finding.place.part, finding.says, finding.rule)
        known = first.get(key)
        if known is None:
            first[key] = finding
        elif finding.place.paragraph not in (known.place.paragraph, *known.more):
            first[key] = replace(known, more=(*known.more, finding.place.paragraph))
    return tuple(first.values())
