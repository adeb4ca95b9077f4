"""The states: codes, names in six languages, dated names and groups; and the interface labels."""
