// From which role on personal data are seen.
import { Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Workspace } from "#contract";
import { apiSend, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Refusal } from "../login/entry.tsx";
import { useRoleOptions } from "./invite.tsx";

export function PersonalData() {
  const { t } = useTranslation("users");
  const client = useQueryClient();
  const options = useRoleOptions();
  const role = useWorkspace().data?.personal_data_role;
  const change = useMutation({
    mutationFn: (personal_data_role: string) =>
      apiSend<Workspace>("PATCH", "/api/v1/workspace", { personal_data_role }),
    // Whatever stands on the screen may be masked now, or no longer.
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <Card title={t("personal.title")}>
      <Select
        label={t("personal.label")}
        description={t("personal.hint")}
        data={options}
        value={role ?? null}
        onChange={(chosen) => chosen !== null && change.mutate(chosen)}
        disabled={role === undefined || change.isPending}
        allowDeselect={false}
        maw={520}
      />
      <Refusal error={change.error} />
    </Card>
  );
}
