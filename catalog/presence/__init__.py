"""Who has which proposal open at the office's desks: a soft notice, never a lock."""
