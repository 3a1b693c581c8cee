"""The history of a record: its time line, any two points beside each other, and the way back."""
