// Privacy requests: who asked for a copy of their data or its erasure, and what became of it.
import { ScrollArea, SegmentedControl, Skeleton, Stack, Table, Text } from "@mantine/core";
import { UserLock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ErasurePolicy, RightsList, RightsRequest } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { Fault } from "./fault.tsx";
import { RecordForm } from "./record-form.tsx";
import { RequestRow } from "./request-row.tsx";
import { TakeUp } from "./take-up.tsx";

const columns = ["what", "person", "state", "due", "who"] as const;

function Requests({ rows, again }: { readonly rows: readonly RightsRequest[]; readonly again: () => void }) {
  const { t } = useTranslation("privacy");
  const [running, setRunning] = useState<RightsRequest>();
  const [refusing, setRefusing] = useState<RightsRequest>();
  const [fault, setFault] = useState<unknown>(null);
  const refuse = async () => {
    try {
      await apiSend("POST", `/api/v1/privacy/requests/${refusing?.id}/refuse`);
      setRefusing(undefined);
      again();
    } catch (thrown) {
      setFault(thrown);
    }
  };
  return (
    <>
      <Fault error={fault} />
      <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("list") }}>
        <Table fz="sm" miw={860} aria-label={t("list")} style={{ "--table-border-color": "var(--k-border)" }}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column} scope="col">
                  {t(`column.${column}`)}
                </Table.Th>
              ))}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((request) => (
              <RequestRow
                key={request.id}
                request={request}
                onRun={setRunning}
                onRefuse={setRefusing}
                onFault={setFault}
              />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <TakeUp
        request={running}
        onClose={() => setRunning(undefined)}
        onTaken={() => {
          setRunning(undefined);
          again();
        }}
      />
      <Confirm
        opened={refusing !== undefined}
        title={t("confirm.refuse")}
        text={t("confirm.refuse_text")}
        yes={t("confirm.refuse_yes")}
        keep={t("confirm.refuse_keep")}
        onYes={() => void refuse()}
        onClose={() => setRefusing(undefined)}
      />
    </>
  );
}

function PolicyCard({ policy, again }: { readonly policy: ErasurePolicy; readonly again: () => void }) {
  const { t } = useTranslation("privacy");
  const [fault, setFault] = useState<unknown>(null);
  const change = async (wanted: string) => {
    setFault(null);
    try {
      await apiSend("PATCH", "/api/v1/privacy/policy", { policy: wanted });
      again();
    } catch (thrown) {
      setFault(thrown);
    }
  };
  return (
    <Card title={t("policy_card.title")}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" maw={720}>
          {t("policy_card.text")}
        </Text>
        <SegmentedControl
          aria-label={t("policy_card.title")}
          value={policy}
          onChange={(wanted) => void change(wanted)}
          data={(["anonymize", "delete"] as const).map((value) => ({ value, label: t(`policy.${value}`) }))}
        />
        <Fault error={fault} />
      </Stack>
    </Card>
  );
}

export default function Privacy() {
  const { t } = useTranslation("privacy");
  const [search] = useSearchState();
  const admin = useMay("admin");
  const answer = useApi<RightsList>("/api/v1/privacy/requests", {}, { refetchInterval: 2_000 });
  const again = () => void answer.refetch();
  const { data } = answer;
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <Stack gap="var(--k-gap)">
        {data !== undefined && (
          <Card title={t("form.title")}>
            <RecordForm policy={data.policy} start={search.value ?? ""} onRecorded={again} />
          </Card>
        )}
        <Card title={t("list")}>
          {answer.isPending && <Skeleton height={120} radius="md" />}
          {answer.isError && <ErrorState error={answer.error} onRetry={again} />}
          {data?.rows.length === 0 && <EmptyState icon={UserLock} title={t("empty.title")} text={t("empty.text")} />}
          {data !== undefined && data.rows.length > 0 && <Requests rows={data.rows} again={again} />}
        </Card>
        {admin && data !== undefined && <PolicyCard policy={data.policy} again={again} />}
      </Stack>
    </>
  );
}
