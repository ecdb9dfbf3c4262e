// What the inside of a widget is given.
import type { Widget, WidgetAnswer } from "#contract";

/** Kinds that ask for something: all but text. */
type AskingKind = Exclude<Widget["kind"], "text">;

export interface BodyProps<Kind extends AskingKind> {
  readonly title: string;
  readonly answer: Extract<WidgetAnswer, { kind: Kind }>;
  /** The first day of the data. */
  readonly first_day: string | undefined;
  /** What the dashboard compares with. */
  readonly compare: "previous" | "year" | "none";
  /** Room below the title, in pixels. */
  readonly room_px: number;
}
