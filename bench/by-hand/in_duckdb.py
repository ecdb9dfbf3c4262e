"""DuckDB on the event log that `npm run bench measure` wrote as Parquet, with the same questions.

    python bench/by-hand/in_duckdb.py events.parquet statements.json ROUNDS  ->  one line of JSON: a metric's best seconds and its total
"""

import json
import math
import sys
import time

import duckdb

path, statements, rounds = sys.argv[1], json.load(open(sys.argv[2])), int(sys.argv[3])
connection = duckdb.connect(f"{path}.duckdb")
connection.execute("SET threads = 2").fetchall()
connection.execute("SET TimeZone = 'UTC'").fetchall()
connection.execute(f"CREATE TABLE event AS SELECT * FROM read_parquet('{path}')").fetchall()
told = {}
for name, statement in statements.items():
    best, rows = float("inf"), []
    for _ in range(rounds):
        began = time.time()
        try:
            rows = connection.execute(statement).fetchall()
        except duckdb.Error as fault:
            sys.exit(f"{name}: {fault}")
        best = min(best, time.time() - began)
    totals = [row[2] for row in rows if row[1]]
    total = None if not totals or totals[0] is None else float(totals[0])
    told[name] = {"s": best, "total": total if total is not None and math.isfinite(total) else None}
print(json.dumps(told))
