"""Which parts of Python's standard library are shipped: all but what no program of ours, or library of it, imports.

The list says what goes, not what stays: a library may import anything at any time, and a small module too much costs
less than a missing one. ``tongxing --selftest`` imports everything that is carried, in every package.
"""

import re

#: Names below the folder of the standard library, from their beginning, without .py or .pyc.
_UNUSED = re.compile(
    r"""
    (tkinter|idlelib|turtle|turtledemo|curses|_pyrepl|rlcompleter|cmd|code|codeop|antigravity|this   # windows, consoles
    |unittest|test|doctest|pdb|bdb|pydoc|pydoc_data|profile|cProfile|pstats|trace|tracemalloc        # of testers
    |ensurepip|venv|distutils|lib2to3|zipapp|modulefinder|pyclbr|symtable|tabnanny                   # of builders
    |asyncio|multiprocessing|concurrent/futures/(process|interpreter)                                # we have threads
    |xmlrpc|wsgiref|http/server|imaplib|poplib|ftplib|smtplib|mailbox|nntplib|telnetlib|socketserver # other wires
    |dbm|shelve|sqlite3/(__main__|dump)|pty|tty|crypt|nis|msilib|winsound|webbrowser_|cgi|cgitb
    |_android_support|_ios_support|_apple_support|_osx_support|_aix_support|__phello__|__hello__
    |encodings/(cp932|cp949|cp950_|euc_jp|euc_jis_2004|euc_jisx0213|euc_kr|johab|shift_jis.*|iso2022_.*)
    |site-packages|config-.*|pip)
    (/.*|\.pyc?|\.cpython-.*|$)
    """,
    re.VERBOSE,
)
#: Compiled modules that nothing imports once the above is gone. _hashlib would bring a second OpenSSL of 5 MB for
#: ciphers that the program takes from `cryptography`; hashlib has SHA-2, SHA-3 and BLAKE2 of its own.
UNUSED_EXTENSIONS = frozenset(
    {"_hashlib", "_codecs_jp", "_codecs_kr", "_codecs_iso2022", "_bz2", "_lzma", "_statistics"}
)


def unused(name: str) -> bool:
    """Is this file of the standard library (its path below Lib, with slashes) left out of what we ship?"""
    return _UNUSED.match(name) is not None
