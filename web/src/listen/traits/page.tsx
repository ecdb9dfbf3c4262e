// Traits: what was said of customers by which sources, and which of several words stands.
import { Button, ScrollArea, Skeleton, Stack, Table, Text } from "@mantine/core";
import { Tags } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TraitPolicy, Traits } from "#contract";
import { useApi, useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { PolicyDrawer } from "./policy-drawer.tsx";

type TraitRow = Traits["rows"][number];

/** "Newest word", "Most trusted source: crm, shop". */
function usePolicyText(): (policy: TraitPolicy) => string {
  const { t } = useTranslation("traits");
  return ({ policy, sources }) =>
    policy === "source" ? `${t("policy.source")}: ${sources.join(", ")}` : t(`policy.${policy}`);
}

function Standard({ standard, onChange }: { readonly standard: TraitPolicy; readonly onChange: () => void }) {
  const { t } = useTranslation("traits");
  const text = usePolicyText();
  return (
    <Card
      title={t("standard.title")}
      subtitle={t("standard.hint")}
      actions={
        <Button size="xs" variant="default" onClick={onChange} aria-label={t("standard.change")}>
          {t("change")}
        </Button>
      }
    >
      <Text fw={600}>{text(standard)}</Text>
    </Card>
  );
}

const shown_sources = 4;

function Row({ row, onChange }: { readonly row: TraitRow; readonly onChange: () => void }) {
  const { t } = useTranslation("traits");
  const format = useFormat();
  const text = usePolicyText();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const named = row.sources
    .slice(0, shown_sources)
    .map(({ source, customers }) => `${source} (${format.count(customers)})`);
  const rest = row.sources.length - named.length;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600} style={{ overflowWrap: "anywhere" }}>
        {row.name}
      </Table.Th>
      <Table.Td ta="right">{format.count(row.customers)}</Table.Td>
      <Table.Td ta="right">{format.count(row.disputed)}</Table.Td>
      <Table.Td>{[...named, ...(rest > 0 ? [t("more_sources", { count: rest })] : [])].join(", ")}</Table.Td>
      <Table.Td>{format.instant(row.last_at, time_zone)}</Table.Td>
      <Table.Td>
        {row.own === null ? (
          <Text span c="dimmed" size="sm">
            {t("follows")}
          </Text>
        ) : (
          text(row.own)
        )}
      </Table.Td>
      <Table.Td ta="right" pos="sticky" right={0} bg="var(--k-card)">
        <Button size="compact-xs" variant="default" onClick={onChange} aria-label={t("change_of", { name: row.name })}>
          {t("change")}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

const columns = ["name", "customers", "disputed", "sources", "last", "policy"] as const;

function TraitTable({ rows, onChange }: { readonly rows: Traits["rows"]; readonly onChange: (name: string) => void }) {
  const { t } = useTranslation("traits");
  return (
    <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("list") }}>
      <Table
        fz="sm"
        miw={860}
        verticalSpacing={6}
        style={{ "--table-border-color": "var(--k-border)" }}
        className="k-number"
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th
                key={column}
                scope="col"
                ta={column === "customers" || column === "disputed" ? "right" : "left"}
              >
                {t(`column.${column}`)}
              </Table.Th>
            ))}
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} onChange={() => onChange(row.name)} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

/** Which trait's rule is open, by the address: "" is the standard. */
export default function TraitsPage() {
  const { t } = useTranslation("traits");
  const [search, setSearch] = useSearchState();
  const { data, error, isPending, refetch } = useApi<Traits>("/api/v1/traits");
  const standard_open = search.standard === "1";
  const opened = standard_open ? "" : search.trait;
  const row = data?.rows.find(({ name }) => name === opened);
  const close = () => setSearch({ trait: undefined, standard: undefined });
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      {isPending && <Skeleton height={400} radius="lg" />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <Stack gap="sm">
          <Standard standard={data.standard} onChange={() => setSearch({ standard: "1" }, { push: true })} />
          <Card title={t("list")} subtitle={t("list_hint")}>
            {data.rows.length === 0 ? (
              <EmptyState icon={Tags} title={t("empty")} text={t("empty_hint")}>
                <PageLink to="/sources">{t("empty_action")}</PageLink>
              </EmptyState>
            ) : (
              <TraitTable rows={data.rows} onChange={(name) => setSearch({ trait: name }, { push: true })} />
            )}
          </Card>
        </Stack>
      )}
      {data !== undefined && opened !== undefined && (standard_open || row !== undefined) && (
        <PolicyDrawer
          key={opened}
          name={opened}
          present={row?.own ?? data.standard}
          own={row !== undefined && row.own !== null}
          sources={(row === undefined ? data.rows.flatMap((each) => each.sources) : row.sources).map(
            ({ source }) => source,
          )}
          onClose={close}
        />
      )}
    </>
  );
}
