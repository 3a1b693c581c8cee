"""Growth messages: one pupil after another."""
