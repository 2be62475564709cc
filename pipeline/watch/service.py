"""What systemd is told by a service of `Type=notify`: that it is ready, what it does, that it lives.

The protocol is one datagram a message (sd_notify(3), sd_watchdog_enabled(3)). Nothing is sent where nobody asks for it.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import MutableMapping

from pipeline.vietnamese.text import printable

_LOG = logging.getLogger(__name__)
_PATIENCE = 1.0  # seconds to wait for systemd to take a message


class Service:
    """The service manager as `environment` names it; its variables are taken out, so that no command inherits them.

    `interval` is how many seconds may pass between two `alive()`, half of what the manager allows; None where it does
    not watch this process. No method raises: a watcher whose manager does not listen goes on with its work.
    """

    def __init__(self, environment: MutableMapping[str, str] = os.environ, process: int | None = None) -> None:
        self._address = _address(environment.pop("NOTIFY_SOCKET", ""))
        asked, watched = environment.pop("WATCHDOG_USEC", ""), environment.pop("WATCHDOG_PID", "")
        ours = not watched or watched == str(os.getpid() if process is None else process)
        self.interval = _half(asked) if ours and self._address else None

    def ready(self) -> None:
        """The watcher has started up."""
        self._send("READY=1")

    def status(self, text: str) -> None:
        """What it does, for `systemctl status`; one line."""
        self._send(f"STATUS={printable(text)}")

    def alive(self) -> None:
        """It goes on; to be said every `interval` seconds."""
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """It is about to end."""
        self._send("STOPPING=1")

    def _send(self, message: str) -> None:
        if self._address is None:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                sender.settimeout(_PATIENCE)
                sender.sendto(message.encode(), self._address)
        except OSError as error:
            _LOG.debug("the service manager does not listen: %s", error.strerror)


def _address(given: str) -> str | None:
    """Of a socket in the file system or, with `@`, in Linux' abstract name space; None for other kinds and none."""
    if not hasattr(socket, "AF_UNIX") or len(given) < 2 or given[0] not in "/@":
        return None
    return f"\0{given[1:]}" if given[0] == "@" else given


def _half(microseconds: str) -> float | None:
    value = int(microseconds) if microseconds.isascii() and microseconds.isdecimal() else 0
    return value / 2_000_000 or None
