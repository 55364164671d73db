"""Every regular expression of the program against texts made to keep it busy."""
