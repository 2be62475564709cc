"""What reports ask a manifest for: all of it but running text, votes, hashes."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.outlook.filed import Json

_RECORD = (
    *("date", "announced", "opened", "closed", "reason", "roll", "dues", "superior_documents", "last_tasks"),
    *("new_tasks", "score", "grade", "documents"),
)
_ASSESSMENT = ("weaknesses", "causes", "remedies")
_THEMATIC = ("topic", "sending_due")
_NOT_OF_FOLLOW_UP = (
    *("supplement", "corrections", "sent_documents", "sent_to", "void_numbers", "postponed_to", "postponement_reason"),
)
_DOCUMENT = ("kind", "number", "symbol", "date", "path", "status", "replaces")


def slimmed(raw: Json) -> Json:
    """A manifest without running text and hashes. Raises what `meeting_of` does."""
    kept: Json = {name: raw[name] for name in ("meeting", "body", "kind", "month", "ordinal", "stage")}
    kept["withdrawn"] = bool(raw.get("withdrawn"))
    kept["forms"] = [
        {name: form.get(name) for name in ("stage", "round", "path")} | {"record": _record(form["record"])}
        for form in raw["forms"]
    ]
    kept["documents"] = [
        {name: document.get(name) for name in _DOCUMENT} | {"is_signed": bool(document.get("scans"))}
        for document in raw["documents"]
    ]
    if void := _void(raw):
        kept["void"] = void  # only where there is any: they are looked for by the word
    return kept


def _void(raw: Json) -> list[Json]:
    carried = {(document["kind"], document["number"]) for document in raw["documents"]}
    found = [one for one in raw.get("void_numbers", ()) if (one["kind"], one["number"]) not in carried]
    if raw.get("withdrawn"):
        found += [document for document in raw["documents"] if document["number"] is not None]
    return [{"kind": one["kind"], "date": one["date"]} for one in found]


def _record(record: Json) -> Json:
    """What a form says, as far as a report asks for it; what it leaves empty is left out."""
    kept: Json = {name: record[name] for name in _RECORD if record.get(name)}
    kept["agenda"] = [
        {
            "presenter": item.get("presenter", ""),
            "opinions": [{"speaker": opinion["speaker"]} for opinion in item.get("opinions", ())],
        }
        for item in record.get("agenda", ())
    ]
    kept["assessment"] = _of(record.get("assessment"), _ASSESSMENT)
    thematic = record.get("thematic")
    kept["thematic"] = {name: thematic.get(name) for name in _THEMATIC} if thematic else None
    follow_up: Json = record.get("follow_up") or {}
    kept["follow_up"] = _of(follow_up, [name for name in follow_up if name not in _NOT_OF_FOLLOW_UP])
    return kept


def _of(part: Json | None, names: Iterable[str]) -> Json:
    return {name: part[name] for name in names if part.get(name) not in (None, "", [])} if part else {}
