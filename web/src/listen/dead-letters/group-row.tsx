// One reason: in words, how often and when, an example, and what can be done about all of its letters.
import { Button, Code, Group, Text } from "@mantine/core";
import { ChevronDown, ChevronRight, Download, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LetterGroup, LetterSelection } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { LetterList } from "./letter-list.tsx";
import classes from "./letters.module.css";
import { selectionOf } from "./letters.ts";
import { Mend, useReason } from "./reason.tsx";

interface GroupRowProps {
  readonly group: LetterGroup;
  readonly busy: boolean;
  readonly onOpen: (id: string) => void;
  readonly onReplay: (selection: LetterSelection) => void;
  readonly onDiscard: (selection: LetterSelection) => void;
}

function Words({ group }: { readonly group: LetterGroup }) {
  const { t } = useTranslation("dead-letters");
  const format = useFormat();
  const reason = useReason();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { source, import_id, code, field, letters, first_at, last_at, examples } = group;
  const times = t("between", { first: format.instant(first_at, time_zone), last: format.instant(last_at, time_zone) });
  return (
    <div className={classes.words}>
      <Text fw={600}>{reason(group)}</Text>
      <Text size="xs" c="dimmed">
        {[source, code, field, times].filter((text) => text !== "").join(" · ")}
      </Text>
      <Text size="sm" mt={2} className="k-number">
        {t("letters", { count: letters, letters: format.count(letters) })}
      </Text>
      <Code className={classes.example ?? ""} bg="transparent" p={0} mt={4}>
        {examples[0]}
      </Code>
      {group.state === "open" && import_id === 0 && <Mend code={code} source={source} />}
    </div>
  );
}

function OfImport({ group }: { readonly group: LetterGroup }) {
  const { t } = useTranslation("dead-letters");
  const { import_id } = group;
  return (
    <Group gap="sm" fz="sm">
      <PageLink to={`/import/${import_id}`}>{t("to_import", { id: import_id })}</PageLink>
      <Button
        component="a"
        href={`/api/v1/imports/${import_id}/dead-letters.csv`}
        download
        size="xs"
        variant="default"
        leftSection={<Download size={14} />}
      >
        {t("csv")}
      </Button>
    </Group>
  );
}

export function GroupRow({ group, busy, onOpen, onReplay, onDiscard }: GroupRowProps) {
  const { t } = useTranslation("dead-letters");
  const [shown, setShown] = useState(false);
  const Icon = shown ? ChevronDown : ChevronRight;
  const selection = selectionOf(group);
  const tracked = group.import_id === 0;
  return (
    <section className={classes.group} aria-label={`${group.source} ${group.code} ${group.field}`}>
      <Group align="flex-start" gap="md">
        <Words group={group} />
        {tracked ? (
          <Group gap="xs">
            <Button
              size="xs"
              variant="subtle"
              leftSection={<Icon size={14} />}
              aria-expanded={shown}
              onClick={() => setShown(!shown)}
            >
              {t(shown ? "hide" : "look")}
            </Button>
            {group.state === "open" && (
              <>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<Trash2 size={14} />}
                  onClick={() => onDiscard(selection)}
                >
                  {t("discard")}
                </Button>
                <Button
                  size="xs"
                  leftSection={<RotateCcw size={14} />}
                  disabled={busy}
                  onClick={() => onReplay(selection)}
                >
                  {t("replay_all")}
                </Button>
              </>
            )}
          </Group>
        ) : (
          <OfImport group={group} />
        )}
      </Group>
      {shown && <LetterList group={group} onOpen={onOpen} onReplay={onReplay} onDiscard={onDiscard} />}
    </section>
  );
}
