// What can be done to a metric that was defined here: change it, or delete it.
import { Button } from "@mantine/core";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetricDefinition } from "#contract";
import { Confirm } from "../../ui/confirm.tsx";
import { custom_metrics_path } from "../../ui/formula.tsx";
import { useMay } from "../../ui/me.ts";
import { PageButton } from "../../ui/page-button.tsx";
import { usePageRemoval } from "../../ui/removal.ts";

export function CustomActions({ definition }: { readonly definition: MetricDefinition }) {
  const { t } = useTranslation("metric");
  const may = useMay("analyst");
  const [opened, setOpened] = useState(false);
  const removal = usePageRemoval(`${custom_metrics_path}/${definition.id}`, "/metrics/all");
  if (!may) return null;
  return (
    <>
      <PageButton to={`/metrics/${definition.id}/edit`} variant="default" size="sm" leftSection={<Pencil size={15} />}>
        {t("custom.edit")}
      </PageButton>
      <Button variant="default" size="sm" leftSection={<Trash2 size={15} />} onClick={() => setOpened(true)}>
        {t("custom.delete")}
      </Button>
      <Confirm
        opened={opened}
        title={t("custom.title", { name: definition.name })}
        text={t("custom.text")}
        yes={t("custom.delete")}
        keep={t("custom.keep")}
        {...removal}
        onClose={() => setOpened(false)}
      />
    </>
  );
}
