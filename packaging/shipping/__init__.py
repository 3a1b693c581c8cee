"""How a checkout becomes what people install. `packaging/build.py` is the command; each target has a module here."""
