"""Word files that come from elsewhere: opened within limits, parsed without entities, nothing run, nothing fetched."""
