// Fourth step: the dry run. What the import will bring, before anything is written; then the start.

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleAlert, Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Check, ImportState, Location, Mapping } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Figure } from "./figure.tsx";
import classes from "./import.module.css";
import { Rejections } from "./rejections.tsx";

function useCheck(location: Location, mapping: Mapping) {
  return useQuery({
    queryKey: ["/api/v1/imports/check", location, mapping],
    queryFn: ({ signal }) => apiSend<Check>("POST", "/api/v1/imports/check", { location, mapping }, signal),
    staleTime: 60_000,
    gcTime: 0,
    retry: false,
  });
}

function Result({ check, mapping }: { readonly check: Check; readonly mapping: Mapping }) {
  const { t } = useTranslation("import");
  const format = useFormat();
  const day = (instant: string) => format.day(instant.slice(0, 10));
  const extent =
    check.first_at === null || check.last_at === null ? not_defined : `${day(check.first_at)} – ${day(check.last_at)}`;
  return (
    <Card title={t("check.title")} subtitle={t("check.text")}>
      <div className={classes.figures}>
        <Figure label={t("check.rows")} value={format.count(check.rows)} />
        <Figure
          label={t("check.accepted")}
          value={format.count(check.accepted)}
          tone={check.accepted > 0 ? "good" : undefined}
        />
        <Figure
          label={t("check.rejected")}
          value={format.count(check.rejected)}
          tone={check.rejected > 0 ? "bad" : undefined}
        />
        {mapping.rows === "order_lines" && <Figure label={t("check.orders")} value={format.count(check.orders)} />}
        <Figure label={t("check.customers")} value={format.count(check.customers)} />
        {mapping.rows !== "customers" && (
          <Figure label={t("check.revenue")} value={format.money(check.revenue_minor, mapping.currency, "whole")} />
        )}
      </div>
      {mapping.rows !== "customers" && (
        <Text size="sm" mt="sm" className="k-number">
          {`${t("check.extent")}: ${extent}`}
        </Text>
      )}
    </Card>
  );
}

function Notes({ check }: { readonly check: Check }) {
  const { t } = useTranslation("import");
  return (
    <>
      {check.accepted === 0 && (
        <Alert color="red" variant="outline" icon={<CircleAlert size={18} />} bg="var(--k-card)" role="alert">
          {t("check.nothing")}
        </Alert>
      )}
      {check.already_imported !== null && (
        <Alert color="yellow" variant="outline" icon={<Info size={18} />} bg="var(--k-card)">
          {t("check.already")}{" "}
          <PageLink to={`/import/${check.already_imported}`} style={{ textDecoration: "underline" }}>
            {t("check.already_open")}
          </PageLink>
        </Alert>
      )}
      {check.without_customer > 0 && (
        <Alert color="gray" variant="outline" icon={<Info size={18} />} bg="var(--k-card)" className="k-number">
          {t("check.without_customer", { count: check.without_customer })}
        </Alert>
      )}
    </>
  );
}

interface CheckStepProps {
  readonly location: Location;
  readonly mapping: Mapping;
  readonly onBack: () => void;
}

export function CheckStep({ location, mapping, onBack }: CheckStepProps) {
  const { t } = useTranslation("import");
  const navigate = useNavigate();
  const { data: check, error, refetch } = useCheck(location, mapping);
  const start = useMutation({
    mutationFn: () => apiSend<ImportState>("POST", "/api/v1/imports", { location, mapping }),
    onSuccess: (state) => navigate({ to: `/import/${state.id}`, search: {} }),
  });
  return (
    <Stack gap="sm">
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {check === undefined && error === null && (
        <Card title={t("check.title")}>
          <Progress label={t("check.running")} />
          <Text size="sm" c="dimmed" ta="center">
            {t("check.running")}
          </Text>
        </Card>
      )}
      {check !== undefined && (
        <>
          <Notes check={check} />
          <Result check={check} mapping={mapping} />
          {check.rejections.length > 0 && (
            <Card title={t("rejections.title")}>
              <Rejections rejections={check.rejections} />
            </Card>
          )}
        </>
      )}
      {start.isError && <ErrorState error={start.error} />}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t("step.back")}
        </Button>
        <Button
          disabled={check === undefined || check.accepted === 0}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t("check.start")}
        </Button>
      </Group>
    </Stack>
  );
}
