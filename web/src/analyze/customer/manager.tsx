// Who looks after the customer: chosen out of the users, with everybody who did before.
import { Group, Popover, Select, Stack, Text, UnstyledButton } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserRoundCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ManagerChoice, Managing } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import classes from "./customer.module.css";

interface ManagerProps {
  readonly id: string;
  readonly time_zone: string;
}

function Choose({ id, present }: { readonly id: string; readonly present: Managing }) {
  const { t } = useTranslation("customer");
  const client = useQueryClient();
  const path = `/api/v1/customers/${id}/manager`;
  const choices = useApi<{ rows: ManagerChoice[] }>("/api/v1/managers").data?.rows ?? [];
  const change = useMutation({
    mutationFn: (user_id: number | null) => apiSend<Managing>("PUT", path, { user_id }),
    onSuccess: () => client.invalidateQueries({ queryKey: [path] }),
  });
  return (
    <>
      <Select
        label={t("manager.label")}
        description={choices.length === 0 ? t("manager.nobody_hint") : t("manager.hint")}
        placeholder={t("manager.none")}
        data={choices.map(({ user_id, name }) => ({ value: String(user_id), label: name }))}
        value={present.manager === null ? null : String(present.manager.user_id)}
        onChange={(chosen) => change.mutate(chosen === null ? null : Number(chosen))}
        disabled={change.isPending}
        clearable
        clearButtonProps={{ "aria-label": t("manager.clear") }}
        comboboxProps={{ withinPortal: false }}
      />
      {change.error !== null && <ErrorState error={change.error} />}
    </>
  );
}

function History({ present, time_zone }: { readonly present: Managing; readonly time_zone: string }) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  if (present.history.length === 0) return null;
  return (
    <div>
      <Text size="xs" fw={600}>
        {t("manager.history")}
      </Text>
      <ul className={classes.history}>
        {present.history.map(({ name, set_by, set_at }) => (
          <li key={set_at}>
            {t(set_by === "" ? "manager.line" : "manager.line_by", {
              name: name ?? t("manager.none"),
              by: set_by,
              at: format.instant(set_at, time_zone),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Manager({ id, time_zone }: ManagerProps) {
  const { t } = useTranslation("customer");
  const may = useMay("agent");
  const present = useApi<Managing>(`/api/v1/customers/${id}/manager`, {}, { placeholderData: () => undefined }).data;
  if (present === undefined) return null;
  const name = present.manager?.name ?? t("manager.none");
  return (
    <Popover position="bottom-end" shadow="md" width={280} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.manager ?? ""}>
          <Group gap={6} wrap="nowrap">
            <UserRoundCheck size={16} aria-hidden />
            <span>
              <Text span size="xs" c="dimmed" display="block">
                {t("manager.label")}
              </Text>
              <Text span size="sm">
                {name}
              </Text>
            </span>
          </Group>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown bg="var(--k-card)" aria-label={t("manager.label")}>
        <Stack gap="sm">
          {may ? <Choose id={id} present={present} /> : <Text size="sm">{t("manager.may_not")}</Text>}
          <History present={present} time_zone={time_zone} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
