"""Briefings, summaries and position sheets from one hand-edited record of a United Nations dialogue."""
