// Why a place outside of this machine cannot be read, in words by which its owner can mend it.
import type { ClickHouseSettings } from "@clickhouse/client";
import { ProblemError } from "#contract";
import { StorageError } from "#storage";
import type { Place } from "./place.ts";

/** The engine would try for minutes what is not there; a person waits for the answer. */
export const s3Settings: ClickHouseSettings = {
  s3_retry_attempts: "4",
  s3_connect_timeout_ms: "5000",
  s3_request_timeout_ms: "30000",
};

function ofS3(address: string, detail: string): ProblemError {
  const status = /HTTP response code: (\d{3})\b/.exec(detail)?.[1];
  if (status === "404")
    return new ProblemError(422, "no_file", `There is no ${address}; check the bucket and the key`, "location");
  if (status === "403")
    return new ProblemError(
      422,
      "url_refused",
      `S3 does not let us read ${address}; check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
      "location",
    );
  return new ProblemError(
    422,
    "url_unreachable",
    `S3 does not give ${address}${status === undefined ? "" : ` (it answers ${status})`}; check AWS_REGION and AWS_ENDPOINT_URL`,
    "location",
  );
}

/** A fault met while a place was opened: the engine's word on a place outside becomes a ProblemError, any other stays. */
export function unreadable(place: Place, fault: unknown): unknown {
  if (place.kind === "files" || !(fault instanceof StorageError)) return fault;
  if (fault.code !== "bad_query" && fault.code !== "bad_input") return fault;
  if (place.kind === "s3") return ofS3(`s3://${place.url.hostname}${place.url.pathname}`, fault.detail);
  // The other database's own words name what is wrong: the host, the login, the table.
  const message = `The table "${place.table}" of ${place.url.host} cannot be read: ${fault.detail.slice(0, 300)}`;
  return new ProblemError(422, "table_unreadable", message, "location");
}
