"""The program's version, read by the build, the About page and the relay's status."""

__version__ = "0.1.0"
