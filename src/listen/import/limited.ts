// A stream that ends with a fault when more bytes pass than are allowed.
import { Transform } from "node:stream";
import { ProblemError } from "#contract";

/** Passes bytes on; the fault is a 413 that says how many are allowed. */
export function limited(bytes_max: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > bytes_max)
        done(
          new ProblemError(413, "too_large", `A file may have at most ${bytes_max} bytes (KOMPAS_UPLOAD_MAX_BYTES)`),
        );
      else done(null, chunk);
    },
  });
}
