"""Briefings: a Situation in, a file out. One file is one kind of output; `briefing.outputs` finds it by suffix."""
