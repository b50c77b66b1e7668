"""Draft a migration from what the models have and the migrations do not: `draft_migration.py NAME`."""

import sys
import tempfile
from pathlib import Path

from playhouse.migrations import Runner, template
from playhouse.schema_diff import diff_models

from webapp import db
from webapp.migrating import FOLDER, tables

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = db.use(f"sqlite:///{Path(folder) / 'draft.db'}")
        runner = Runner(database, str(FOLDER))
        runner.up()
        diff = diff_models(database, tables())
        print(runner.create(sys.argv[1], body=template(diff)) if diff else "the schema matches the models")
