// What becomes of an erased person's orders, as a definition.
import { Type } from "typebox";
import { ErasurePolicy } from "#contract";
import { definition } from "#storage";
import { changePolicy, readPolicy } from "./request.ts";

export const privacyDefinition = definition({
  kind: "privacy",
  summary: "What becomes of an erased person's orders",
  item: Type.Object({ policy: ErasurePolicy }),
  read: async ({ engines }) => [{ policy: await readPolicy(engines) }],
  async put({ engines }, { policy }) {
    await changePolicy(engines, policy);
    return undefined;
  },
});
