// The metrics that everybody begins with on the overview, as a definition.
import { Type } from "typebox";
import { TilesChoice } from "#contract";
import { definition } from "#storage";
import { metricNamed } from "../custom-metric/custom-metric.definition.ts";
import { chooseTiles, chosenForAll } from "./tile.ts";

export const tileDefinition = definition({
  kind: "tiles",
  summary: "The metrics on everybody's overview",
  item: Type.Pick(TilesChoice, ["metrics"]),
  async read({ engines }) {
    const metrics = await chosenForAll(engines);
    return metrics === undefined ? [] : [{ metrics }];
  },
  refers: ({ metrics }) => metrics.flatMap((id, at) => metricNamed(id, `metrics.${at}`)),
  async put({ engines, caller, now }, { metrics }) {
    await chooseTiles(engines, { metrics, everybody: true }, caller, now());
    return undefined;
  },
});
