"""What the Linux packages ask of the system: what every stock desktop with Qt 5 or GTK has, and nothing else.

"No network at install time" means that apt cannot fetch anything. So these are libraries that any desktop has had since
Debian 10; what stock desktops with Qt 5 lack (libxcb-cursor and its helpers) the packages carry themselves. Nothing is
recommended, for apt would try to fetch that too: fonts have other names on each Chinese desktop, and without a printer
the program works.
"""

#: The libraries' packages, with both names where Debian 13 or 11 has another.
NEEDED = (
    "libc6 (>= 2.28)",
    "libstdc++6 (>= 8)",
    "libgcc-s1 | libgcc1",
    "libgl1",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
    "libxcb-randr0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libglib2.0-0t64 | libglib2.0-0",
    "libdbus-1-3",
    "libgssapi-krb5-2",
    "libzstd1",
    "zlib1g",
)
DEPENDS = ", ".join(NEEDED)
#: Used if it is there: printers, and a font with Chinese characters.
SUGGESTS = ", ".join(
    (
        "libcups2t64 | libcups2",
        "fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei | fonts-droid-fallback",
    )
)
#: What a desktop has besides, as far as the tests touch it: a Chinese font, and the program that unpacks a .run.
DESKTOP = ("fonts-wqy-microhei", "xz-utils")
#: The input method of newer desktops, for trying to type Chinese.
FCITX = ("fcitx5", "fcitx5-chinese-addons", "dbus", "dbus-x11")
