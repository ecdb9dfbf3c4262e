// Why letters are discarded: asked before, kept with them.
import { Button, Group, Modal, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LetterSelection } from "#contract";
import { ErrorState } from "../../ui/error-state.tsx";
import { useDiscard } from "./letters.ts";

interface DiscardFormProps {
  /** undefined closes it. */
  readonly selection: LetterSelection | undefined;
  readonly onClose: () => void;
}

export function DiscardForm({ selection, onClose }: DiscardFormProps) {
  const { t } = useTranslation("dead-letters");
  const [reason, setReason] = useState("");
  const discard = useDiscard(() => close());
  const close = () => {
    setReason("");
    discard.reset();
    onClose();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (selection !== undefined && reason.trim() !== "") discard.mutate({ selection, reason: reason.trim() });
  };
  return (
    <Modal
      opened={selection !== undefined}
      onClose={close}
      // Mantine's own head is a second banner of the page.
      withCloseButton={false}
      attributes={{ content: { "aria-label": t("discarding.title") } }}
      styles={{ content: { background: "var(--k-card)" }, body: { padding: 20 } }}
    >
      <Title order={2} fz={17} mb="xs">
        {t("discarding.title")}
      </Title>
      <form onSubmit={send}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t("discarding.text")}
          </Text>
          <TextInput
            label={t("discarding.reason")}
            value={reason}
            maxLength={500}
            required
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {discard.error !== null && <ErrorState error={discard.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={discard.isPending} disabled={reason.trim() === ""}>
              {t("discard")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
