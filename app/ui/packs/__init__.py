"""Work statement and evidence pack."""
