"""The watcher is a process that anything may end at any moment: a power cut, the system, somebody at the computer."""

from __future__ import annotations

from tests.watch.ground import ground
from tests.watch.killing import MOMENTS, check_all_filed_once, killed_and_started_again

_FORMS = 24


def test_every_form_is_filed_once_though_the_watcher_is_killed_while_they_arrive() -> None:
    with ground(_FORMS, "yaml") as office:
        contents = [form.read_bytes() for form in office.forms]
        killed_at = killed_and_started_again(office)
        assert len(killed_at) == len(MOMENTS)
        assert killed_at[-1] < _FORMS
        check_all_filed_once(office.workspace, contents)
