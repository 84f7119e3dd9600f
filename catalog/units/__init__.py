"""The administrative map and the agencies of the province, as dated data."""
