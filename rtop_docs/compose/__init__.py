"""From records and templates to a Document."""
