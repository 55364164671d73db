"""The domain: frames in; frames, numbers or frozen values out. Knows no folium and no Streamlit."""
