"""The clerks' text of the day: what was filed, what is to be mended, what waits, what is to be signed and falls due."""

from pipeline.watch.digest.digest import Digest

__all__ = ["Digest"]
