"""The watcher measured: at rest, how late, how fast, how large, and killed."""
