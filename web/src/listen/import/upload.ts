// Sends a file to the server with progress, which fetch cannot tell.
import type { Location, Problem } from "#contract";
import { ApiError, apiUrl } from "../../ui/api.ts";

interface Uploaded {
  readonly upload_id: string;
  readonly file_name: string;
}

function faultOf(request: XMLHttpRequest): ApiError {
  try {
    const problem: Problem = JSON.parse(request.responseText);
    return new ApiError(request.status, problem.code, problem.detail ?? problem.title, problem.field);
  } catch {
    return new ApiError(request.status, "unexpected", request.statusText);
  }
}

/** The location of the sent file. `onShare` hears how much has gone, 0..1. Rejects with ApiError or AbortError. */
export function upload(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<Location> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiUrl("/api/v1/uploads", { file_name: file.name }));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total);
    };
    request.onerror = () => reject(new ApiError(0, "unreachable", "Kompas does not answer"));
    request.onabort = () => reject(new DOMException("The upload was cancelled", "AbortError"));
    request.onload = () => {
      if (request.status >= 300) return reject(faultOf(request));
      const uploaded: Uploaded = JSON.parse(request.responseText);
      resolve({ kind: "upload", upload_id: uploaded.upload_id, file_name: file.name });
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
