// What people wrote down about the customer: written, pinned, changed, deleted after a second look.
import { ActionIcon, Button, Group, Menu, Stack, Text, Textarea } from "@mantine/core";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, Pencil, Pin, PinOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Note } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { useMay } from "../../ui/me.ts";
import classes from "./customer.module.css";

const pathOf = (id: string) => `/api/v1/customers/${id}/notes`;
const anew = (client: QueryClient, id: string) => client.invalidateQueries({ queryKey: [pathOf(id)] });

interface EditorProps {
  readonly label: string;
  readonly text: string;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSave: (text: string) => void;
  readonly onCancel?: () => void;
}

function Editor({ label, text: before, pending, error, onSave, onCancel }: EditorProps) {
  const { t } = useTranslation("customer");
  const [text, setText] = useState(before);
  const save = () => {
    if (text.trim() !== "") onSave(text.trim());
  };
  return (
    <Stack gap="xs">
      <Textarea
        aria-label={label}
        placeholder={t("notes.placeholder")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
        }}
        autosize
        minRows={onCancel === undefined ? 1 : 2}
        maxRows={10}
        maxLength={5000}
      />
      {error !== null && <ErrorState error={error} />}
      {(text.trim() !== "" || onCancel !== undefined) && (
        <Group gap="xs" justify="flex-end">
          {onCancel !== undefined && (
            <Button size="xs" variant="default" onClick={onCancel}>
              {t("notes.cancel")}
            </Button>
          )}
          <Button size="xs" loading={pending} disabled={text.trim() === ""} onClick={save}>
            {t("notes.save")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface NoteProps {
  readonly id: string;
  readonly note: Note;
  readonly time_zone: string;
}

interface ActionsProps {
  readonly note: Note;
  readonly onPin: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function NoteActions({ note, onPin, onEdit, onRemove }: ActionsProps) {
  const { t } = useTranslation("customer");
  const PinSign = note.pinned ? PinOff : Pin;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("notes.actions")}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown bg="var(--k-card)">
        <Menu.Item leftSection={<PinSign size={14} aria-hidden />} onClick={onPin}>
          {note.pinned ? t("notes.unpin") : t("notes.pin")}
        </Menu.Item>
        {note.mine && (
          <>
            <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={onEdit}>
              {t("notes.edit")}
            </Menu.Item>
            <Menu.Item leftSection={<Trash2 size={14} aria-hidden />} c="var(--k-bad)" onClick={onRemove}>
              {t("notes.remove")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function OneNote({ id, note, time_zone }: NoteProps) {
  const { t } = useTranslation("customer");
  const format = useFormat();
  const client = useQueryClient();
  const may = useMay("agent");
  const [doing, setDoing] = useState<"edit" | "remove" | null>(null);
  const done = () => {
    setDoing(null);
    return anew(client, id);
  };
  const change = useMutation({
    mutationFn: (patch: object) => apiSend<Note>("PATCH", `${pathOf(id)}/${note.id}`, patch),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => apiSend("DELETE", `${pathOf(id)}/${note.id}`),
    onSuccess: done,
  });
  const when = format.instant(note.changed_at ?? note.created_at, time_zone);
  return (
    <li className={classes.note} data-pinned={note.pinned}>
      {doing === "edit" ? (
        <Editor
          label={t("notes.edit")}
          text={note.text}
          pending={change.isPending}
          error={change.error}
          onSave={(text) => change.mutate({ text })}
          onCancel={() => setDoing(null)}
        />
      ) : (
        <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {note.text}
        </Text>
      )}
      <Group justify="space-between" gap="xs" mt={4} wrap="nowrap">
        <Text size="xs" c="dimmed">
          {note.pinned && <Pin size={12} aria-label={t("notes.pinned")} style={{ marginInlineEnd: 4 }} />}
          {[note.author, note.changed_at === null ? when : t("notes.changed", { at: when })]
            .filter((part) => part !== "")
            .join(" · ")}
        </Text>
        {may && doing !== "edit" && (
          <NoteActions
            note={note}
            onPin={() => change.mutate({ pinned: !note.pinned })}
            onEdit={() => setDoing("edit")}
            onRemove={() => setDoing("remove")}
          />
        )}
      </Group>
      <Confirm
        opened={doing === "remove"}
        title={t("notes.remove_title")}
        text={t("notes.remove_text")}
        yes={t("notes.remove")}
        keep={t("notes.cancel")}
        pending={remove.isPending}
        error={remove.error}
        onYes={() => remove.mutate()}
        onClose={() => setDoing(null)}
      />
    </li>
  );
}

export function NotesCard({ id, time_zone }: { readonly id: string; readonly time_zone: string }) {
  const { t } = useTranslation("customer");
  const client = useQueryClient();
  const may = useMay("agent");
  const answer = useApi<{ rows: Note[] }>(pathOf(id), {}, { placeholderData: () => undefined });
  const add = useMutation({
    mutationFn: (text: string) => apiSend<Note>("POST", pathOf(id), { text }),
    onSuccess: () => anew(client, id),
  });
  const rows = answer.data?.rows ?? [];
  return (
    <Card title={t("notes.title")}>
      <Stack gap="sm">
        {may && (
          <Editor
            // A note that was saved leaves the field empty.
            key={add.data?.id ?? 0}
            label={t("notes.write")}
            text=""
            pending={add.isPending}
            error={add.error}
            onSave={(text) => add.mutate(text)}
          />
        )}
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isSuccess && rows.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("notes.empty")}
          </Text>
        )}
        {rows.length > 0 && (
          <ul className={classes.notes}>
            {rows.map((note) => (
              <OneNote key={note.id} id={id} note={note} time_zone={time_zone} />
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  );
}
