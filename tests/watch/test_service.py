"""systemd hears that the watcher is ready and lives, and nobody else inherits the line."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.watch.service import Service

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no Unix sockets here")


@pytest.fixture
def manager() -> Iterator[tuple[str, socket.socket]]:
    """The address of a manager's socket (which must be short) and the socket itself."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        address = str(Path(folder) / "notify")
        listener.bind(address)
        listener.settimeout(60)
        yield address, listener


def test_the_manager_hears_each_word(manager: tuple[str, socket.socket]) -> None:
    address, listener = manager
    service = Service({"NOTIFY_SOCKET": address})
    service.ready()
    service.status("Đã lưu 3 biểu mẫu")
    service.alive()
    service.stopping()
    heard = [listener.recv(1000).decode() for _ in range(4)]
    assert heard == ["READY=1", "STATUS=Đã lưu 3 biểu mẫu", "WATCHDOG=1", "STOPPING=1"]


def test_a_status_is_one_line_whatever_a_file_is_called(manager: tuple[str, socket.socket]) -> None:
    address, listener = manager
    Service({"NOTIFY_SOCKET": address}).status("bien-ban\nMAINPID=1\udce9.xlsx")
    assert listener.recv(1000).decode() == "STATUS=bien-ban\ufffdMAINPID=1\ufffd.xlsx"


def test_an_abstract_socket_is_one_without_a_file() -> None:
    name = f"vanthu-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        try:
            listener.bind(f"\0{name}")
        except OSError:
            pytest.skip("only Linux has abstract sockets")
        listener.settimeout(60)
        Service({"NOTIFY_SOCKET": f"@{name}"}).ready()
        assert listener.recv(1000) == b"READY=1"


@pytest.mark.parametrize("address", ["/khong/co/ai", "@khong-co-ai", "vsock:2:1234", "tương/đối", "@", "/" + "x" * 200])
def test_a_manager_that_cannot_be_reached_stops_nobody(address: str) -> None:
    service = Service({"NOTIFY_SOCKET": address})
    service.ready()
    service.status("…")
    service.alive()
    service.stopping()


def test_a_manager_that_does_not_listen_stops_nobody(manager: tuple[str, socket.socket]) -> None:
    address, listener = manager
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
        other.setblocking(False)
        with pytest.raises(BlockingIOError):
            while True:
                other.sendto(b"x" * 1000, address)
    Service({"NOTIFY_SOCKET": address}).alive()
    assert listener.recv(1000) == b"x" * 1000


def test_the_variables_are_taken_out_of_the_environment() -> None:
    environment = {"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "7", "PATH": "/bin"}
    Service(environment)
    assert environment == {"PATH": "/bin"}


def test_without_a_manager_nothing_is_said_and_nothing_awaited() -> None:
    service = Service({"WATCHDOG_USEC": "60000000"})
    service.ready()
    assert service.interval is None


@pytest.mark.parametrize(
    ("asked", "interval"),
    [
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "7"}, 30.0),
        ({"WATCHDOG_USEC": "3000000"}, 1.5),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "8"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "một phút"}, None),
        ({"WATCHDOG_USEC": "-5"}, None),
        ({"WATCHDOG_USEC": "٣"}, None),
        ({}, None),
    ],
)
def test_signs_of_life_are_due_at_half_the_time_allowed(asked: dict[str, str], interval: float | None) -> None:
    assert Service({"NOTIFY_SOCKET": "/x"} | asked, process=7).interval == interval


def test_this_process_is_the_one_that_is_watched() -> None:
    asked = {"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}
    assert Service(asked).interval == 30.0
