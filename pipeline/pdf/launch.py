"""Starting LibreOffice, watching it, and ending it with everything it started."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BadConfiguration, access_error
from pipeline.messages import msg
from pipeline.programs import OWN_GROUP, end_tree

# PDF/A-2b. The shorter spelling `:SelectPdfVersion=2` is not understood, and gives plain PDF without a word.
PDF_A_2B = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
WORD_ONLY = "MS Word 2007 XML"  # without it, whatever does not look like Word is converted as text

MACOS_PROGRAM = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")

_GLANCE = 0.2  # seconds between two looks at the folder

_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
# No macro runs, and nothing is loaded that lies outside the document: no picture of a server, no file of this computer.
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


class MissingLibreOffice(BadConfiguration):
    """LibreOffice is not installed, or not where it was looked for."""

    def __init__(self) -> None:
        super().__init__(
            msg(
                "LibreOffice was not found. Please install it – Debian, Ubuntu: {command}; Windows, macOS: from "
                "{site} – or name the program with --soffice.",
                command="sudo apt install libreoffice-writer-nogui fonts-liberation2",
                site="https://www.libreoffice.org/download/",
            )
        )


def find_program(search_path: str | None, program_folders: Iterable[Path] = ()) -> Path:
    """LibreOffice's program: on `search_path` (a PATH), below Windows' `program_folders`, or where macOS keeps it.

    Raises `MissingLibreOffice`.
    """
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name, path=search_path):
            return Path(found)
    usual = [folder / "LibreOffice" / "program" / "soffice.exe" for folder in program_folders]
    for candidate in (*usual, MACOS_PROGRAM):
        if candidate.is_file():
            return candidate
    raise MissingLibreOffice


@dataclass(frozen=True)
class LibreOffice:
    """The program, and for how many seconds it may bring no further PDF before it counts as hanging.

    `start_up` comes on top of the first one: a new profile on a slow disk.
    """

    program: Path
    seconds: float
    start_up: float = 30.0

    def convert(
        self,
        documents: Sequence[Path],
        folder: Path,
        profile: Path,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> bool:
        """Write a PDF of each document it can into `folder`; False where it hung and was ended.

        `profile` must not exist yet. Raises `NoAccess` where the program cannot be started.
        """
        _write_profile(profile)
        folder.mkdir()
        process = self._start(documents, folder, profile)
        try:
            return self._watch(process, folder, progress)
        finally:
            end_tree(process)

    def _start(self, documents: Sequence[Path], folder: Path, profile: Path) -> subprocess.Popen[bytes]:
        switches = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", f"--infilter={WORD_ONLY}")
        command: list[str | Path] = [self.program, *switches, "--convert-to", PDF_A_2B, "--outdir", folder, *documents]
        nothing = subprocess.DEVNULL  # a pipe would be held open by what it leaves behind

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(  # noqa: S603 (the program is the user's, the names are ours)
                command,
                stdin=nothing,
                stdout=nothing,
                stderr=nothing,
                cwd=folder,
                env=os.environ | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(profile)),  # goes with the profile
                start_new_session=OWN_GROUP,
            )

        # In a thread, where no Ctrl-C comes between the program's start and our knowing of it.
        with ThreadPoolExecutor(1) as pool:
            started = pool.submit(start)
            try:
                return started.result()
            except OSError as error:
                raise access_error(str(self.program), error) from error
            except BaseException:
                end_tree(started.result())
                raise

    def _watch(self, process: subprocess.Popen[bytes], folder: Path, progress: Callable[[int], None]) -> bool:
        done = 0
        deadline = time.monotonic() + self.start_up + self.seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_GLANCE)
                return True
            written = len(list(folder.glob("*.pdf")))
            if written > done:
                done = written
                deadline = time.monotonic() + self.seconds
                progress(done)
        return False


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
