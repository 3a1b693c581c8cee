"""Before the first page: who am I, my PIN, and the three short steps of the first start."""
