"""Measurements, each run by hand (`make bench`) and printed with machine and versions; none is a timed test."""
