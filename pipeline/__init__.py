"""vanthu: from a form in a folder to signed-ready, filed Word documents."""

__version__ = "0.1.0"
