"""Partner schools: their agreement over the years, handing work over, moving to another school."""
