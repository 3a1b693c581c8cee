"""People and spaces: who reads what with whom, and how somebody comes in."""
