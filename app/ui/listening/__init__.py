"""Questions on the screen: asked in one line, answered in place."""
