"""Pictures of the page of updates: a newer version on a relay, one under way, one that waits, and what cannot be."""

from dataclasses import replace
from pathlib import Path

from app.installed import Layers
from app.protocol.release import Layer, Manifest, Piece
from app.store.spaces import RelayRow
from app.ui.main_window import MainWindow
from app.ui.tasks import Stop
from app.ui.updating.page import UpdatesPage
from app.workspace.updating import Found, Standing
from app.workspace.updating_offer import Offer, Step
from tests.helpers.camera import Camera

NEWS_ZH = """· 教案里的表格可以直接从Word粘贴，合并的格子也保留。
· 旧电脑上打开教案快了一倍。
· 修正：导师评语里有“𠮷”“䶮”这样的字时，打印不再显示成方框。
· 换学校时，自己的记录可以一次带走，原来的学校里留下的那份不变。"""
NEWS_EN = """· Tables can be pasted from Word, merged cells included.
· Plans open twice as fast on old computers.
· Mended: characters such as 𠮷 and 䶮 in a mentor's comment no longer print as boxes.
· Who changes schools takes all records along at once; the copy that stays is not changed."""


def found(relay: bool = True, libraries: bool = False) -> Found:
    """Version 0.2.0; with other libraries it is large."""
    app = Layer("app-0.2.0", 6_800_000, bytes(32), Piece("app.txl", 2_100_000, bytes(32)), ())
    steps = [Step(app, Piece("app.txd", 38_400, bytes(32)), "app-0.1.0")]
    if libraries:
        lib = Layer("lib-0123456789ab", 61_000_000, bytes(32), Piece("lib.txl", 17_000_000, bytes(32)), ())
        steps.append(Step(lib, Piece("lib.txd", 5_400_000, bytes(32)), "lib-ba9876543210"))
    offer = Offer(
        Manifest(7, "0.2.0", 1_790_000_000, 20, "0.1.0", NEWS_ZH, NEWS_EN, ()),
        Layers("runtime-0123456789ab", "lib-0123456789ab", "app-0.2.0"),
        tuple(steps),
    )
    if relay:
        return Found(offer, None, RelayRow(bytes(32), "https://relay.example:8443", b""), 6 if not libraries else 560)
    return Found(offer, Path("E:/TONGXING/updates"))


def take_updates(camera: Camera, window: MainWindow) -> None:
    """As an installed program shows it."""
    window.turn_to("updates")
    page = window.page("updates")
    assert isinstance(page, UpdatesPage)
    camera.settle()
    usual = Standing("0.1.0", installed=True, changeable=True, following="0.1.0", test=True)
    page.show_standing(usual)
    page._answered(found(), "relay")
    camera.settle()
    camera.take("updates", window)
    page._show_found(found(libraries=True))
    page._stop = Stop()
    page._enable(False)
    page._progressed("fetch", 2_900_000, 5_438_400)
    camera.settle()
    camera.take_once("updates-under-way", window)
    page._taken()
    page.show_standing(replace(usual, previous="0.1.0", following="0.2.0"))
    camera.settle()
    page.show_standing(replace(usual, version="0.2.0", previous="0.1.0", following="0.2.0"))
    page.show_standing(replace(usual, previous="0.1.0", following="0.2.0"))
    camera.take("updates-waits", window)
    page.notice.clear()
    page.show_standing(replace(usual, changeable=False))
    camera.settle()
    camera.take_once("updates-of-the-system", window)
