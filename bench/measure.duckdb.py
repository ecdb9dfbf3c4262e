"""DuckDB on the event log that `npm run bench measure` wrote as Parquet, with the same questions.

    python bench/measure.duckdb.py events.parquet statements.json ROUNDS  ->  one line of JSON: a metric's best seconds and its total
"""

import json
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
        rows = connection.execute(statement).fetchall()
        best = min(best, time.time() - began)
    totals = [row[2] for row in rows if row[1]]
    told[name] = {"s": best, "total": None if not totals or totals[0] is None else float(totals[0])}
print(json.dumps(told))
