// The job that tries or applies a change of the rules.
import { Type } from "typebox";
import { type AnyJobHandler, job } from "#storage";
import { failChange, runChange } from "./change.ts";

export const changeJob: AnyJobHandler = job({
  kind: "identity.change",
  payload: Type.Object({ change_id: Type.Integer() }),
  async handle({ change_id }, { engines, now, signal, last }) {
    try {
      await runChange(engines, change_id, now, signal);
    } catch (fault) {
      if (last && !signal.aborted)
        await failChange(engines, change_id, fault instanceof Error ? fault.message : String(fault), now());
      throw fault;
    }
  },
});
