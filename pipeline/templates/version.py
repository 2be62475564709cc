"""The version of what filling a template comes to."""

RENDER_VERSION = 1
"""Risen by hand with a change of ours after which a template and a record give another document: every document that
was filed before is then made again by `vanthu regenerate`. Archives filed before there was such a number have 0."""
