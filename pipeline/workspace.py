"""One office's folder: where everything lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.vietnamese.text import printable

SHIPPED_DATA = Path(__file__).parent / "data"

SCANS = "_ban-ky"


@dataclass(frozen=True)
class Workspace:
    """The folders of one office. `state` may lie elsewhere, on a local disk; it must where the rest is `on_share`.

    It is enough for that if the archive alone lies on a share.
    """

    root: Path
    state: Path
    on_share: bool = False

    @classmethod
    def at(cls, root: Path, state: Path | None = None, *, on_share: bool = False) -> Workspace:
        return cls(root.absolute(), (state or root / ".vanthu").absolute(), on_share)

    @property
    def state_is_apart(self) -> bool:
        """Whether others may work in the archive who do not see this state folder, nor its locks."""
        return self.on_share or not self.state.is_relative_to(self.root)

    @property
    def organisation(self) -> Path:
        return self.root / "organisation.yaml"

    @property
    def regulations(self) -> Path:
        """What the office says differently from the shipped rules; it need not be there."""
        return self.root / "regulations.yaml"

    @property
    def templates(self) -> Path:
        return self.root / "templates_docx"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def blank_forms(self) -> Path:
        """Forms kept ready, a folder for each body."""
        return self.inbox / "_bieu-mau"

    @property
    def to_mend(self) -> Path:
        """Returned forms, each with a text beside it."""
        return self.inbox / "_can-sua"

    @property
    def duplicates(self) -> Path:
        """Forms whose content was filed before: moved here, because nothing is deleted."""
        return self.inbox / "_trung-lap"

    @property
    def signed(self) -> Path:
        """Scans of signed documents; those of one body may lie in a folder of this name in the body's own."""
        return self.inbox / SCANS

    @property
    def digest(self) -> Path:
        """The text of the day for the clerks."""
        return self.inbox / "_hom-nay.txt"

    @property
    def outbox(self) -> Path:
        return self.root / "outbox"

    def template(self, name: str, body: str) -> Path:
        """The template to use: the body's own, else the office's, else the shipped one."""
        candidates = (self.templates / body / name, self.templates / name, shipped_templates() / name)
        return next((path for path in candidates if path.is_file()), candidates[-1])

    def relative(self, path: Path) -> str:
        """The path as people and JSON see it: from the workspace, with forward slashes; whole where it lies outside."""
        try:
            return printable(path.absolute().relative_to(self.root).as_posix())
        except ValueError:
            return printable(path.as_posix())


def shipped_templates() -> Path:
    """The templates that travel with the program: inside the wheel, or at the top of the source tree."""
    inside = SHIPPED_DATA / "templates_docx"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates_docx"
