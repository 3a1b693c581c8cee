"""The one exception with which a build ends early: its message is the sentence that the builder reads."""


class Stop(Exception):
    """Something that a person has to put right; nothing half-made is left in the cache or in the output folder."""
