-- listen.rights.tombstone_hashes: plain
SELECT hash
FROM tombstone
FINAL
WHERE NOT lifted

-- listen.rights.tombstone_state: plain
SELECT
    count() AS tombstones,
    toString(max(tombstone.changed_at)) AS changed_at
FROM tombstone
