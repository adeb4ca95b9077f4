"""What other programs make of the files: poppler, LibreOffice, Chromium.  Run by ``make test-all``."""
