"""The outside world's formats, read and checked into what a theatre keeps."""
