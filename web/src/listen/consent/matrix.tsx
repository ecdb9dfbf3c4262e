// Purposes by channels: how many customers each cell reaches.
import { Badge, Group, Text, VisuallyHidden } from "@mantine/core";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Channel, ConsentCoverage, Purpose } from "#contract";
import { not_defined, useFormat } from "../../ui/format.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import classes from "./consent.module.css";
import { channels, inLanguage, reached } from "./consent.ts";

interface CellProps {
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly coverage: ConsentCoverage | undefined;
}

function Cell({ purpose, channel, coverage }: CellProps) {
  const { t } = useTranslation("consent");
  const format = useFormat();
  const cell = coverage && reached(purpose, channel, coverage);
  if (!purpose.channels.includes(channel))
    return (
      <Text span c="dimmed">
        <span aria-hidden>·</span>
        <VisuallyHidden>{t("matrix.not_offered")}</VisuallyHidden>
      </Text>
    );
  if (!purpose.enabled || cell === undefined) return <Text span>{not_defined}</Text>;
  if (purpose.basis === "contract")
    return (
      <Group gap={4} wrap="nowrap">
        <Check size={14} aria-hidden />
        <Text span size="sm">
          {t("matrix.everybody")}
        </Text>
      </Group>
    );
  return (
    <>
      <Text span size="sm" fw={600} className="k-number">
        {format.share(cell.share)}
      </Text>
      <Text size="xs" c="dimmed" className="k-number">
        {t("matrix.n", { count: cell.customers })}
      </Text>
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${(cell.share ?? 0) * 100}%` }} />
      </div>
    </>
  );
}

interface MatrixProps {
  readonly purposes: readonly Purpose[];
  readonly coverage: ConsentCoverage | undefined;
  readonly onOpen: (purpose: Purpose) => void;
}

export function Matrix({ purposes, coverage, onOpen }: MatrixProps) {
  const { t, i18n } = useTranslation("consent");
  return (
    <ScrollBox label={t("matrix.title")}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col" style={{ minWidth: 190 }}>
              {t("purpose")}
            </th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {t(`channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {purposes.map((purpose) => (
            <tr key={purpose.id}>
              <th scope="row">
                <button type="button" className={classes.name} onClick={() => onOpen(purpose)}>
                  {inLanguage(purpose.names, i18n.language)}
                </button>
                <Group gap={6}>
                  <Badge variant="light" size="sm" radius="sm" tt="none" fw={500}>
                    {t(`basis.${purpose.basis}`)}
                  </Badge>
                  {!purpose.enabled && (
                    <Badge variant="default" size="sm" radius="sm" tt="none" fw={500}>
                      {t("off")}
                    </Badge>
                  )}
                </Group>
              </th>
              {channels.map((channel) => (
                <td key={channel} className={classes.cell}>
                  <Cell purpose={purpose} channel={channel} coverage={coverage} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
