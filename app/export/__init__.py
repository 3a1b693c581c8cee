"""Documents made from records, following their declarations."""
