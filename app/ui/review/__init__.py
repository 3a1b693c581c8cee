"""Reading what others wrote, and answering beside the text."""
