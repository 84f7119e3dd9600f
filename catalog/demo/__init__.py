"""Data to try the application with: accounts, a round and 24 fictional proposals."""
