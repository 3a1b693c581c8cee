"""What partner schools install: the relay as a Debian package and as a wheel, without Qt."""
