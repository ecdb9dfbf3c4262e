// What one stage asks to be written that is another's to write: the workspace's settings, segments of a template.
import { createSegment } from "#analyze";
import { ProblemError } from "#contract";
import type { House } from "#listen";
import type { Kompas } from "./kompas.ts";
import { applySettings } from "./workspace.ts";

/** The house as listen knows it. */
export function houseOf(kompas: Kompas): House {
  return {
    changeSettings: (engines, change) => applySettings(kompas, engines, change),
    async addSegment(context, segment) {
      try {
        await createSegment(context, segment);
        return true;
      } catch (fault) {
        if (fault instanceof ProblemError && fault.code === "segment_taken") return false;
        throw fault;
      }
    },
  };
}
