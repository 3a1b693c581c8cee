"""How somebody of a family is reached: the same columns wherever it is written down."""

from app.records.fields import Field, Line
from app.records.label import Label

#: A row for each person whom one may call.
TO_CALL: tuple[Field, ...] = (
    Line("who", "w", Label("姓名", "Name")),
    Line("relation", "r", Label("关系", "Relation")),
    Line("phone", "t", Label("电话", "Telephone")),
    Line("language", "l", Label("用什么话交谈", "Language")),
    Line("when", "h", Label("方便的时候", "Good times")),
)
