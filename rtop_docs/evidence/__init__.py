"""Quotations against archived texts: the published foldings and the quotation lock."""
