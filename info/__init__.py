"""What a click answers: all that is known of one thing, as text and links in their order."""
