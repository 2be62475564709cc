"""The rules of an office are read once for all passes over its copies: they are not what is tested here."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import pytest

from pipeline.organisation import Organisation
from pipeline.process import whole
from pipeline.process.roster import filing
from pipeline.process.rules import office_and_rules
from pipeline.regulations import Regulations
from pipeline.workspace import Workspace


@pytest.fixture(autouse=True, scope="package")
def rules_read_once() -> Iterator[None]:
    kept: dict[bytes, tuple[Organisation, Regulations]] = {}

    def read(workspace: Workspace) -> tuple[Organisation, Regulations]:
        written = workspace.organisation.read_bytes()
        if written not in kept:
            kept[written] = office_and_rules(workspace)
        return kept[written]

    with mock.patch.object(whole, "office_and_rules", read), mock.patch.object(filing, "office_and_rules", read):
        yield
