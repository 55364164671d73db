"""What is said in another language while it is spoken, and only then."""

from __future__ import annotations

import pickle
from copy import copy, deepcopy

import pytest

from geo.common import messages
from geo.common.messages import (
    L_,
    N_,
    _,
    either,
    joined,
    language,
    ngettext,
    ngettext_lazy,
    pgettext,
    speak,
    speaking,
    verbatim,
)

PO = """
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"

msgid "Front line"
msgstr "خط الجبهة"

msgid "lies on the {place}"
msgstr "يقع على {place}"

msgid "{n:,} rows and {share:.0%}"
msgstr "{n:,} صف و{share:.0%}"

msgctxt "of an army"
msgid "Front line"
msgstr "الخط الأمامي"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "لا أيام"
msgstr[1] "يوم واحد"
msgstr[2] "يومان"
msgstr[3] "{n} أيام"
msgstr[4] "{n} يومًا"
msgstr[5] "{n} يوم"
"""


pytestmark = pytest.mark.usefixtures("catalogue")


def test_a_text_is_as_it_is_written_where_nobody_asked_for_another_language():
    assert (language(), _("Front line")) == ("en", "Front line")


def test_a_text_is_translated_while_its_language_is_spoken():
    with speaking("ar"):
        assert (language(), _("Front line")) == ("ar", "خط الجبهة")
    assert _("Front line") == "Front line"


def test_a_language_spoken_within_another_gives_way_to_it_again():
    with speaking("ar"):
        with speaking("en"):
            assert _("Front line") == "Front line"
        assert _("Front line") == "خط الجبهة"
        speak("en")
        assert _("Front line") == "Front line"


def test_words_that_mean_two_things_are_told_apart_by_their_context():
    assert pgettext("of an army", "Front line") == "Front line"
    with speaking("ar"):
        assert (_("Front line"), pgettext("of an army", "Front line")) == ("خط الجبهة", "الخط الأمامي")


def test_a_constant_is_marked_where_it_stands_and_translated_where_it_is_said():
    with speaking("ar"):
        constant = N_("Front line")
        assert (constant, _(constant)) == ("Front line", "خط الجبهة")


def test_of_a_pair_of_names_the_one_of_the_language_is_said_where_there_is_one():
    assert either("Hama", "حماة") == "Hama"
    with speaking("ar"):
        assert (either("Hama", "حماة"), either("Hama", "")) == ("حماة", "Hama")


def test_a_text_without_a_translation_and_a_language_without_a_catalogue_say_what_is_written():
    with speaking("ar"):
        assert _("Never translated") == "Never translated"
    with speaking("fr"):
        assert _("Front line") == "Front line"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "لا أيام"), (1, "يوم واحد"), (2, "يومان"), (3, "3 أيام"), (11, "11 يومًا"), (100, "100 يوم")],
)
def test_arabic_has_six_forms_of_a_number(number, said):
    with speaking("ar"):
        assert ngettext("{n} day", "{n} days", number).format(n=number) == said


@pytest.mark.parametrize(("number", "said"), [(1, "1 day"), (2, "2 days")])
def test_english_has_two(number, said):
    assert ngettext("{n} day", "{n} days", number).format(n=number) == said


def test_a_sentence_is_its_english_text_and_is_told_in_the_language_that_is_spoken():
    kept = L_("lies on the {place}", place="Euphrates")
    assert (kept, _(kept)) == ("lies on the Euphrates", "lies on the Euphrates")
    with speaking("ar"):
        assert (str(kept), _(kept)) == ("lies on the Euphrates", "يقع على Euphrates")


def test_a_sentence_in_a_gap_of_another_is_told_with_it():
    inner, days = L_("Front line"), ngettext_lazy("{n} day", "{n} days", 2, n=2)
    kept = joined((L_("lies on the {place}", place=inner), days), ": ")
    assert kept == "lies on the Front line: 2 days"
    with speaking("ar"):
        assert _(kept) == "يقع على خط الجبهة: يومان"
        assert _(joined((days, days), inner)) == "يومانخط الجبهةيومان"


