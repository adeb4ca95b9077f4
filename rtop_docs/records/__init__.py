"""The record: its types, reading it from YAML, checking it, asking it questions."""
