"""The windows: what a teacher sees and types into. Speaks to the workspace only."""
