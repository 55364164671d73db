"""What a briefing says: titles, sentences and key figures in English and Arabic."""
