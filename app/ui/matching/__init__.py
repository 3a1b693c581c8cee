"""Matching pupils and mentors (结对): who is without, who wishes for whom, and who has still to say yes."""
