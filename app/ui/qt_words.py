"""Qt's own words (menus of a right click, dialogs for files and for printing) in the language of the program."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

#: By the language of the screens, the name of Qt's catalogue; without one Qt speaks English.
_CATALOGUES = {"zh": "qtbase_zh_CN"}
_NAME = "qt words"


def speak(language: str) -> bool:
    """From now on Qt speaks this language; False if its catalogue is not there, and then it speaks English."""
    application = QCoreApplication.instance()
    assert application is not None  # there is one before any window
    catalogue, folder = _CATALOGUES.get(language, ""), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    formers: list[QTranslator] = [*application.findChildren(QTranslator, _NAME)]
    if catalogue and [Path(former.filePath()).stem for former in formers] == [catalogue]:
        return True  # every window hears of a change, so none is made without need
    for former in formers:
        application.removeTranslator(former)
        former.setParent(None)
    if not catalogue:
        return True
    words = QTranslator(application)
    words.setObjectName(_NAME)
    return words.load(catalogue, folder) and application.installTranslator(words)
