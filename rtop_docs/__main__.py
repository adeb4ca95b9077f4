"""``python -m rtop_docs``: the command, where its script is not on the path.  Knows nothing else."""

from rtop_docs.cli import main

if __name__ == "__main__":  # a worker process imports this module, and must not begin the command again
    main(prog_name="rtop-docs")
