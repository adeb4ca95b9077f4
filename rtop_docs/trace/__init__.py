"""Word files of ours that come back: where each text came from, and whether it still is as it was sent."""
