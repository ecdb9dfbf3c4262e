// The same share of every field, source beside source.
import { SegmentedControl, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Quality, QualityField } from "#contract";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import classes from "./quality.module.css";
import { fields, isMeasure, type Measure, measures, recognizing } from "./quality.ts";

interface SourceCardProps {
  readonly sources: Quality["sources"];
  readonly measure: Measure;
  readonly onMeasure: (measure: Measure) => void;
  readonly onOpen: (source: string, field: QualityField, of: Measure) => void;
}

export function SourceCard({ sources, measure, onMeasure, onOpen }: SourceCardProps) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const shown = fields.filter((field) => measure !== "duplicates" || recognizing.includes(field));
  return (
    <Card
      title={t("sources.title")}
      subtitle={t("sources.lead")}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t("sources.measure")}
          value={measure}
          onChange={(value) => isMeasure(value) && onMeasure(value)}
          data={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
        />
      }
    >
      <ScrollBox label={t("sources.title")}>
        <table className={classes.table} style={{ minWidth: 200 + shown.length * 96 }}>
          <thead>
            <tr>
              <th scope="col">{t("column.source")}</th>
              <th scope="col">{t("column.customers")}</th>
              {shown.map((field) => (
                <th key={field} scope="col">
                  {t(`field.${field}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sources.map((one) => (
              <tr key={one.source}>
                <th scope="row">{one.source === "" ? t("all_sources") : one.source}</th>
                <td className="k-number">{format.count(one.customers)}</td>
                {shown.map((field) => {
                  const share = one.fields.find((row) => row.field === field)?.[measure] ?? null;
                  return (
                    <td key={field} className="k-number">
                      {share === null ? (
                        <span className="k-muted">—</span>
                      ) : (
                        <UnstyledButton
                          className="k-link"
                          aria-haspopup="dialog"
                          fz={14}
                          onClick={() => onOpen(one.source, field, measure)}
                        >
                          {format.share(share, 0)}
                        </UnstyledButton>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}
