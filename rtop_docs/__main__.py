"""``python -m rtop_docs``: the command, where its script is not on the path.  Knows nothing else."""

from rtop_docs.cli import main

main(prog_name="rtop-docs")
