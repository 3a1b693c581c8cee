"""Which parts of Python's standard library are shipped: all but what no program of ours, or library of it, imports.

The list says what goes, not what stays: a library may import anything at any time, and a small module too much costs
less than a missing one. ``tongxing --selftest`` imports everything that is carried, in every package.
"""

import re

#: Names below the folder of the standard library, from their beginning, without .py or .pyc.
_UNUSED = re.compile(
    r"""
    (tkinter|idlelib|turtle|turtledemo|curses|_pyrepl|rlcompleter|cmd|code|codeop|antigravity|this   # windows, consoles
    |unittest|test|doctest|pdb|bdb|pydoc|pydoc_data|profile|cProfile|pstats|trace|tracemalloc|timeit # of testers
    |ensurepip|venv|distutils|lib2to3|zipapp|modulefinder|pyclbr|symtable|tabnanny|pickletools       # of builders
    |asyncio|multiprocessing|concurrent/futures/(process|interpreter)|sched                          # we have threads
    |xmlrpc|wsgiref|http/server|imaplib|poplib|ftplib|smtplib|mailbox|nntplib|telnetlib|socketserver # other wires
    |xml/dom|plistlib|optparse|statistics|fractions|fileinput|filecmp|wave|colorsys                  # other tasks
    |_pydecimal|_pydatetime|_pyio                                                                    # all in C too
    |sqlite3|dbm|shelve                                                                              # we have SQLCipher
    |pty|tty|crypt|nis|msilib|winsound|webbrowser_|cgi|cgitb
    |_android_support|_ios_support|_apple_support|_osx_support|_aix_support|__phello__|__hello__
    |encodings/(cp932|cp949|euc_.*|johab|shift_jis.*|iso2022_.*                                      # not of China
    |mac_.*|koi8_.*|kz1048|ptcp154|tis_620|palmos|hp_roman8|cp0?[1278]\d\d|cp10\d\d|cp11\d\d|cp125[013-8]
    |iso8859_([2-9]|1[0346]))
    |site-packages|config-.*|pip)
    (/.*|\.pyc?|\.cpython-.*|$)
    """,
    re.VERBOSE,
)


def unused(name: str) -> bool:
    """Is this file of the standard library (its path below Lib, with slashes) left out of what we ship?"""
    return _UNUSED.match(name) is not None
