"""What the program is: version, licences, where it lies."""
