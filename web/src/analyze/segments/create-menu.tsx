// A new segment: by a rule, on a page of its own, or a list that somebody makes.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageButton } from "../../ui/page-button.tsx";
import { useCreate } from "./ready-card.tsx";

export function CreateMenu() {
  const { t } = useTranslation("segments");
  const { t: common } = useTranslation("ui");
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState("");
  const create = useCreate();
  const may = useMay("marketer");
  if (!may) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name: name.trim() });
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t("create.list")}
      </Button>
      <PageButton to="/new-segment" leftSection={<Plus size={15} />}>
        {t("create.rule")}
      </PageButton>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("create.list")}
        centered
        closeButtonProps={{ "aria-label": common("close") }}
        styles={{ content: { background: "var(--k-card)" }, header: { background: "var(--k-card)" } }}
      >
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Text size="sm">{t("create.list_hint")}</Text>
            <TextInput
              label={t("create.name")}
              value={name}
              required
              maxLength={120}
              data-autofocus
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            {create.isError && <ErrorState error={create.error} />}
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending} disabled={name.trim() === ""}>
                {t("create.do")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
