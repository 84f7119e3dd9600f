"""Reports of a call for proposals: what came in, from whom, who has not sent yet."""
