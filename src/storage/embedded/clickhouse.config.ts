// The configuration that the embedded ClickHouse runs with: small memory, logs that cannot grow, two users.

export interface ConfigPlaces {
  /** Absolute path of the users file. */
  readonly users: string;
  readonly log_folder: string;
  /** The servers of a cluster that this one is a shard of. */
  readonly cluster?: ClusterConfig;
}

/** One shard a port, on the loopback, all with the same password. */
export interface ClusterConfig {
  readonly name: string;
  readonly tcp_ports: readonly number[];
  readonly password: string;
}

function remoteServers({ name, tcp_ports, password }: ClusterConfig): string {
  const shards = tcp_ports.map(
    (port) => `
      <shard>
        <internal_replication>true</internal_replication>
        <replica>
          <host>127.0.0.1</host><port>${port}</port><user>kompas</user><password>${password}</password>
        </replica>
      </shard>`,
  );
  return `
  <remote_servers>
    <${name}>${shards.join("")}
    </${name}>
  </remote_servers>`;
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/**
 * config.xml. `log-level` is what libchdb reads; `logger.level` it overwrites with "trace". Merged parts are synced
 * so that a power cut never finds one broken after its sources were removed (docs/decisions/0004-durability.md).
 */
export function clickhouseConfig(places: ConfigPlaces): string {
  return `<clickhouse>
  <log-level>warning</log-level>
  <logger>
    <log>${xml(places.log_folder)}/clickhouse.log</log>
    <errorlog>${xml(places.log_folder)}/clickhouse.error.log</errorlog>
    <size>10M</size>
    <count>2</count>
  </logger>
  <users_config>${xml(places.users)}</users_config>
  <max_server_memory_usage>1500000000</max_server_memory_usage>
  <mark_cache_size>67108864</mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <background_pool_size>2</background_pool_size>
  <merge_tree><min_rows_to_fsync_after_merge>1</min_rows_to_fsync_after_merge></merge_tree>${places.cluster ? remoteServers(places.cluster) : ""}
</clickhouse>
`;
}

/**
 * users.xml. Why `default` is there, and how it is locked, stands at refusesStrangers in ./clickhouse.ts; its session runs
 * `sessionQueries`. A statement has two threads although the engine would give it one for each free gigabyte only.
 */
export function clickhouseUsers(passwordSha256Hex: string, sessionQueries: number): string {
  const loopback = "<networks><ip>127.0.0.1</ip></networks>";
  return `<clickhouse>
  <users>
    <default>
      <password></password>${loopback}<profile>default</profile><quota>none</quota>
      <grants><query>GRANT SYSTEM LISTEN ON *.*</query></grants>
    </default>
    <kompas>
      <password_sha256_hex>${passwordSha256Hex}</password_sha256_hex>${loopback}<profile>default</profile><quota>default</quota>
      <access_management>1</access_management>
    </kompas>
  </users>
  <profiles>
    <default>
      <max_threads>2</max_threads>
      <max_threads_min_free_memory_per_thread>0</max_threads_min_free_memory_per_thread>
    </default>
  </profiles>
  <quotas>
    <default/>
    <none><interval><duration>2000000000</duration><queries>${sessionQueries}</queries></interval></none>
  </quotas>
</clickhouse>
`;
}
