// What an administrator may set for enrichment, from the environment.

/** The file that tells the country of an address (KOMPAS_IP_DATABASE), "" for none. */
export const ipDatabasePath = (): string => process.env.KOMPAS_IP_DATABASE ?? "";
