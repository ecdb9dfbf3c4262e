// One share with its n and a bar; it opens to its definition and examples.
import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FieldQuality } from "#contract";
import { useFormat } from "../../ui/format.ts";
import classes from "./quality.module.css";
import { type Measure, partsOf } from "./quality.ts";

interface FigureProps {
  readonly row: FieldQuality;
  readonly measure: Measure;
  readonly onOpen: () => void;
}

/** A dash where the field has no such share: nothing is there to be told. */
export function Figure({ row, measure, onOpen }: FigureProps) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const parts = partsOf(row, measure);
  if (parts === null) return <span className="k-muted">—</span>;
  const [part, whole] = parts;
  const share = row[measure];
  const text = format.share(share, share !== null && share > 0 && share < 0.1 ? 1 : 0);
  const of = t("of", { part: format.count(part), whole: format.count(whole) });
  const name = `${t(`field.${row.field}`)}, ${t(`measure.${measure}`)}: ${text}, ${of}`;
  return (
    <UnstyledButton className={classes.figure ?? ""} onClick={onOpen} aria-haspopup="dialog" aria-label={name}>
      <span className={`${classes.share} k-number`}>{text}</span>
      <span className={classes.track} aria-hidden>
        <span className={classes.bar} style={{ display: "block", width: `${(share ?? 0) * 100}%` }} />
      </span>
      <span className={`${classes.of} k-number`}>{of}</span>
    </UnstyledButton>
  );
}