def test_a_sentence_says_a_number_as_its_text_asks_in_either_language():
    kept = L_("{n:,} rows and {share:.0%}", n=1200, share=0.25)
    with speaking("ar"):
        assert (kept, _(kept)) == ("1,200 rows and 25%", "1,200 صف و25%")


def test_what_has_no_translation_stays_as_it_is():
    with speaking("ar"):
        assert [_(verbatim(text)) for text in ("Front line", "{n} day")] == ["Front line", "{n} day"]


def test_gaps_are_shown_as_the_page_asks_and_the_words_about_them_by_another_way():
    with speaking("ar"):
        kept = L_("lies on the {place}", place="<b>")
        assert kept.told(str.upper, lambda text: f"[{text}]") == "يقع على [<b>]"
    assert kept.told(str.upper, lambda text: f"[{text}]") == "LIES ON THE [<b>]"


@pytest.mark.parametrize("copied", [lambda kept: pickle.loads(pickle.dumps(kept)), deepcopy, copy])
def test_a_copy_of_a_sentence_is_told_as_it_is(copied):
    again = copied(ngettext_lazy("{n} day", "{n} days", 2, n=2))
    assert (again, hash(again)) == ("2 days", hash("2 days"))
    with speaking("ar"):
        assert _(again) == "يومان"


def test_what_a_sentence_keeps_can_be_shown_and_saved():
    """The byte of a file's name that is no letter, and an error, of which its words are kept."""
    assert L_("lies on the {place}", place="a\udcff") == "lies on the a?"
    told = L_("lies on the {place}", place=OSError(28, "No space left"))
    assert pickle.loads(pickle.dumps(told)) == "lies on the [Errno 28] No space left"


def test_texts_in_gaps_are_changed_and_the_words_about_them_are_not():
    inner = L_("lies on the {place}", place="/home/lies")
    kept = L_("{n:,} rows and {share!s}", n=3, share=inner)
    assert kept.with_texts(lambda text: text.replace("lies", "data")) == "3 rows and lies on the /home/data"


def test_how_a_number_in_a_gap_is_written_is_no_text_and_stays_as_it_is():
    said = L_("{lon:.2f} lies outside, {count:,} rows.", lon=36.666, count=1200)
    assert said.told(lambda words: words.replace(".", "!")) == "36.67 lies outside, 1,200 rows!"


def compiled(cache):
    return sorted(path.name for path in (cache / "catalogues").iterdir())


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTLINE_CACHE", str(tmp_path / "cache"))
    written = tmp_path / "ar" / "LC_MESSAGES" / "frontline.po"
    with speaking("ar"):
        assert _("Front line") == "خط الجبهة"
        messages._catalogue.cache_clear()
        monkeypatch.setattr(messages, "read_po", None)  # what is kept is enough
        assert _("Front line") == "خط الجبهة"
        first = compiled(tmp_path / "cache")
        monkeypatch.undo()
        monkeypatch.setenv("FRONTLINE_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(messages, "LOCALES", tmp_path)
        written.write_text(PO.replace("خط الجبهة", "الجبهة"), encoding="utf-8")
        messages._catalogue.cache_clear()
        assert _("Front line") == "الجبهة"
    assert len(first) == 1
    assert len(compiled(tmp_path / "cache")) == 2


@pytest.mark.parametrize("left", [0, 2, 10, 40, 200, 500])
def test_a_catalogue_that_was_kept_in_part_is_compiled_anew(tmp_path, monkeypatch, left):
    monkeypatch.setenv("FRONTLINE_CACHE", str(tmp_path / "cache"))
    with speaking("ar"):
        _("Front line")
        (kept,) = (tmp_path / "cache" / "catalogues").iterdir()
        whole = kept.read_bytes()
        kept.write_bytes(whole[:left])
        messages._catalogue.cache_clear()
        assert _("Front line") == "خط الجبهة"
    assert kept.read_bytes() == whole
    assert len(whole) > 500


def test_where_nothing_can_be_kept_catalogues_are_read_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTLINE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").write_text("a file stands where the folder would")
    with speaking("ar"):
        assert _("Front line") == "خط الجبهة"
