"""Who may reach a family, and how to ask."""
