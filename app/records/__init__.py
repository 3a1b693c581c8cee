"""Records and their kinds: what a lesson plan or a comment is made of. No SQL, no Qt, no network."""
