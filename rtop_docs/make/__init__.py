"""Targets, what each reads, the ledger of outputs, the runner."""
