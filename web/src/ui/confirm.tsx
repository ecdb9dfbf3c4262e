// A second look before what cannot be taken back.
import { Button, Group, Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ErrorState } from "./error-state.tsx";

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will be, in a sentence or two. */
  readonly text: string;
  /** The button that does it. */
  readonly yes: string;
  /** The button that leaves all as it is. */
  readonly keep: string;
  readonly pending?: boolean;
  readonly error?: unknown;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

export function Confirm({
  opened,
  title,
  text,
  yes,
  keep,
  pending = false,
  error = null,
  onYes,
  onClose,
}: ConfirmProps) {
  const { t } = useTranslation("ui");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ "aria-label": t("close") }}
      styles={{ content: { background: "var(--k-card)" }, header: { background: "var(--k-card)" } }}
    >
      <Text size="sm">{text}</Text>
      {error !== null && <ErrorState error={error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep}
        </Button>
        <Button color="red" loading={pending} onClick={onYes}>
          {yes}
        </Button>
      </Group>
    </Modal>
  );
}
