"""What holds for every test: no real home, no real screen, no clock to race against."""

import os

import hypothesis

os.environ["TONGXING_ISOLATED"] = "1"  # app.paths then refuses the real home, whatever a test forgets
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A busy machine must not fail an honest test: hypothesis judges results here, never how long they took.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("house")
