"""Sub types of events in ACLED's words, by their type: what a person who adds an event chooses from.

Source: the ACLED codebook of 2023. Data may hold others; they are kept as they stand.
"""

from __future__ import annotations

from geo.events import STRIKE_KINDS

SUB_EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Explosions/Remote violence": (
        *STRIKE_KINDS,
        "Remote explosive/landmine/IED",
        "Suicide bomb",
        "Grenade",
        "Chemical weapon",
    ),
    "Battles": ("Armed clash", "Non-state actor overtakes territory", "Government regains territory"),
    "Violence against civilians": ("Attack", "Abduction/forced disappearance", "Sexual violence"),
    "Strategic developments": (
        "Non-violent transfer of territory",
        "Headquarters or base established",
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Looting/property destruction",
        "Other",
    ),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
}
