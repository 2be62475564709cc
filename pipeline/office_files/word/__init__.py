"""Reading and writing Word documents."""
