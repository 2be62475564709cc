"""Tags put together into one source that jinja can read, whatever is wrong with them: every fault is told at once.

Each tag becomes one line, so a line of the syntax tree is a tag. What cannot be read is told and replaced by something
neutral; blocks that are not closed are closed where they have to end. So one fault does not hide another, and none is
told twice.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError

from pipeline.messages import Message, msg
from pipeline.templates.findings import Finding
from pipeline.templates.paragraphs import Paragraph
from pipeline.templates.reasons import reason_of
from pipeline.templates.tags import Tag, misplaced, tags_of

ANYTHING = "vanthu_anything"  # stands where a tag could not be read
_BLOCKS = ("autoescape", "block", "call", "filter", "for", "if", "macro", "raw", "set", "with")
_ENDS = {f"end{word}": word for word in _BLOCKS}
_FORBIDDEN = ("extends", "from", "import", "include")
_OF_CELLS = ("cellbg", "colspan", "hm", "vm")  # docxtpl's own
_WORDS = (*_BLOCKS, *_ENDS, *_FORBIDDEN, *_OF_CELLS, "do", "elif", "else")
_BLOCK_SET = re.compile(r"set\s+[\w.,\s]+(\|.*)?$")


@dataclass
class _Open:
    """A block that waits for its end. `made` is what jinja gets: an `if` where the block could not be read."""

    tag: Tag
    word: str
    made: str
    has_else: bool = False

    @property
    def name(self) -> str:
        """What a block is called, which its end may repeat."""
        return " ".join(self.tag.code.split()[1:2])


@dataclass
class Source:
    """One part of a template for jinja: line n is tag n. Put together by `source_of`."""

    tags: list[Tag] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line ends stand within the tags, so that nothing is printed between them."""
        return "".join(f"{line[:-2]}\n{line[-2:]}" if line else "{#\n#}" for line in self.lines)


def source_of(part: list[Paragraph], syntax: Environment) -> Source:
    """The part's tags as a source that `syntax` can parse, with the faults that had to be mended for it."""
    source = Source()
    for paragraph in part:
        tags, findings = tags_of(paragraph)
        source.tags += tags
        source.findings += [*findings, *_hidden(paragraph)]
    _Assembly(source, part, syntax).run()
    return source


def _hidden(paragraph: Paragraph) -> Iterator[Finding]:
    if "{{" in paragraph.hidden or "{%" in paragraph.hidden:
        yield Finding(
            "hidden-tag",
            paragraph.spot,
            paragraph.hidden.strip(),
            msg("A tag lies in text that Word does not show: deleted under track changes, or in a field."),
            msg("Please accept all changes, and delete the field."),
        )


