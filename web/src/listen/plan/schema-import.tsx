// A plan as JSON Schema is brought: read, held against the one that stands, and only then applied.
import { Button, CloseButton, FileButton, Group, Modal, Stack, Table, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanApplied, PlanDifference } from "#contract";
import { ApiError, apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new ApiError(0, "bad_json", fault instanceof Error ? fault.message : String(fault));
  }
}

function Difference({ row }: { readonly row: PlanDifference }) {
  const { t } = useTranslation("plan");
  const { change, source, type, name, property, what } = row;
  const place = [source, name === "" ? type : name, property].filter((part) => part !== "").join(" › ");
  return (
    <Table.Tr>
      <Table.Td>{t(`difference.${change}`)}</Table.Td>
      <Table.Th scope="row" fw={500} style={{ overflowWrap: "anywhere" }}>
        {place}
      </Table.Th>
      <Table.Td>{what.map((part) => t(`difference.${part}`)).join(", ")}</Table.Td>
    </Table.Tr>
  );
}

function Differences({ rows }: { readonly rows: readonly PlanDifference[] }) {
  const { t } = useTranslation("plan");
  if (rows.length === 0) return <Text size="sm">{t("schema.same")}</Text>;
  return (
    <Table fz="sm" aria-label={t("schema.differences")}>
      <Table.Tbody>
        {rows.map((row) => (
          <Difference key={JSON.stringify(row)} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function SchemaImport({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("plan");
  const client = useQueryClient();
  const [text, setText] = useState("");
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: (dry_run: boolean) => {
      const body = { schema: parsed(text), dry_run };
      return apiSend<PlanApplied>("POST", "/api/v1/plan/schema", body);
    },
    onSuccess: ({ dry_run }) => {
      if (dry_run) return;
      void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith("/api/v1/plan") });
      close();
    },
  });
  const close = () => {
    reset();
    setText("");
    onClose();
  };
  const change = (value: string) => {
    reset();
    setText(value);
  };
  const ready = data?.dry_run === true && data.differences.length > 0;
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      // Mantine's own head is a second banner of the page.
      withCloseButton={false}
      attributes={{ content: { "aria-label": t("schema.title") } }}
      styles={{ content: { background: "var(--k-card)" }, body: { padding: 20 } }}
    >
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} fz={17}>
          {t("schema.title")}
        </Title>
        <CloseButton aria-label={t("close", { ns: "ui" })} onClick={close} />
      </Group>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("schema.text")}
        </Text>
        <FileButton accept="application/json,.json" onChange={(file) => void file?.text().then(change)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<FileUp size={15} />} style={{ alignSelf: "flex-start" }}>
              {t("schema.file")}
            </Button>
          )}
        </FileButton>
        <Textarea
          label={t("schema.label")}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          autosize
          minRows={5}
          maxRows={12}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12 } }}
        />
        {error !== null && <ErrorState error={error} />}
        {data !== undefined && <Differences rows={data.differences} />}
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={text.trim() === ""}
            loading={isPending && !ready}
            onClick={() => mutate(true)}
          >
            {t("schema.check")}
          </Button>
          <Button disabled={!ready} loading={isPending && ready} onClick={() => mutate(false)}>
            {t("schema.apply")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
