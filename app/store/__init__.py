"""One person's encrypted file: the only part of the client that speaks SQL."""
