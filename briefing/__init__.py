"""Briefings: a Situation in, a file out. One file is one kind of output; `briefing.job.formats` finds it by suffix."""
