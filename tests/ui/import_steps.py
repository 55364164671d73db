"""Steps of one who brings a file in on the page, and the war they bring it into."""

from __future__ import annotations

from tests.ui.conftest import plain

PUT_DOWN, KEEP = "bring-in-discard", "bring-in-do-keep"
HEAD = "id,day,type,who,lat,lon,where,killed\n"
SOUND = "1,2025-01-05,Battles,Blue army,0.5,0.5,West,1\n"
NEGATIVE = "2,2025-01-06,Battles,Blue army,0.5,0.5,West,-1\n"
KNOWN = "1,2025-01-05,Battles,Blue army,0.5,0.5,West,1\n"
EITHER_WAY = "3,04/01/2025,Battles,Blue army,0.5,0.5,West,1\n"


def told(page) -> str:
    kinds = (page.markdown, page.caption, page.info, page.error, page.warning)
    return plain("\n".join(str(one.value) for kind in kinds for one in kind))


def keep(page, who: str = "Amal", why: str = "from the diary"):
    page.text_input(key="bring-in-who").set_value(who)
    page.text_input(key="bring-in-why").set_value(why)
    page.button(key=KEEP).click().run()
    assert not page.exception
    return page


def keys(page) -> set[str]:
    return {button.key for button in page.button}
