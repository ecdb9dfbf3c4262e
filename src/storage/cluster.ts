// The cluster form of a DDL statement, by mechanical transform.

/** The statements that do on a cluster what `statement` does on one server; without a cluster, itself. */
export function clusterStatements(statement: string, cluster: string | undefined): string[] {
  if (cluster === undefined) return [statement];
  throw new Error("not yet");
}
