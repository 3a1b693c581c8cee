"""What a signed-in person can do: the only thing that a screen, or the command line, talks to."""
