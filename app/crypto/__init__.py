"""The ciphers: bytes in, bytes out, no I/O. The only package that imports `cryptography`."""
