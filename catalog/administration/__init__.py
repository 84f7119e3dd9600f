"""The administrator's pages: people, units, rounds, the issuing body, rates, texts, history."""
