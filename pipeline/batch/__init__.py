"""Many meeting folders over any `concurrent.futures.Executor`: one process, several, or a Dask cluster.

Every executor runs the very same function of one folder. The coordinator alone holds the archive's lock, for a few
seconds at a time.
"""

from pipeline.batch.executors import Kind, begun, workers
from pipeline.batch.run import Workers
from pipeline.batch.slices import applied, folders_of, planned

__all__ = ["Kind", "Workers", "applied", "begun", "folders_of", "planned", "workers"]
