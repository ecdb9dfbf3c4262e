-- Of whom something changed, for whoever keeps what follows from it: one row for what came within some milliseconds,
-- told by NOTIFY kompas_touch. `seq` grows in the order in which rows are seen. `stamps` are ids as the event log has
-- them, whose sign is that of two's complement: toUInt64 of ClickHouse and BigInt.asUintN(64, …) give them back. Without
-- stamps anybody may have changed.
CREATE TABLE touch (
  seq bigserial PRIMARY KEY,
  stamps bigint[],
  touched_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX touch_at ON touch (touched_at);
