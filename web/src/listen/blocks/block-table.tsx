// The lines of the block list, each with what it stopped and a way to take it away.
import { Button, Group, ScrollArea, Table, Text } from "@mantine/core";
import { CalendarX, Network, Radio, User, UserRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Block } from "#contract";
import { apiSend, useWorkspace } from "../../ui/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useKindName } from "../live/identity.tsx";

const signs = { identifier: User, customer: UserRound, source: Radio, event: CalendarX, network: Network } as const;

/** Whom or what a line stops, in words. */
function useWhat(): (block: Block) => string {
  const { t } = useTranslation("blocks");
  const kindName = useKindName();
  return (block) => {
    const [first, ...others] = block.identifiers;
    if (first !== undefined) {
      const one = `${kindName(first.kind)}: ${first.value ?? t("fingerprint")}`;
      return others.length === 0 ? one : t("and_more", { one, count: others.length });
    }
    if (block.kind === "event" && block.source !== null)
      return t("event_of", { name: block.event_name, source: block.source });
    return block.event_name ?? block.network ?? block.source ?? block.customer_id ?? "";
  };
}

function What({ block }: { readonly block: Block }) {
  const { t } = useTranslation("blocks");
  const what = useWhat();
  const Icon = signs[block.kind];
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Icon size={15} aria-hidden style={{ flex: "none", marginTop: 3 }} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
          {what(block)}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`kind.${block.kind}`)}
          {block.customer_id !== null && (
            <>
              {" · "}
              <PageLink to={`/customers/${block.customer_id}`}>{t("to_customer")}</PageLink>
            </>
          )}
        </Text>
      </div>
    </Group>
  );
}

interface RemoveProps {
  readonly block: Block | undefined;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

function Remove({ block, onClose, onRemoved }: RemoveProps) {
  const { t } = useTranslation("blocks");
  const what = useWhat();
  const [fault, setFault] = useState<unknown>(null);
  const remove = async () => {
    if (block === undefined) return;
    try {
      await apiSend("DELETE", `/api/v1/blocks/${block.id}`);
      setFault(null);
      onRemoved();
    } catch (thrown) {
      setFault(thrown);
    }
  };
  return (
    <Confirm
      opened={block !== undefined}
      title={t("remove.title")}
      text={block === undefined ? "" : t("remove.text", { what: what(block) })}
      yes={t("remove.yes")}
      keep={t("remove.keep")}
      error={fault}
      onYes={() => void remove()}
      onClose={onClose}
    />
  );
}

interface BlockTableProps {
  readonly rows: readonly Block[];
  readonly onChanged: () => void;
}

export function BlockTable({ rows, onChanged }: BlockTableProps) {
  const { t } = useTranslation("blocks");
  const format = useFormat();
  const what = useWhat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const [removing, setRemoving] = useState<Block>();
  const columns = ["what", "why", "since", "until", "stopped"] as const;
  return (
    <>
      <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("list") }}>
        <Table
          fz="sm"
          miw={760}
          className="k-number"
          aria-label={t("list")}
          style={{ "--table-border-color": "var(--k-border)" }}
        >
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" ta={column === "stopped" ? "right" : "left"}>
                  {t(`column.${column}`)}
                </Table.Th>
              ))}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((block) => (
              <Table.Tr key={block.id} style={block.over ? { opacity: 0.75 } : {}}>
                <Table.Td maw={320}>
                  <What block={block} />
                </Table.Td>
                <Table.Td maw={260} style={{ overflowWrap: "anywhere" }}>
                  {block.reason}
                </Table.Td>
                <Table.Td>
                  {format.instant(block.added_at, time_zone)}
                  {block.added_by !== "" && (
                    <Text size="xs" c="dimmed">
                      {block.added_by}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  {block.until === null ? not_defined : format.instant(block.until, time_zone)}
                  {block.over && (
                    <Text size="xs" c="dimmed">
                      {t("over")}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">{format.count(block.stopped)}</Table.Td>
                <Table.Td ta="right">
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={t("remove.of", { what: what(block) })}
                    onClick={() => setRemoving(block)}
                  >
                    {t("remove.button")}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Remove
        block={removing}
        onClose={() => setRemoving(undefined)}
        onRemoved={() => {
          setRemoving(undefined);
          onChanged();
        }}
      />
    </>
  );
}
