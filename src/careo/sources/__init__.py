"""Bytes to documents and text layers."""
