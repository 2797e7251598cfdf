"""Simulated learners whose memory is not our model, and schedulers compared on them at equal workload. Pure."""
