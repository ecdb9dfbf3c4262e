// The customers of one cell, or the golden ones, below the matrix.
import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useSearchState } from "../../ui/search.ts";
import { CustomerTable } from "../customers/customer-table.tsx";
import { useCustomerPages } from "../customers/use-customers.ts";
import { inputsOf, type Opened } from "./classes.ts";
import { ExportMenu } from "./export-menu.tsx";

const columns = ["label", "classes", "revenue", "orders", "aov", "refunds", "last_order"] as const;

export function ClassList({ opened, onClose }: { readonly opened: Opened; readonly onClose: () => void }) {
  const { t } = useTranslation(["classes", "customers"]);
  const [search] = useSearchState();
  const place = useRef<HTMLDivElement>(null);
  const inputs = { ...inputsOf(search), abc: opened.abc, xyz: opened.xyz };
  const pages = useCustomerPages("/api/v1/classes/customers", inputs);
  const title = opened.name === "golden" ? t("list_golden") : t("list", { name: opened.name });
  const subtitle = pages.total === null ? undefined : t("customers:count", { count: pages.total });

  useEffect(() => {
    if (opened.name !== "") place.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [opened.name]);

  const actions = (
    <>
      <ExportMenu path="/api/v1/classes/customers" inputs={inputs} />
      <Tooltip label={t("list_close")}>
        <ActionIcon variant="default" aria-label={t("list_close")} onClick={onClose}>
          <X size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
  return (
    <div ref={place}>
      <Card title={title} subtitle={subtitle} actions={actions}>
        {pages.error !== null && pages.rows.length === 0 && <ErrorState error={pages.error} onRetry={pages.retry} />}
        {pages.pending && pages.error === null && <Skeleton height={400} radius="md" />}
        {!pages.pending && (
          <CustomerTable
            pages={pages}
            columns={columns}
            label={title}
            height={pages.rows.length > 8 ? 420 : "auto"}
            empty={<EmptyState title={t("list_empty")} />}
          />
        )}
      </Card>
    </div>
  );
}
