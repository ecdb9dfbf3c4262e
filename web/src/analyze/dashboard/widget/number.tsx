// A metric's number: value, interval, change, target, sparkline, as on the overview.
import { TileBody } from "../../../ui/tile.tsx";
import type { BodyProps } from "./body.ts";

export function NumberBody({ answer, first_day }: BodyProps<"number">) {
  return (
    <TileBody direction={answer.direction} answer={answer.answer} first_day={first_day} target={answer.targets[0]} />
  );
}
