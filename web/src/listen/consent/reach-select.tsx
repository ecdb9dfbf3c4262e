// Whom a file that leaves may hold: everybody, or only whom a purpose of consent reaches by a channel.
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConsentSettings } from "#contract";
import { useApi } from "../../ui/api.ts";
import { inLanguage } from "./consent.ts";

interface ReachSelectProps {
  /** "purpose:channel", as `targetOf` reads it; null for everybody. */
  readonly value: string | null;
  readonly onChange: (word: string | null) => void;
}

export function ReachSelect({ value, onChange }: ReachSelectProps) {
  const { t, i18n } = useTranslation("consent");
  const settings = useApi<ConsentSettings>("/api/v1/consent");
  const purposes = settings.data?.purposes.filter(({ enabled }) => enabled) ?? [];
  const data = purposes.map(({ id, names, channels }) => ({
    group: inLanguage(names, i18n.language),
    items: channels.map((channel) => ({
      value: `${id}:${channel}`,
      label: `${inLanguage(names, i18n.language)}: ${t(`channel.${channel}`)}`,
    })),
  }));
  return (
    <Select
      label={t("export.reach")}
      description={t("export.hint")}
      placeholder={t("export.everybody")}
      data={data}
      value={value}
      onChange={onChange}
      clearable
      searchable
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={t("no_rows", { ns: "ui" })}
    />
  );
}
