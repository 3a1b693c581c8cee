"""Preparing a stick that sets up a school: who is invited, which installers, the guide, and the codes to tell."""
