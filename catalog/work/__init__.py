"""Long work that runs beside the pages: how far it is, and ending it."""
