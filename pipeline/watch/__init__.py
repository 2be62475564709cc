"""The watcher: what lies in the inbox is filed as soon as it has settled, all day long, and it shows that it lives."""
