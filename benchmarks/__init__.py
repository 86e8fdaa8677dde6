"""Measurements that no test makes, because they take minutes or judge by degrees."""
