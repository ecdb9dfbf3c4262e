// The members, as a list and as a file.
import { Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { ExportMenu } from "../classes/export-menu.tsx";
import { defaultColumns } from "../customers/columns.ts";
import { CustomerTable } from "../customers/customer-table.tsx";
import { useClasses, useCustomerPages } from "../customers/use-customers.ts";

const nothing = {};

export function MembersCard({ id }: { readonly id: string }) {
  const { t } = useTranslation(["segment", "customers"]);
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const path = `/api/v1/segments/${encodeURIComponent(id)}/customers`;
  const pages = useClasses(useCustomerPages(path, nothing), nothing);
  const subtitle = pages.total === null ? " " : t("customers:count", { count: pages.total });
  return (
    <Card title={t("members.title")} subtitle={subtitle} actions={<ExportMenu path={path} inputs={nothing} />}>
      {pages.error !== null && pages.rows.length === 0 && <ErrorState error={pages.error} onRetry={pages.retry} />}
      {pages.pending && pages.error === null && <Skeleton height={400} radius="md" />}
      {!pages.pending && (
        <CustomerTable
          pages={pages}
          columns={defaultColumns(narrow)}
          label={t("members.title")}
          height={pages.rows.length > 8 ? 460 : "auto"}
          empty={<EmptyState icon={Users} title={t("members.none")} text={t("members.none_hint")} />}
        />
      )}
    </Card>
  );
}
