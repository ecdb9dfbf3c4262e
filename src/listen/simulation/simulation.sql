-- listen.simulation.any_event: one
SELECT toUInt8(1) AS found
FROM event_log
LIMIT 1
