"""Ways to reach a relay, each an implementation of ``app.protocol.api.RelayApi``."""
