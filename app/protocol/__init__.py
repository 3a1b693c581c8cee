"""The wire: what devices, relays and sticks say to one another, as bytes. No I/O, no ciphers."""
