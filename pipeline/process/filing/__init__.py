"""From a prepared form to filed documents: its place, its numbers, its documents, their publication."""
