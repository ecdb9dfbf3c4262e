// Takes a dashboard along: a picture, a PDF, or on paper.
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { Download, FileImage, FileText, Printer } from "lucide-react";
import { lazy, Suspense, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DashboardAnswers, DashboardCompare, Widget } from "#contract";
import { ErrorState } from "../../ui/error-state.tsx";
import type { FileKind } from "./sheet.tsx";

const Sheet = lazy(() => import("./sheet.tsx"));

interface ExportMenuProps {
  readonly name: string;
  readonly subtitle: string;
  readonly widgets: readonly Widget[];
  readonly compare: DashboardCompare;
  /** undefined while they are on their way: nothing can be taken along yet. */
  readonly answers: DashboardAnswers | undefined;
}

export function ExportMenu({ name, subtitle, widgets, compare, answers }: ExportMenuProps) {
  const { t } = useTranslation("dashboard");
  const [made, setMade] = useState<FileKind>();
  const [fault, setFault] = useState<unknown>();
  const done = useCallback((why?: unknown) => {
    setMade(undefined);
    setFault(why);
  }, []);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Tooltip label={t("export.button")}>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t("export.button")}
              disabled={answers === undefined}
              loading={made !== undefined}
            >
              <Download size={16} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown bg="var(--k-card)">
          <Menu.Item leftSection={<FileImage size={15} />} onClick={() => setMade("png")}>
            {t("export.png")}
          </Menu.Item>
          <Menu.Item leftSection={<FileText size={15} />} onClick={() => setMade("pdf")}>
            {t("export.pdf")}
          </Menu.Item>
          <Menu.Item leftSection={<Printer size={15} />} onClick={() => print()}>
            {t("export.print")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {fault !== undefined && <ErrorState error={fault} />}
      {made !== undefined && answers !== undefined && (
        <Suspense fallback={null}>
          <Sheet
            kind={made}
            name={name}
            subtitle={subtitle}
            widgets={widgets}
            compare={compare}
            answers={answers}
            onDone={done}
          />
        </Suspense>
      )}
    </>
  );
}
