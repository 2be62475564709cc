"""An office of twenty cells and two years with planted faults, really filed: what the reports must find of it."""
