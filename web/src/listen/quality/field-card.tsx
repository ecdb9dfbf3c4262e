// All fields of one source: how complete, how valid, how double.
import { useTranslation } from "react-i18next";
import type { FieldQuality, QualityField } from "#contract";
import { Card } from "../../ui/card.tsx";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { Figure } from "./figure.tsx";
import classes from "./quality.module.css";
import { type Measure, measures } from "./quality.ts";

interface FieldCardProps {
  readonly fields: readonly FieldQuality[];
  readonly onOpen: (field: QualityField, of: Measure) => void;
}

export function FieldCard({ fields, onOpen }: FieldCardProps) {
  const { t } = useTranslation("quality");
  return (
    <Card title={t("fields.title")} subtitle={t("fields.lead")}>
      <ScrollBox label={t("fields.title")}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("column.field")}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col">
                  {t(`measure.${measure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((row) => (
              <tr key={row.field}>
                <th scope="row">{t(`field.${row.field}`)}</th>
                {measures.map((measure) => (
                  <td key={measure}>
                    <Figure row={row} measure={measure} onOpen={() => onOpen(row.field, measure)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}
