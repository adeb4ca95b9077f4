"""What follows from the records: reach, matrix, stated against computed, before and after."""
