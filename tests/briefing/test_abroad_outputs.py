"""Whatever a theatre's figures are written to, what lies abroad changes none of them and is told apart."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from pptx import Presentation
from pypdf import PdfReader

from briefing import data_tables
from briefing.key_figures import event_figures
from briefing.outputs import OUTPUTS, make
from briefing.sheet.change_sheet import range_figures
from briefing.slide_charts import day_charts
from briefing.web_figures import figure_tables
from geo.situation import select
from layers import all_layers
from layers.base import Look
from layers.density import LAYER as DENSITY
from layers.figures import abroad_words
from layers.playback import playback
from tests.briefing.conftest import ask
from tests.cases.running import cli
from tests.worlds import event, theatre_of
from ui.by_unit import ground_table
from ui.charts import events_per_day
from ui.tables import events_table
