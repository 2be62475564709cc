"""What the archive keeps as a file of its own: JSON for people too."""

from __future__ import annotations

from pipeline.records import Record


class KeptRecord(Record):
    """A record that tells what a folder of the archive is of."""

    def to_bytes(self) -> bytes:
        """The record as it stands on the disk, keys in the order of the model."""
        return (self.model_dump_json(by_alias=True, indent=1) + "\n").encode()
