"""Commands about Word templates: check one, list the names it may use, fill it with samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.archive import durable
from pipeline.cli.language import _, say, translate
from pipeline.cli.main import Settings
from pipeline.cli.printing import print_json
from pipeline.documents.names import ListedName, names_of, sample
from pipeline.documents.year_report import TEMPLATE_KINDS, TemplateKind
from pipeline.errors import ExitCode, Severity, UsageError, access_error
from pipeline.messages import msg
from pipeline.office_files.packages import is_untouched
from pipeline.records import Choice
from pipeline.templates.annotate import annotated
from pipeline.templates.check import TRIAL_DAY, check_template
from pipeline.templates.findings import Finding
from pipeline.templates.render import render
from pipeline.workspace import Workspace

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
KIND = click.option(
    "--document-kind",
    "kind",
    type=click.Choice([kind.name.value for kind in TEMPLATE_KINDS]),
    help=_("Kind of document; by default told by the name of the file."),
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line, the last one a summary."))


@click.group(help=_("Check, explain and try Word templates."))
def template() -> None:
    pass


@template.command(help=_("Show every fault of FILE, or of all templates of the office, each with its paragraph."))
@click.argument("file", type=FILE, required=False)
@KIND
@click.option("--annotate", is_flag=True, help=_("Write the faults into a copy beside the file, as Word comments."))
@AS_JSON
@click.pass_obj
def check(settings: Settings, file: Path | None, kind: str | None, annotate: bool, as_json: bool) -> ExitCode:
    checked = [(file, kinds_of(file, kind))] if file else list(_templates_of(settings.workspace, kind))
    worst = []
    copies = []
    for path, kinds in checked:
        findings = check_template(path, kinds)
        worst += [finding.severity for finding in findings]
        name = settings.workspace.relative(path)
        for finding in findings:
            if as_json:
                print_json({"template": name, **finding.to_json(translate())})
        if not as_json:
            _print_findings(name, findings)
        if annotate and any(finding.code != "unreadable" for finding in findings):
            copies.append(settings.workspace.relative(_write_copy(path, findings)))
    if as_json:
        errors = worst.count(Severity.ERROR)
        summary = {"templates": len(checked), "errors": errors, "warnings": len(worst) - errors, "copies": copies}
        print_json({"summary": summary})
    else:
        for copy in copies:
            click.echo(say(msg("The faults stand as comments in {file}", file=copy)))
    return ExitCode.BAD_CONFIGURATION if Severity.ERROR in worst else ExitCode.OK


def kinds_of(file: Path, chosen: str | None) -> tuple[TemplateKind, ...]:
    """The kinds the file is a template of: the chosen one, else all that use a template of its name."""
    kinds = tuple(
        kind for kind in TEMPLATE_KINDS if (kind.name.value == chosen if chosen else kind.template == file.name)
    )
    if not kinds:
        known = ", ".join(dict.fromkeys(kind.template for kind in TEMPLATE_KINDS))
        raise UsageError(
            msg(
                "“{file}” is not the name of a template ({known}). Please say its kind with --document-kind.",
                file=file.name,
                known=known,
            )
        )
    return kinds


def _templates_of(workspace: Workspace, chosen: str | None) -> Iterator[tuple[Path, tuple[TemplateKind, ...]]]:
    """All templates the office's documents are made with: its own or the shipped ones, and those of single bodies."""
    kinds = [kind for kind in TEMPLATE_KINDS if chosen is None or kind.name.value == chosen]
    for name in dict.fromkeys(kind.template for kind in kinds):
        sharing = tuple(kind for kind in kinds if kind.template == name)
        of_all = workspace.template(name, "")
        if of_all.is_file() or all(kind.is_shipped for kind in sharing):  # else the office has not chosen it
            yield of_all, sharing
        for path in sorted(workspace.templates.glob(f"*/{name}")):
            yield path, sharing


def _print_findings(name: str, findings: tuple[Finding, ...]) -> None:
    word = msg("{count} faults", count=len(findings)) if findings else msg("in order")
    click.echo(f"{name}: {say(word)}")
    for finding in findings:
        click.echo(f"    {say(finding.spot.where)}: {say(finding.sentence)}")


def _write_copy(path: Path, findings: tuple[Finding, ...]) -> Path:
    """The annotated copy under a name that is free: nothing is written over."""
    readable = tuple(finding for finding in findings if finding.code != "unreadable")
    try:
        data = annotated(path.read_bytes(), readable)
        for number in range(1, 1_000):
            suffix = f"-{number}" if number > 1 else ""
            target = path.with_name(f"{path.stem}-ghi-chu{suffix}.docx")
            try:
                durable.write_durably(target, data)
            except FileExistsError:
                continue
            return target
    except OSError as error:
        raise access_error(error.filename or path.name, error) from error
    raise UsageError(msg("There are too many annotated copies beside “{file}”.", file=path.name))


@template.command(help=_("List every name a template may use: type, meaning, example."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@KIND
@AS_JSON
def fields(file: Path | None, kind: str | None, as_json: bool) -> None:
    kinds = kinds_of(file or Path(), kind) if file or kind else TEMPLATE_KINDS
    count = 0
    for one in kinds:
        names = names_of(one.context_type)
        count += len(names)
        if not as_json:
            click.echo(f"{one.template} ({one.name.label}, --document-kind {one.name.value})")
        for name in names:
            if as_json:
                print_json(_row(one.name, name))
            else:
                _print_name(name)
    if as_json:
        print_json({"summary": {"kinds": len(kinds), "names": count}})


def _row(kind: Choice, name: ListedName) -> dict[str, object]:
    return {
        "document_kind": kind.value,
        "name": name.path,
        "type": name.shape.sort.value,
        "type_in_words": say(name.kind),
        "optional": name.shape.optional,
        "meaning": name.meaning,
        "example": name.example,
    }


def _print_name(name: ListedName) -> None:
    example = say(msg("for example: {example}", example=name.example)) if name.example else ""
    meaning = f": {name.meaning}" if name.meaning else ""
    click.echo(f"    {name.path}  [{say(name.kind)}]{meaning}" + (f"; {example}" if example else ""))


@template.command(help=_("Fill FILE with sample data."))
@click.argument("file", type=FILE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("File to write; by default in this folder."),
)
@KIND
def preview(file: Path, output: Path | None, kind: str | None) -> None:
    (first, *_others) = kinds_of(file, kind)
    target = output or Path(f"{file.stem}-xem-thu.docx")
    if target.exists() and not (output is None and is_untouched(target.read_bytes())):
        raise UsageError(msg("“{name}” is there already; it was not touched. Please choose another name.", name=target))
    data = render(file, sample(first.context_type), day=TRIAL_DAY)
    try:
        durable.put_whole(target, data)
    except OSError as error:
        raise access_error(target.name, error) from error
    click.echo(target)
