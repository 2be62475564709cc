"""Small Python programs as commands of the administrator's, and the outcomes they are told of."""

from __future__ import annotations

import json
import socket
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import Problem
from pipeline.messages import msg, translator, verbatim
from pipeline.process import FormState, Outcome

KEEP = """
    import json, os, sys
    told = {key: value for key, value in os.environ.items() if key.startswith("VANTHU_")}
    row = {"arguments": sys.argv[1:], "told": told, "line": sys.stdin.buffer.read().decode("utf-8")}
    with open(KEPT, "a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\\n")
"""

# It and a child of its own hold a line to the test, which ends when they do.
HANG = """
    import socket, subprocess, sys
    def held():
        line = socket.create_connection(("127.0.0.1", PORT))
        line.recv(1)
    if "child" not in sys.argv:
        subprocess.Popen([sys.executable, __file__, "child"])
    held()
"""


def command(folder: Path, body: str, *arguments: str, **constants: object) -> str:
    """A program with these constants, as the text of an option starts it."""
    script = folder / f"lệnh {len(list(folder.glob('lệnh *')))}.py"
    head = "".join(f"{name} = {value!r}\n" for name, value in constants.items())
    script.write_text(head + textwrap.dedent(body), "utf-8")
    return " ".join(f'"{word}"' for word in (sys.executable, str(script), *arguments))


def keeping(folder: Path, *arguments: str) -> str:
    """A command that keeps what it was told, for `kept`."""
    return command(folder, KEEP, *arguments, KEPT=str(folder / "kept.jsonl"))


def kept(folder: Path) -> list[dict[str, Any]]:
    file = folder / "kept.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def row(name: str = "bien-ban.xlsx", state: FormState = FormState.FILED, **more: Any) -> dict[str, object]:
    problem = Problem("blank", verbatim("Biên bản!B3"), msg("Please check."))
    outcome = Outcome(f"inbox/binh-minh/{name}", state, "binh-minh-2018-10-thuong-ky-1", problems=(problem,))
    return outcome.to_json(translator("vi")) | more


@contextmanager
def listening() -> Iterator[socket.socket]:
    """Where hanging commands call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield server


def hanging(folder: Path, server: socket.socket) -> str:
    """A command that never ends of itself, nor does the child it starts."""
    return command(folder, HANG, PORT=server.getsockname()[1])


def called(server: socket.socket) -> socket.socket:
    """The line that a hanging command, or its child, holds."""
    line, _address = server.accept()
    line.settimeout(60)
    return line


def has_ended(line: socket.socket) -> bool:
    """Once the process at the other end is gone; else the wait fails."""
    with line:
        try:
            return line.recv(1) == b""
        except ConnectionResetError:
            return True
