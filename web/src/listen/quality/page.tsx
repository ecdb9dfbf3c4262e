// Data quality: how complete, valid and double the data about customers is, by source and over time.
import { Button, Select, Skeleton, Stack, Text } from "@mantine/core";
import { RefreshCw, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Quality, QualityField } from "#contract";
import { hasPage } from "../../pages.ts";
import { useWorkspace } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { FieldCard } from "./field-card.tsx";
import { FigureDrawer } from "./figure-drawer.tsx";
import { FlagCard } from "./flag-card.tsx";
import classes from "./quality.module.css";
import { fieldOf, isMeasure, useMeasuring, useQuality } from "./quality.ts";
import { SourceCard } from "./source-card.tsx";
import { TrendCard } from "./trend-card.tsx";

/** When it was measured, and of which country numbers without one are taken to be. */
function Standing({ quality }: { readonly quality: Quality }) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const time_zone = useWorkspace().data?.time_zone ?? "UTC";
  const { locale } = format;
  const country = quality.country === "" ? "" : new Intl.DisplayNames([locale], { type: "region" }).of(quality.country);
  return (
    <Text size="xs" c="dimmed" role="status">
      {t("measured", { at: format.instant(quality.measured_at, time_zone) })}
      {quality.behind ? ` · ${t("behind")}` : ""}
      {" · "}
      {country === "" ? t("no_country") : t("country", { country })}
      {hasPage("workspace") && (
        <>
          {" "}
          <PageLink to="/workspace" style={{ textDecoration: "underline" }}>
            {t("change_country")}
          </PageLink>
        </>
      )}
    </Text>
  );
}

function Whole({ quality }: { readonly quality: Quality }) {
  const [search, setSearch] = useSearchState();
  const source = quality.sources.find((one) => one.source === (search.source ?? "")) ?? quality.sources[0];
  const open = (field: QualityField, of: string, from = source?.source ?? "") =>
    setSearch({ figure: `${field}.${of}`, of_source: from || undefined }, { push: true });
  const [field, of = ""] = (search.figure ?? "").split(".");
  const of_source = search.of_source ?? "";
  const opened = quality.sources
    .find((one) => one.source === of_source)
    ?.fields.find((row) => of !== "" && row.field === field);
  if (source === undefined) return null;
  return (
    <Stack gap="sm">
      <Standing quality={quality} />
      <div className={classes.columns}>
        <FieldCard fields={source.fields} onOpen={open} />
        <FlagCard fields={source.fields} onOpen={open} />
      </div>
      <TrendCard
        field={fieldOf(search.trend) ?? "email"}
        source={source.source}
        onField={(value) => setSearch({ trend: value })}
      />
      <SourceCard
        sources={quality.sources}
        measure={isMeasure(search.measure) ? search.measure : "completeness"}
        onMeasure={(measure) => setSearch({ measure })}
        onOpen={(from, name, measure) => open(name, measure, from)}
      />
      <FigureDrawer
        row={opened}
        of={of}
        source={of_source}
        onClose={() => setSearch({ figure: undefined, of_source: undefined })}
      />
    </Stack>
  );
}

export default function QualityPage() {
  const { t } = useTranslation("quality");
  const [search, setSearch] = useSearchState();
  const { data, isPending, error, refetch } = useQuality();
  const measuring = useMeasuring();
  const may_measure = useMay("analyst");
  const sources = (data?.sources ?? []).map(({ source }) => source).filter((source) => source !== "");
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {sources.length > 0 && (
          <Select
            aria-label={t("column.source")}
            placeholder={t("all_sources")}
            clearable
            clearButtonProps={{ "aria-label": t("all_sources") }}
            value={search.source ?? null}
            onChange={(source) => setSearch({ source: source ?? undefined })}
            data={sources}
            w={180}
          />
        )}
        {may_measure && data?.measured_at != null && (
          <Button
            variant="default"
            leftSection={<RefreshCw size={15} />}
            loading={measuring.isPending}
            onClick={() => measuring.mutate()}
          >
            {t("measure_now")}
          </Button>
        )}
      </PageHead>
      {isPending && <Skeleton height={400} radius="lg" />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {measuring.error !== null && <ErrorState error={measuring.error} />}
      {data !== undefined && data.measured_at === null && (
        <Card>
          <EmptyState
            icon={ShieldCheck}
            title={t(data.behind ? "empty.soon" : "empty.title")}
            text={t(data.behind ? "empty.soon_text" : "empty.text")}
          >
            {!data.behind && hasPage("import") && <PageLink to="/import">{t("empty.action")}</PageLink>}
          </EmptyState>
        </Card>
      )}
      {data !== undefined && data.measured_at !== null && <Whole quality={data} />}
    </>
  );
}
