"""Who may write, comment on and read records of a kind, by their role in the space.

The roles are those of the membership log, by their written names.
"""

from dataclasses import dataclass

KEEPER = "keeper"
WRITER = "writer"
COMMENTER = "commenter"
READER = "reader"

WRITERS = frozenset({KEEPER, WRITER})
COMMENTERS = WRITERS | {COMMENTER}
EVERYBODY = COMMENTERS | {READER}


@dataclass(frozen=True)
class Audience:
    """The rights on records of one kind.

    ``write`` are the roles that may make such a record. With ``own`` set, only the person who made it changes it
    later, except the fields in ``answers``, which everybody in ``comment`` may set (a teacher ticks "done" on the
    step that her mentor gave her). ``guarded`` are fields that a keeper alone sets, whoever made the record.
    Deleting is a change like any other; where a record has guarded fields, a keeper alone deletes it, for they would
    count no more.
    """

    write: frozenset[str] = WRITERS
    comment: frozenset[str] = COMMENTERS
    read: frozenset[str] = EVERYBODY
    own: bool = False
    answers: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()

    def may_create(self, role: str) -> bool:
        """Whether a member with this role may make such a record."""
        return role in self.write

    def may_write(self, role: str, field: str, by_author: bool) -> bool:
        """Whether a member may change this field of a record that he made (``by_author``) or somebody else did."""
        if field in self.guarded and role != KEEPER:
            return False
        if field in self.answers and role in self.comment:
            return True
        return role in self.write and (by_author or not self.own)

    def may_delete(self, role: str, by_author: bool) -> bool:
        """Whether a member may mark such a record deleted, or take the mark away."""
        return self.may_write(role, "", by_author) and (role == KEEPER or not self.guarded)

    def may_comment(self, role: str) -> bool:
        """Whether a member may put comments and steps beside such a record."""
        return role in self.comment

    def may_read(self, role: str) -> bool:
        """Whether a member is shown such a record."""
        return role in self.read


#: The rights on most kinds: writers write, commenters comment, everybody in the space reads.
SHARED = Audience()
