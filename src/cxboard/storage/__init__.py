"""Where the data lives and what is true of it: the lake of Delta tables and the ledger."""
