"""What lies in the inbox: found, opened, read and checked; what is returned to the clerk."""
