"""Whether a link leads to the publisher's own page or only to a copy of it."""

from urllib.parse import urlparse

# Hosts that show somebody else's page: republishers, channel copies, archives, test and alternate servers.
MIRROR_HOSTS = frozenset(
    {
        "aajeg.com",  # alternate address of Al-Araby Al-Jadeed
        "aajsa.com",  # alternate address of Al-Araby Al-Jadeed
        "against-genocide.org",  # SNHR
        "elettrik.com",  # Arab News
        "english.hathalyoum.net",  # The Guardian
        "hara.livedoor.biz",  # Rybar's channel
        "headless2.news.tn",  # The New Arab
        "italy.news-pravda.com",  # Rybar's channel
        "klyoum.com",  # Al-Mahriah
        "masress.com",  # archive of the Egyptian press
        "megaphone-rails.herokuapp.com",  # Megaphone
        "momsy.co.kr",  # ISW
        "palestina-komitee.nl",  # Palestine Chronicle
        "preproduction.printyourfood.com",  # SouthFront, Rybar
        "realamericanews.site",  # DW
        "ru24.net",  # Khaama Press
        "gwvyjp995xbw.merlincdn.net",  # haberler.com
        "staging.thedailyguardian.com",  # The Daily Guardian
        "syria.news-pravda.com",  # Rybar's channel
        "ukraine.news-pravda.com",  # Rybar's channel
        "usa.news-pravda.com",  # Rybar's channel
        "usmuslims.com",  # Anadolu
        "warstudiescentre.co.uk",  # ISW
        "wikimili.com",  # Wikipedia
        "wikisum.wiki",  # Wikipedia
        "zazoom.it",  # Il Tempo
    }
)


def kind(url: str, publisher: str) -> str:
    """ "original", "mirror", or "none" where there is no link."""
    if not url:
        return "none"
    host = (urlparse(url).hostname or "").removeprefix("www.")
    return "mirror" if host in MIRROR_HOSTS or "mirror" in publisher else "original"
