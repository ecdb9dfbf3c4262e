// What became of a template that was applied, and where each part is edited from now on.
import { Alert, Group, Text } from "@mantine/core";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TemplateApplied } from "#contract";
import { PageLink } from "../../ui/link.tsx";

const pages = {
  sources: "/sources",
  plan: "/plan",
  consent: "/consent",
  identity: "/identity",
  traits: "/traits",
  segments: "/segments",
  surveys: "/surveys",
};

export function Applied({ applied }: { readonly applied: TemplateApplied }) {
  const { t } = useTranslation("templates");
  const added = applied.rows.filter(({ result }) => result === "added").length;
  const left = applied.rows.filter(({ result }) => result === "left");
  return (
    <Alert
      color="teal"
      variant="outline"
      icon={<Check size={18} />}
      title={t("applied.added", { count: added })}
      role="status"
      bg="var(--k-card)"
    >
      {left.length > 0 && (
        <Text size="sm">
          {t("applied.left", { count: left.length })} {left.length <= 5 && left.map(({ name }) => name).join(", ")}
        </Text>
      )}
      <Text size="sm" mt={4}>
        {t("applied.edit")}
      </Text>
      <Group gap="md" mt={4} fz="sm">
        {Object.entries(pages).map(([id, path]) => (
          <PageLink key={id} to={path}>
            {t(id, { ns: "titles" })}
          </PageLink>
        ))}
      </Group>
    </Alert>
  );
}
