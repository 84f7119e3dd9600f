"""The issuing body: its names, legal bases, exchange rates and messages, each with its dates."""
