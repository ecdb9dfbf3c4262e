// A dashboard to be looked at: its widgets on the grid, one below the other on a phone.
import { useMediaQuery } from "@mantine/hooks";
import type { DashboardAnswers, DashboardCompare, Widget } from "#contract";
import classes from "./dashboard.module.css";
import { inOrder, row_px } from "./grid.ts";
import { WidgetView } from "./widget/widget.tsx";

interface BoardProps {
  readonly widgets: readonly Widget[];
  readonly compare: DashboardCompare;
  /** undefined while they are on their way. */
  readonly answers: DashboardAnswers | undefined;
  /** The height of a row. */
  readonly row?: number;
  /** Keeps its columns however narrow it is. */
  readonly wide?: boolean;
}

export function Board({ widgets, compare, answers, row = row_px, wide = false }: BoardProps) {
  const narrow = useMediaQuery("(max-width: 48em)") && !wide;
  return (
    <div className={classes.board} data-narrow={narrow} style={{ gridAutoRows: row }}>
      {inOrder(widgets).map((widget) => {
        const { x, y, w, h } = widget.place;
        return (
          <div
            key={widget.id}
            className={classes.cell}
            style={
              narrow
                ? { gridRow: `span ${h}` }
                : { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` }
            }
          >
            <WidgetView widget={widget} compare={compare} answers={answers} row={row} />
          </div>
        );
      })}
    </div>
  );
}
