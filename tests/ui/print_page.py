"""The page as it opens with the language FRONTLINE_TEST_LANGUAGE, printed as JSON: what its reader may choose from, its
texts, and the way it runs."""

from __future__ import annotations

import json
import re
import sys

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import APP, PATIENCE_S
from tests.ui.test_languages import texts
from ui.filters_shown import FILTERS_SHOWN

page = AppTest.from_file(APP, default_timeout=PATIENCE_S)
page.session_state[FILTERS_SHOWN] = True
page.query_params["lang"] = sys.argv[1]
page.run()
assert not page.exception, page.exception
said = list(texts(page))
(runs,) = {found[1] for text in said if (found := re.search(r'lang: "(.*?", dir: ".*?)"', text))}
sys.stdout.write(
    json.dumps(
        {"languages": page.segmented_control(key="language").options, "runs": runs.split('", dir: "'), "texts": said}
    )
)
