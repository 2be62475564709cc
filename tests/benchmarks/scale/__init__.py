"""How fast and how large: filling templates, making a year's archive again, beside docxtpl at the same work."""
