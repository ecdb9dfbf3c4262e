// Templates: beginnings without data, each with all that it brings, and one press that puts it into the workspace.
import { Button, Group, Skeleton, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Building2, Landmark, type LucideIcon, ShoppingBag } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Template, TemplateApplied, TemplateList } from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { languages } from "../../ui/i18n.ts";
import { useMay } from "../../ui/me.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { useSearchState } from "../../ui/search.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import { Applied } from "./applied.tsx";
import { Content, useSaid } from "./content.tsx";
import classes from "./templates.module.css";

const icons: Readonly<Record<string, LucideIcon>> = {
  online_shop: ShoppingBag,
  bank_branches: Landmark,
  b2b_sales: Building2,
};

function Offer({ template, onOpen }: { readonly template: Template; readonly onOpen: () => void }) {
  const { t } = useTranslation("templates");
  const said = useSaid();
  const { id, names, descriptions, sources, events, purposes } = template;
  const Icon = icons[id];
  const brings = [
    t("brings.sources", { count: sources.length }),
    t("brings.events", { count: events.length }),
    t("brings.purposes", { count: purposes.length }),
  ];
  return (
    <Card
      title={
        <Group gap={8} wrap="nowrap" component="span">
          {Icon !== undefined && <Icon size={18} aria-hidden style={{ flex: "none" }} />}
          {said(names)}
        </Group>
      }
    >
      <div className={classes.offer}>
        <Text size="sm">{said(descriptions)}</Text>
        <Text size="xs" c="dimmed">
          {brings.join(" · ")}
        </Text>
        <Group mt="auto">
          <Button variant="default" onClick={onOpen} aria-label={t("open_named", { name: said(names) })}>
            {t("open")}
          </Button>
        </Group>
      </div>
    </Card>
  );
}

function Chosen({ template }: { readonly template: Template }) {
  const { t, i18n } = useTranslation("templates");
  const said = useSaid();
  const client = useQueryClient();
  const may = useMay("admin");
  const language = languages.find(({ id }) => id === i18n.language)?.id ?? "en";
  const apply = useMutation({
    mutationFn: () => apiSend<TemplateApplied>("POST", `/api/v1/templates/${template.id}/apply`, { language }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <Text size="sm" mb="sm">
        {said(template.descriptions)}
      </Text>
      {apply.error !== null && <ErrorState error={apply.error} />}
      {apply.data !== undefined && <Applied applied={apply.data} />}
      {may && apply.data === undefined && (
        <Group gap="sm" mb="xs">
          <Button loading={apply.isPending} onClick={() => apply.mutate()}>
            {t("apply")}
          </Button>
          <Text size="xs" c="dimmed" style={{ flex: "1 1 200px" }}>
            {t("apply_text")}
          </Text>
        </Group>
      )}
      <div style={{ marginTop: 20 }}>
        <Content template={template} />
      </div>
    </>
  );
}

export default function Templates() {
  const { t } = useTranslation("templates");
  const said = useSaid();
  const [search, setSearch] = useSearchState();
  const list = useApi<TemplateList>("/api/v1/templates", {}, { staleTime: Number.POSITIVE_INFINITY });
  const chosen = list.data?.rows.find(({ id }) => id === search.template);
  return (
    <div style={{ maxWidth: 960, margin: "0 auto" }}>
      <PageHead title={t("title")} subtitle={t("lead")} />
      {list.isPending && <Skeleton height={220} radius="lg" />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <div className={classes.offers}>
        {list.data?.rows.map((template) => (
          <Offer
            key={template.id}
            template={template}
            onOpen={() => setSearch({ template: template.id }, { push: true })}
          />
        ))}
      </div>
      <SideDrawer
        opened={chosen !== undefined}
        title={chosen === undefined ? "" : said(chosen.names)}
        onClose={() => setSearch({ template: undefined })}
      >
        {chosen !== undefined && <Chosen key={chosen.id} template={chosen} />}
      </SideDrawer>
    </div>
  );
}
