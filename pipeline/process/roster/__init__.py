"""Changes of members filed into the office's own file, and the list an office already has."""
