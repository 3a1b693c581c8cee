"""A term in the life of two schools, played with real keys and a real relay: the village's centre school and its
partner in the city. ``script`` reads what happens, ``town`` makes people and spaces, ``play`` lets it happen."""
