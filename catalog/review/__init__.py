"""The office's desks: reviewing proposals, translating them, putting them together into editions."""
