// The list as a file: of everybody, or only of whom a consent reaches, with how many that leaves out.
import { Button, Popover, Stack, Text } from "@mantine/core";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerPage } from "#contract";
import { targetOf } from "../../listen/consent/consent.ts";
import { ReachSelect } from "../../listen/consent/reach-select.tsx";
import { apiUrl, type Inputs, useApi } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";

interface ExportMenuProps {
  /** The list that is exported: it counts, and as .csv it is the file. */
  readonly path: string;
  readonly inputs: Inputs;
}

function Choice({ path, inputs }: ExportMenuProps) {
  const { t } = useTranslation(["consent", "classes"]);
  const [word, setWord] = useState<string | null>(null);
  const asked = word === null ? {} : targetOf(word);
  const counted = useApi<CustomerPage>(path, { ...inputs, ...asked, limit: 1 }, { placeholderData: () => undefined });
  const page = counted.data;
  return (
    <Stack gap="sm">
      <ReachSelect value={word} onChange={setWord} />
      {counted.isError && <ErrorState error={counted.error} />}
      {/* Its place is kept while it is counted: the button below must not move under the finger. */}
      <Text size="sm" role="status" mih={22}>
        {page !== undefined && t("export.count", { count: page.total })}
        {page !== undefined && page.left_out !== null && ` · ${t("export.left_out", { count: page.left_out })}`}
      </Text>
      <Button
        component="a"
        leftSection={<Download size={14} />}
        href={apiUrl(`${path}.csv`, { ...inputs, ...asked })}
        download
        // Not the field, which would open its list over this button.
        data-autofocus
      >
        {t("classes:export")}
      </Button>
    </Stack>
  );
}

export function ExportMenu({ path, inputs }: ExportMenuProps) {
  const { t } = useTranslation("classes");
  return (
    <Popover width={330} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<Download size={14} />}>
          {t("export")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown bg="var(--k-card)">
        <Choice path={path} inputs={inputs} />
      </Popover.Dropdown>
    </Popover>
  );
}
