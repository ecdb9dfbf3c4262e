"""Splink 4 (with DuckDB 1 and pandas 2) on the CSV file of `npm run bench match`, with the blocking and comparisons of its own guides.

    python bench/match.splink.py persons.csv  ->  one line of JSON: seconds, cpu_s, pairs, precision, recall, f1
"""

import json
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

path = sys.argv[1]
began = time.time()
connection = duckdb.connect()
connection.execute("SET threads = 2").fetchall()
connection.execute(
    f"CREATE TABLE person AS SELECT id AS unique_id, * EXCLUDE (id) FROM read_csv('{path}', all_varchar = true)"
).fetchall()
records = connection.execute("SELECT count(*) FROM person").fetchone()[0]
blocking = [
    block_on("email"),
    block_on("phone"),
    block_on("surname", "birth_date"),
    block_on("given_name", "birth_date"),
    block_on("surname", "postcode"),
    block_on("given_name", "surname", "city"),
    block_on("street", "street_number", "city"),
]
settings = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=blocking,
    comparisons=[
        cl.JaroWinklerAtThresholds("given_name", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("birth_date", [1, 2]),
        cl.EmailComparison("email"),
        cl.DamerauLevenshteinAtThresholds("phone", [1, 2]),
        cl.JaroWinklerAtThresholds("street", [0.9]).configure(term_frequency_adjustments=True),
        cl.ExactMatch("street_number"),
        cl.ExactMatch("postcode"),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
    ],
)
linker = Linker("person", settings, DuckDBAPI(connection=connection))
training = linker.training
training.estimate_probability_two_random_records_match([block_on("email"), block_on("phone")], recall=0.8)
training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
training.estimate_parameters_using_expectation_maximisation(block_on("birth_date", "surname"))
training.estimate_parameters_using_expectation_maximisation(block_on("email"))
pairs = linker.inference.predict(threshold_match_probability=0.5)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.5)
found, right = connection.execute(
    f"""SELECT count(*), count(*) FILTER (WHERE l.person = r.person) FROM {pairs.physical_name} p
    JOIN person l ON l.unique_id = p.unique_id_l JOIN person r ON r.unique_id = p.unique_id_r"""
).fetchone()
seconds, cpu_s = time.time() - began, time.process_time()
total = connection.execute(
    "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM person GROUP BY person)"
).fetchone()[0]
print(
    json.dumps(
        {
            "records": records,
            "seconds": round(seconds, 1),
            "cpu_s": round(cpu_s, 1),
            "pairs": found,
            "precision": round(right / found, 4),
            "recall": round(right / float(total), 4),
            "f1": round(2 * right / (found + float(total)), 4),
        }
    )
)
