// What an administrator may set for imports, from the environment.

function bytes(name: string, otherwise: number): number {
  const value = Number(process.env[name]);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
}

/** The largest upload and download, in bytes (KOMPAS_UPLOAD_MAX_BYTES; 10 GB when not set). */
export const uploadBytesMax = (): number => bytes("KOMPAS_UPLOAD_MAX_BYTES", 10_000_000_000);

/** Whether URLs of private networks and without TLS may be fetched (KOMPAS_ALLOW_PRIVATE_URLS=1). */
export const privateUrlsAllowed = (): boolean => /^(?:1|true|yes)$/i.test(process.env.KOMPAS_ALLOW_PRIVATE_URLS ?? "");