class _Assembly:
    """One walk over the tags, with the blocks that are open."""

    def __init__(self, source: Source, part: list[Paragraph], syntax: Environment) -> None:
        self.source = source
        self.part = part
        self.syntax = syntax
        self.open: list[_Open] = []

    def run(self) -> None:
        for tag in self.source.tags:
            self.source.lines.append(self._line(tag))
        if self.open:
            self.source.lines[-1] += "".join(self._left_open(block) for block in reversed(self.open))

    def _tell(self, tag: Tag, code: str, message: Message, hint: Message) -> str:
        """Note the fault; an empty line stands for the tag."""
        self.source.findings.append(tag.finding(code, message, hint))
        return ""

    def _line(self, tag: Tag) -> str:
        if self.open and self.open[-1].word == "raw" and tag.word != "endraw":
            return ""
        self.source.findings += misplaced(tag, self.part)
        if tag.opening == "{#":
            return ""
        if tag.level and re.search(r"[}%]", tag.code):
            self._broken(tag, msg("“}}” and “%” may not stand within such a tag"))
        if tag.opening == "{{":
            return self._checked(tag, f"{{{{ {tag.code} }}}}", "")
        return self._statement(tag)

    def _checked(self, tag: Tag, line: str, end: str) -> str:
        """The line, or an empty one where jinja cannot read it (with `end` behind it)."""
        try:
            _check_readable(self.syntax, line + end)
        except (TemplateSyntaxError, RecursionError) as error:
            return self._broken(tag, reason_of(error))
        return line

    def _broken(self, tag: Tag, reason: Message) -> str:
        return self._tell(
            tag,
            "broken-tag",
            msg("The tag cannot be read: {reason}.", reason=reason),
            msg("Please compare it with the examples of the guide."),
        )

    def _statement(self, tag: Tag) -> str:
        word = tag.word
        if word in _FORBIDDEN:
            return self._tell(
                tag,
                "forbidden",
                msg("A template reaches no other file: “{word}” is not allowed.", word=word),
                msg("Please copy the text into this template."),
            )
        if word in ("elif", "else"):
            return self._middle(tag)
        if word in _ENDS:
            return self._end(tag, _ENDS[word])
        if word in ("colspan", "cellbg"):
            return self._checked(tag, f"{{{{ {tag.code.removeprefix(word)} }}}}", "")
        if word in ("vm", "hm"):
            return "{% if loop.first %}{% endif %}"
        if word == "set" and not _BLOCK_SET.match(tag.code):
            return self._checked(tag, f"{{% {tag.code} %}}", "") or self._stand_in(tag)
        if word in _BLOCKS:
            return self._begin(tag)
        return self._unknown(tag)

    def _unknown(self, tag: Tag) -> str:
        close = difflib.get_close_matches(re.sub(r"^(p|tr|tc|r|end)\s+", r"\1", tag.code).split(" ")[0], _WORDS, 1)
        hint = msg("Please see in the guide which tags there are.")
        if re.match(r"(p|tr|tc|r)\s", tag.code):
            hint = msg("Please write “{{%p …%}}” without a blank between “%” and the letter, and one behind it.")
        elif close:
            hint = msg("Did you mean “{name}”?", name=close[0])
        return self._tell(tag, "broken-tag", msg("There is no tag “{word}”.", word=tag.word or tag.code), hint)

    def _begin(self, tag: Tag) -> str:
        self.open.append(_Open(tag, tag.word, tag.word))
        if tag.word == "raw":
            return "{% raw %}"
        line = f"{{% {tag.code} %}}"
        return self._checked(tag, line, f"{{% end{tag.word} %}}") or self._stand_in(tag)

    def _stand_in(self, tag: Tag) -> str:
        """Something neutral that begins the same block and makes the same names, so that nothing else seems wrong."""
        if tag.word == "for":
            names = re.match(r"for\s+(\w+(?:\s*,\s*\w+)*)\s+in\b", tag.code)
            return f"{{% for {names[1] if names else ANYTHING + '_one'} in {ANYTHING} %}}"
        if tag.word == "set":
            name = re.match(r"set\s+(\w+)", tag.code)
            return f"{{% set {name[1]} = {ANYTHING} %}}" if name else ""
        self.open[-1].made = "if"
        return "{% if true %}"

    def _middle(self, tag: Tag) -> str:
        block = self.open[-1] if self.open else None
        if block is None or block.word not in ("if", "for") or (tag.word == "elif" and block.word == "for"):
            return self._tell(
                tag,
                "unopened-block",
                msg("“{word}” stands outside of an “if”.", word=tag.word),
                msg("Please look for the “if” that is missing before it."),
            )
        if block.has_else:
            return self._tell(
                tag,
                "unopened-block",
                msg("“{word}” stands behind the “else” of the same “if”.", word=tag.word),
                msg("Please remove one of the two."),
            )
        self._hold_together(block, tag)
        block.has_else = tag.word == "else"
        return self._checked_middle(tag)

    def _checked_middle(self, tag: Tag) -> str:
        line = f"{{% {tag.code} %}}"
        before, after = ("{% if true %}", "{% endif %}")
        try:
            _check_readable(self.syntax, before + line + after)
        except TemplateSyntaxError as error:
            self._broken(tag, reason_of(error))
            return "{% else %}" if tag.word == "else" else "{% elif true %}"
        return line

    def _end(self, tag: Tag, word: str) -> str:
        if tag.code not in (tag.word, *(f"endblock {block.name}" for block in self.open if block.word == "block")):
            self._broken(tag, msg("nothing may stand behind “{word}”", word=tag.word))
        if all(block.word != word for block in self.open):
            return self._unopened(tag, word)
        line = ""
        while self.open[-1].word != word:
            line += self._left_open(self.open.pop())
        block = self.open.pop()
        self._hold_together(block, tag)
        return f"{line}{{% end{block.made} %}}"

    def _unopened(self, tag: Tag, word: str) -> str:
        return self._tell(
            tag,
            "unopened-block",
            msg("“{end}” ends an “{word}” that was not begun.", end=tag.word, word=word),
            msg("Please look for the tag that is missing before it."),
        )

    def _left_open(self, block: _Open) -> str:
        self._tell(
            block.tag,
            "unclosed-block",
            msg("The “{word}” is not ended.", word=block.tag.word),
            msg("Please add “end{word}” where it has to end.", word=block.tag.word),
        )
        return f"{{% end{block.made} %}}"

    def _hold_together(self, block: _Open, tag: Tag) -> None:
        """A block that is cut as the paragraphs or the table are not: docxtpl would tear the document."""
        begin, end = block.tag, tag
        if begin.level == end.level and _frame(begin) == _frame(end):
            return
        self._tell(
            end,
            "cut-block",
            msg(
                "“{end}” does not fit “{begin}”: one is on another level or in another cell.",
                end=end.text,
                begin=begin.text,
            ),
            msg(
                "Please write both the same way (both with p, or both with tr), side by side in the same cell or table."
            ),
        )


@lru_cache(maxsize=1024)  # the templates of an office have most of their tags in common
def _check_readable(syntax: Environment, tag: str) -> None:
    """Raises what jinja does where it cannot read the tag; such a tag is read anew each time."""
    syntax.parse(tag)


def _frame(tag: Tag) -> str:
    """What begin and end of a block have to share."""
    return {"tr": tag.paragraph.table, "tc": tag.paragraph.row}.get(tag.level, tag.paragraph.box)
