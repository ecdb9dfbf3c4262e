// What is strange about the values, the most frequent first; each line opens to its meaning and examples.
import { UnstyledButton } from "@mantine/core";
import { BadgeCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldQuality, QualityField } from "#contract";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormat } from "../../ui/format.ts";
import classes from "./quality.module.css";
import { flagged } from "./quality.ts";

interface FlagCardProps {
  readonly fields: readonly FieldQuality[];
  readonly onOpen: (field: QualityField, of: string) => void;
}

export function FlagCard({ fields, onOpen }: FlagCardProps) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const rows = flagged(fields);
  return (
    <Card title={t("flags.title")} subtitle={t("flags.lead")}>
      {rows.length === 0 ? (
        <EmptyState icon={BadgeCheck} title={t("flags.none")} />
      ) : (
        <ul className={classes.flags}>
          {rows.slice(0, 12).map(({ field, flag, customers, of }) => (
            <li key={`${field} ${flag}`}>
              <UnstyledButton className={classes.flag ?? ""} aria-haspopup="dialog" onClick={() => onOpen(field, flag)}>
                <span>
                  {t(`field.${field}`)}: {t(`flag.${flag}.name`)}
                </span>
                <span className="k-number k-muted" style={{ whiteSpace: "nowrap" }}>
                  {t("of", { part: format.count(customers), whole: format.count(of) })}
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
