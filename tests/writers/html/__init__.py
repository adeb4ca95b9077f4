"""Tests of the HTML writer: its pages are parsed back, never compared as text."""
