"""Evidence: sources, their frozen snapshots, and the measurements that rest on them."""
