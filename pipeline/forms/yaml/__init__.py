"""Forms as YAML."""
