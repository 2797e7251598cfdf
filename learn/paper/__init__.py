"""Tests on paper: versions of a bank, laid out for printing, with answer sheet and key."""
