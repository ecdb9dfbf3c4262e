// Who is on a list: identifiers pasted or out of a file, to be put in, taken out, or to be the whole list.
import { Alert, Button, FileButton, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListChange, ListChanged } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import { identifiersOf } from "./identifiers.ts";

const changes = ["add", "remove", "replace"] as const;

function Outcome({ outcome }: { readonly outcome: ListChanged }) {
  const { t } = useTranslation("segment");
  const format = useFormat();
  const { customers, unknown, unknown_count } = outcome;
  return (
    <Alert variant="outline" color={unknown_count === 0 ? "teal" : "orange"} role="status" bg="var(--k-card)">
      <Text size="sm">{t("list.done", { count: customers, text: format.count(customers) })}</Text>
      {unknown_count > 0 && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("list.unknown", { count: unknown_count, text: format.count(unknown_count) })} {unknown.join(", ")}
          {unknown_count > unknown.length && " …"}
        </Text>
      )}
    </Alert>
  );
}

export function ListCard({ id }: { readonly id: string }) {
  const { t } = useTranslation("segment");
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [change, setChange] = useState<ListChange["change"]>("add");
  const identifiers = identifiersOf(text);
  const send = useMutation({
    mutationFn: (body: ListChange) => apiSend<ListChanged>("POST", `/api/v1/segments/${id}/members`, body),
    onSuccess: async () => {
      setText("");
      await client.invalidateQueries();
    },
  });
  if (!useMay("marketer")) return null;
  const read = async (file: File | null) => {
    if (file !== null) setText(await file.text());
  };
  return (
    <Card title={t("list.title")} subtitle={t("list.hint")}>
      <Stack gap="sm">
        <Textarea
          label={t("list.identifiers")}
          placeholder={"marta@example.com\n+48 601 234 567\nCARD-00017"}
          value={text}
          autosize
          minRows={4}
          maxRows={12}
          spellCheck={false}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Radio.Group
          label={t("list.change")}
          value={change}
          onChange={(value) => setChange(changes.find((each) => each === value) ?? "add")}
        >
          <Group gap="md" mt={4}>
            {changes.map((each) => (
              <Radio key={each} value={each} label={t(`list.${each}`)} />
            ))}
          </Group>
        </Radio.Group>
        {send.isError && <ErrorState error={send.error} />}
        {send.data !== undefined && <Outcome outcome={send.data} />}
        <Group gap="sm">
          <Button
            disabled={identifiers.length === 0}
            loading={send.isPending}
            onClick={() => send.mutate({ change, identifiers })}
          >
            {t("list.send", { count: identifiers.length })}
          </Button>
          <FileButton accept=".csv,.txt,text/plain,text/csv" onChange={(file) => void read(file)}>
            {(props) => (
              <Button variant="default" leftSection={<FileUp size={15} />} {...props}>
                {t("list.file")}
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </Card>
  );
}
