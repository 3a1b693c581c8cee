"""Tongxing (同行): offline-first records that mentors and rural teachers share."""
