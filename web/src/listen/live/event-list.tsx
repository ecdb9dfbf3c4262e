// The events as rows: one line each, opened by a click or Enter, walked by j and k.
import { Box, Text, UnstyledButton } from "@mantine/core";
import { type FocusEvent, memo, type PointerEvent, type UIEvent } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import type { Row } from "./feed.ts";
import classes from "./live.module.css";
import { OutcomeMark } from "./outcome-mark.tsx";
import { clock } from "./time.ts";

interface LineProps {
  readonly row: Row;
  readonly locale: string;
  readonly time_zone: string;
  readonly onOpen: (row: Row) => void;
}

const Line = memo(function Line({ row, locale, time_zone, onOpen }: LineProps) {
  const { t } = useTranslation("live");
  const { event } = row;
  const [strongest] = event.identifiers;
  const [second, part] = clock(event.received_at, locale, time_zone);
  const name = event.name === "" ? t(event.type === "" ? "no_name" : `type.${event.type}`, event.type) : event.name;
  return (
    <tr className={classes.row} onClick={() => onOpen(row)}>
      <td className={`${classes.time} k-number`}>
        {second}
        <span className={classes.part}>{part}</span>
      </td>
      <td>
        <UnstyledButton
          className={classes.name ?? ""}
          data-row={row.key}
          onClick={(click) => {
            click.stopPropagation();
            onOpen(row);
          }}
        >
          {name}
        </UnstyledButton>
        {event.flags.length > 0 && (
          <Text span size="xs" c="var(--k-warn)" ml={8}>
            {t("flags_count", { count: event.flags.length })}
          </Text>
        )}
      </td>
      <td className={classes.outcome}>
        <OutcomeMark outcome={event.outcome} brief />
      </td>
      <td className={classes.who}>{strongest?.value ?? <span className="k-muted">{t("nobody")}</span>}</td>
      <td className={classes.source}>{event.source_name}</td>
    </tr>
  );
});

interface EventListProps {
  readonly rows: readonly Row[];
  readonly time_zone: string;
  readonly onOpen: (row: Row) => void;
  /** The reader's eyes are on the rows: they must not move. */
  readonly onReading: (reading: { pointer?: boolean; focus?: boolean; scrolled?: boolean }) => void;
}

export function EventList({ rows, time_zone, onOpen, onReading }: EventListProps) {
  const { t } = useTranslation("live");
  const { locale } = useFormat();
  return (
    // Nothing is done here: it is only noticed whether somebody reads.
    <Box
      onPointerEnter={({ pointerType }: PointerEvent<HTMLElement>) => onReading({ pointer: pointerType === "mouse" })}
      onPointerLeave={() => onReading({ pointer: false })}
      onFocus={() => onReading({ focus: true })}
      onBlur={({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (!currentTarget.contains(relatedTarget)) onReading({ focus: false });
      }}
      onScrollCapture={({ target }: UIEvent<HTMLElement>) => {
        if (target instanceof HTMLElement) onReading({ scrolled: target.scrollTop > 4 });
      }}
    >
      <ScrollBox label={t("list")} className={classes.box ?? ""}>
        <table className={classes.table} aria-label={t("list")}>
          <thead>
            <tr>
              <th scope="col" className={classes.time}>
                {t("column.received")}
              </th>
              <th scope="col">{t("column.event")}</th>
              <th scope="col" className={classes.outcome}>
                {t("column.outcome")}
              </th>
              <th scope="col" className={classes.who}>
                {t("column.who")}
              </th>
              <th scope="col" className={classes.source}>
                {t("column.source")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.key} row={row} locale={locale} time_zone={time_zone} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Box>
  );
}
