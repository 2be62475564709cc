"""What the archive says of what comes next: meetings filed, plans, open tasks, and the forms to hand out with them."""
