"""The main job played from end to end: two people, two homes, a real relay process."""
