"""Frames become figures and pages."""
