"""Fonts of all four scripts, and letters that are not what they seem."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.layout_check.findings import Checked, Finding
from pipeline.layout_check.looks import RunLook
from pipeline.layout_check.model import Paragraph
from pipeline.messages import msg

_LEGACY = (".vn", "vni-", "vni ")  # fonts of TCVN3 and VNI texts
_PRIVATE = ("\ue000", "\uf8ff")  # where symbol fonts keep their signs
_SILENT = {"eastAsia": msg("East Asian text"), "cs": msg("text of complex scripts"), "ascii": msg("plain letters"),
           "hAnsi": msg("letters with accents")}  # fmt: skip
_WIDE = (("\u1100", "\u11ff"), ("\u2e80", "\ua4cf"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
_HINTED = (("\u00a0", "\u00ff"), ("\u1e00", "\u1eff"), ("\u2000", "\u2bff"))


def check_fonts(checked: Checked) -> Iterator[Finding]:
    """Every run whose letters are shown in another font than the one of the rules."""
    for paragraph in checked.document.everything():
        for font, words in _strange(paragraph, checked.layout.font).items():
            says = msg("font {font}", font=font)
            rule = msg("{font}, Unicode", font=checked.layout.font)
            code = "legacy-font" if font.casefold().startswith(_LEGACY) else "font"
            yield checked.finding(code, paragraph, says, rule, None, words)


def _strange(paragraph: Paragraph, wanted: str) -> dict[str, str]:
    """Font → the words in it, for all but the wanted one."""
    found: dict[str, str] = {}
    pieces = [(run.shown, run.look) for run in paragraph.runs]
    if paragraph.label_look and paragraph.words and not any(_PRIVATE[0] <= c <= _PRIVATE[1] for c in paragraph.label):
        pieces.insert(0, (paragraph.label + " ", paragraph.label_look))
    for text, look in pieces:
        fonts = {look.font(_script(letter, look)) for letter in set(text) if not letter.isspace() and letter != "□"}
        for font in sorted(fonts):
            if font.casefold() != wanted.casefold():
                found[font] = found.get(font, "") + text
    return found


def check_scripts(checked: Checked) -> Iterator[Finding]:
    """Fonts set for scripts that no letter is in yet: the next word typed or pasted may show them."""
    wanted = checked.layout.font
    for paragraph in checked.document.everything():
        for run in paragraph.runs:
            used = {_script(letter, run.look) for letter in set(run.text) if not letter.isspace()}
            for script, label in _SILENT.items():
                font = run.look.font(script)
                if (
                    used
                    and script not in used
                    and font.casefold() != wanted.casefold()
                    and not _is_used(run.look, used, font)
                ):
                    says = msg("font {font} is set for {script}", font=font, script=label)
                    rule = msg("{font} for all scripts", font=wanted)
                    yield checked.finding("font-script", paragraph, says, rule, None, run.shown)


def _is_used(look: RunLook, used: set[str], font: str) -> bool:
    """Whether the words show the font already, so that it is named as theirs."""
    return any(look.font(script) == font for script in used)


def _script(letter: str, look: RunLook) -> str:
    """Which of the four fonts Word shows a letter in (ISO/IEC 29500-1, 17.3.2.26)."""
    if look.is_complex:
        return "cs"
    wide = _WIDE + (_HINTED if look.hint == "eastAsia" else ())
    if any(first <= letter <= last for first, last in wide):
        return "eastAsia"
    return "ascii" if letter < "\x80" else "hAnsi"


def check_letters(checked: Checked) -> Iterator[Finding]:
    """Letters in parts (a base and its marks) and the Icelandic `Ð` in place of `Đ`."""
    for paragraph in checked.document.everything():
        text = paragraph.text
        if unicodedata.normalize("NFC", text) != text:
            says = msg("letters are put together of parts")
            yield checked.finding("decomposed", paragraph, says, msg("Unicode, composed letters (NFC)"), None)
        if "Ð" in text or "ð" in text:
            says = msg("“Ð” is an Icelandic letter that looks like “Đ”")
            yield checked.finding("look-alike", paragraph, says, msg("the Vietnamese letter “Đ”"), None)
