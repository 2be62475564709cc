"""Every template of ours, filled by the compiled way and by docxtpl, holds the same in every member."""

from __future__ import annotations

import pytest

from pipeline.templates.values import values_of

from .contexts import SAMPLES, TEMPLATES
from .equality import assert_equal


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_docxtpl_makes_of_it(name: str) -> None:
    file, context = SAMPLES[name]
    assert_equal(TEMPLATES / file, values_of(context))
