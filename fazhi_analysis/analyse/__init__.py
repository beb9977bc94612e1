"""Frames to new frames: frequency, keyness, panel, trends, regions, reuse, coverage."""
