// A place to drop a file on, with a button for those who would rather pick it; sends it with progress.

import { Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { FileUp } from "lucide-react";
import { type DragEvent, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Location } from "#contract";
import { ErrorState } from "../../ui/error-state.tsx";
import { Progress } from "../../ui/progress.tsx";
import classes from "./import.module.css";
import { upload } from "./upload.ts";

type Sending = { readonly name: string; readonly share: number } | null;

function useUpload(onChosen: (location: Location) => void) {
  const [sending, setSending] = useState<Sending>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const controller = useRef<AbortController | null>(null);
  const cancel = useCallback(() => controller.current?.abort(), []);
  useEffect(() => cancel, [cancel]);
  const send = async (file: File) => {
    const own = new AbortController();
    controller.current = own;
    setFault(null);
    setSending({ name: file.name, share: 0 });
    try {
      onChosen(await upload(file, (share) => setSending({ name: file.name, share }), own.signal));
    } catch (cause) {
      if (!own.signal.aborted) setFault(cause instanceof Error ? cause : new Error(String(cause)));
    }
    setSending(null);
  };
  return { sending, fault, send, cancel };
}

export function DropField({ onChosen }: { readonly onChosen: (location: Location) => void }) {
  const { t } = useTranslation("import");
  const { sending, fault, send, cancel } = useUpload(onChosen);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) void send(file);
  };
  if (sending !== null)
    return (
      <Stack gap="sm">
        <Progress share={sending.share} label={t("choose.uploading", { name: sending.name })} />
        <Group>
          <Button variant="default" size="xs" onClick={cancel}>
            {t("choose.cancel")}
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Stack gap="sm">
      <section
        className={classes.drop}
        data-over={over}
        aria-label={t("choose.drop")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileUp size={28} aria-hidden />
        <Text fw={600}>{t("choose.drop")}</Text>
        <Text size="sm" c="dimmed">
          {t("choose.drop_or")}
        </Text>
        <FileButton onChange={(file) => file !== null && void send(file)}>
          {(props) => <Button {...props}>{t("choose.pick")}</Button>}
        </FileButton>
      </section>
      {fault !== null && <ErrorState error={fault} />}
    </Stack>
  );
}
