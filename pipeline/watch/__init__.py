"""The watcher: what lies in the inbox is filed as soon as it has settled, all day long, and it shows that it lives."""

from pipeline.watch.loop import Listeners, Watcher
from pipeline.watch.options import WatchOptions
from pipeline.watch.start import check_start

__all__ = ["Listeners", "WatchOptions", "Watcher", "check_start"]
