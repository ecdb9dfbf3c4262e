// The second look before a request is done: what will be, and the identifier typed once more.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RightsRequest } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Fault } from "./fault.tsx";

interface TakeUpProps {
  readonly request: RightsRequest;
  readonly onClose: () => void;
  readonly onTaken: () => void;
}

function Form({ request, onClose, onTaken }: TakeUpProps) {
  const { t } = useTranslation("privacy");
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const { id, kind, person, policy } = request;
  const run = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFault(null);
    try {
      await apiSend("POST", `/api/v1/privacy/requests/${id}/run`, { confirm: typed });
      onTaken();
    } catch (thrown) {
      setFault(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <form onSubmit={(event) => void run(event)}>
      <Stack gap="md">
        <Text size="sm">
          {t(kind === "access" ? "confirm.access_text" : `confirm.erasure_text_${policy ?? "anonymize"}`)}
        </Text>
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {person}
        </Text>
        <TextInput
          label={t("confirm.type")}
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Fault error={fault} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("confirm.keep")}
          </Button>
          <Button
            type="submit"
            loading={sending}
            disabled={typed.trim() !== person}
            {...(kind === "erasure" ? { color: "red" } : {})}
          >
            {t(`confirm.yes_${kind}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Opened as long as there is a request to be taken up. */
export function TakeUp({
  request,
  onClose,
  onTaken,
}: Omit<TakeUpProps, "request"> & { readonly request: RightsRequest | undefined }) {
  const { t } = useTranslation("privacy");
  return (
    <Modal
      opened={request !== undefined}
      onClose={onClose}
      title={request === undefined ? "" : t(`confirm.${request.kind}`)}
      centered
      closeButtonProps={{ "aria-label": t("close", { ns: "ui" }) }}
      styles={{ content: { background: "var(--k-card)" }, header: { background: "var(--k-card)" } }}
    >
      {request !== undefined && <Form request={request} onClose={onClose} onTaken={onTaken} />}
    </Modal>
  );
}
