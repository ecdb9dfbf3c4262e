// For tests of what needs no engine: connections to where nothing listens; whoever uses them gets engine_unavailable.
import { connectClickHouse, connectPostgres, type Engines } from "#storage";

export const standIn: Engines = {
  clickhouse: connectClickHouse({ url: "http://nobody:nothing@127.0.0.1:9/none" }),
  postgres: connectPostgres("postgresql://nobody:nothing@127.0.0.1:9/none"),
};
