"""Spaces as a member sees them: founding, tickets, joining, keys and the verified membership log. No I/O."""
