"""Everything that says `st.`; `state`, the link codec, does not."""
