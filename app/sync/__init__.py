"""The engine: gathers what waits, seals it, exchanges it over a link, and merges what came.

Stages in the order of a visit, one file each: collect, pack, seal, push | pull, verify, unseal, admit, merge.
No window, no SQL, and no socket outside ``links``.
"""
