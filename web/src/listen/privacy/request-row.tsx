// One request: what, of whom, how it stands, until when, by whom, and what can be done with it.
import { Badge, Button, Group, Progress, Table, Text } from "@mantine/core";
import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, CircleX, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RightsRequest, RightsState } from "#contract";
import { hasPage } from "../../pages.ts";
import { apiUrl, useWorkspace } from "../../ui/api.ts";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { saveFile } from "./download.ts";

const signs: Readonly<Record<RightsState, readonly [sign: LucideIcon, color: string]>> = {
  open: [CircleDashed, "var(--k-text)"],
  waiting: [CircleDashed, "var(--k-text)"],
  running: [CircleDashed, "var(--k-text)"],
  done: [CircleCheck, "var(--k-good)"],
  failed: [CircleX, "var(--k-bad)"],
  refused: [CircleSlash, "var(--k-muted)"],
};

export interface RowActions {
  readonly onRun: (request: RightsRequest) => void;
  readonly onRefuse: (request: RightsRequest) => void;
  readonly onFault: (fault: unknown) => void;
}

function State({ request }: { readonly request: RightsRequest }) {
  const { t } = useTranslation("privacy");
  const { state, done, total, error } = request;
  const [Sign, color] = signs[state];
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <Sign size={16} color={color} aria-hidden />
        <span>{t(`state.${state}`)}</span>
      </Group>
      {state === "running" && total > 0 && (
        <div role="status">
          <Progress value={(done / total) * 100} size="sm" mt={6} aria-label={t("state.running")} />
          <Text size="xs" c="dimmed">
            {t("progress", { done, total })}
          </Text>
        </div>
      )}
      {error !== null && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {error}
        </Text>
      )}
    </>
  );
}

function Actions({ request, onRun, onRefuse, onFault }: RowActions & { readonly request: RightsRequest }) {
  const { t, i18n } = useTranslation("privacy");
  const admin = useMay("admin");
  const { id, state, expires_at, has_certificate } = request;
  const undone = state === "open" || state === "failed";
  const copy = (format: "json" | "html") => () =>
    void saveFile(`/api/v1/privacy/requests/${id}/copy`, { format }, `personal-data-${id}.${format}`).catch(onFault);
  const certificate = (format: "json" | "html") =>
    apiUrl(`/api/v1/privacy/requests/${id}/certificate`, { format, language: i18n.language });
  const small = { size: "compact-sm", variant: "default" } as const;
  const of = (what: string) => ({ "aria-label": t("download_of", { what, id }) });
  return (
    <Group gap={6} justify="flex-end" wrap="wrap">
      {undone && admin && (
        <>
          <Button {...small} aria-label={t("run_of", { id })} onClick={() => onRun(request)}>
            {t(state === "failed" ? "again" : "run")}
          </Button>
          <Button {...small} aria-label={t("refuse_of", { id })} onClick={() => onRefuse(request)}>
            {t("refuse")}
          </Button>
        </>
      )}
      {expires_at !== null && admin && (
        <>
          <Button {...small} {...of(t("copy_html"))} onClick={copy("html")}>
            {t("copy_html")}
          </Button>
          <Button {...small} {...of(t("copy_json"))} onClick={copy("json")}>
            {t("copy_json")}
          </Button>
        </>
      )}
      {has_certificate && (
        <>
          <Button {...small} {...of(t("certificate"))} component="a" href={certificate("html")} download>
            {t("certificate")}
          </Button>
          <Button {...small} {...of(`${t("certificate")} JSON`)} component="a" href={certificate("json")} download>
            {t("certificate_json")}
          </Button>
        </>
      )}
    </Group>
  );
}

export function RequestRow({ request, ...actions }: RowActions & { readonly request: RightsRequest }) {
  const { t } = useTranslation("privacy");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { id, kind, policy, person, customer_id, due_at, overdue, ended_at, expires_at } = request;
  const at = (time: string) => format.instant(time, time_zone);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {`#${id} ${t(`kind.${kind}`)}`}
        {policy !== null && (
          <Text size="xs" c="dimmed">
            {t(`policy.${policy}`)}
          </Text>
        )}
      </Table.Th>
      <Table.Td maw={260} style={{ overflowWrap: "anywhere" }}>
        {person === null && (
          <Text size="sm" c="dimmed">
            {t("erased_person")}
          </Text>
        )}
        {person !== null && customer_id !== null && hasPage("customer") && (
          <PageLink to={`/customers/${customer_id}`}>{person}</PageLink>
        )}
        {person !== null && (customer_id === null || !hasPage("customer")) && person}
      </Table.Td>
      <Table.Td>
        <State request={request} />
      </Table.Td>
      <Table.Td>
        {ended_at === null ? format.day(due_at.slice(0, 10)) : t("ended", { time: at(ended_at) })}
        {overdue && (
          <Badge ml={6} color="red" variant="outline" tt="none" leftSection={<CircleAlert size={12} aria-hidden />}>
            {t("overdue")}
          </Badge>
        )}
        {expires_at !== null && (
          <Text size="xs" c="dimmed">
            {t("until", { time: at(expires_at) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="xs">{t("asked_by", { name: request.asked_by })}</Text>
        {request.run_by !== null && (
          <Text size="xs">{t(request.state === "refused" ? "refused_by" : "run_by", { name: request.run_by })}</Text>
        )}
      </Table.Td>
      <Table.Td>
        <Actions request={request} {...actions} />
      </Table.Td>
    </Table.Tr>
  );
}
