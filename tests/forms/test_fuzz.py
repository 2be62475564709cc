"""Whatever comes in, reading a form ends with a record or with problems; the long run is in tests/benchmarks."""

from __future__ import annotations

from .fuzzing import damaged_forms, look_at


def test_a_damaged_form_never_crashes_the_reader() -> None:
    records = [look_at(form) for form in damaged_forms(200, seed=20181005)]
    assert any(records) and not all(records)  # damage that matters, and damage that does not
