// Consent: purposes by channels, how many customers each cell reaches, and what senders' categories mean.
import { Button, Skeleton, Stack } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentCoverage, ConsentGrowth, ConsentSettings } from "#contract";
import { useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { CategoriesCard } from "./categories-card.tsx";
import classes from "./consent.module.css";
import { inLanguage, newPurpose, type PurposeDraft } from "./consent.ts";
import { GrowthCard } from "./growth-card.tsx";
import { Matrix } from "./matrix.tsx";
import { PurposeForm } from "./purpose-form.tsx";
import { PurposeText } from "./purpose-text.tsx";
import { SecretCard } from "./secret-card.tsx";

export default function Consent() {
  const { t, i18n } = useTranslation("consent");
  const may = useMay("admin");
  const settings = useApi<ConsentSettings>("/api/v1/consent", {}, { staleTime: 0 });
  const coverage = useApi<ConsentCoverage>("/api/v1/consent/coverage");
  const growth = useApi<ConsentGrowth>("/api/v1/consent/growth");
  const [open, setOpen] = useState<PurposeDraft>();
  const again = () => {
    setOpen(undefined);
    void settings.refetch();
    void coverage.refetch();
    void growth.refetch();
  };
  const purposes = settings.data?.purposes ?? [];
  const customers = coverage.data?.customers;
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")}>
        {may && (
          <Button leftSection={<Plus size={16} />} onClick={() => setOpen(newPurpose)}>
            {t("new_purpose")}
          </Button>
        )}
      </PageHead>
      <Stack gap="var(--k-gap)">
        <Card
          title={t("matrix.title")}
          subtitle={customers === undefined ? t("matrix.hint") : t("matrix.of", { count: customers })}
        >
          {settings.isPending && <Skeleton height={300} radius="md" />}
          {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
          {coverage.isError && <ErrorState error={coverage.error} onRetry={() => void coverage.refetch()} />}
          {settings.isSuccess && <Matrix purposes={purposes} coverage={coverage.data} onOpen={setOpen} />}
        </Card>
        {growth.isPending && <Skeleton height={320} radius="lg" />}
        {growth.isError && <ErrorState error={growth.error} onRetry={() => void growth.refetch()} />}
        {growth.data !== undefined && growth.data.rows.length > 0 && (
          <GrowthCard purposes={purposes} growth={growth.data.rows} />
        )}
        {settings.data !== undefined && (
          <div className={classes.cards}>
            <CategoriesCard settings={settings.data} onChanged={again} />
            <SecretCard />
          </div>
        )}
      </Stack>
      <SideDrawer
        opened={open !== undefined}
        title={open === undefined || open.id === "" ? t("new_purpose") : inLanguage(open.names, i18n.language)}
        onClose={() => setOpen(undefined)}
      >
        {open !== undefined &&
          (may ? (
            <PurposeForm start={open} known={purposes.some(({ id }) => id === open.id)} onSaved={again} />
          ) : (
            <PurposeText purpose={open} />
          ))}
      </SideDrawer>
    </>
  );
}
