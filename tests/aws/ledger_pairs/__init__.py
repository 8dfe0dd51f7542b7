"""The pairs of the ledger's rows, a module for each module of rows."""
