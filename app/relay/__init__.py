"""The relay: stores and forwards envelopes that it cannot open. A house of its own, apart from the client."""
