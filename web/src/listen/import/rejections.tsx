// Why rows were not taken: the reason, the column, how many, and examples with their lines.

import { ScrollArea, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Rejection } from "#contract";
import { useFormat } from "../../ui/format.ts";

/** The reason in the reader's words; a code that the catalogue does not know is shown itself. */
function useReason() {
  const { t, i18n } = useTranslation("import");
  return (code: string) =>
    i18n.exists(`import:rejection.${code}`) ? t(`rejection.${code}`) : t("rejection.other", { code });
}

export function Rejections({ rejections }: { readonly rejections: readonly Rejection[] }) {
  const { t } = useTranslation("import");
  const format = useFormat();
  const reason = useReason();
  if (rejections.length === 0) return <Text size="sm">{t("rejections.none")}</Text>;
  return (
    <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("rejections.title") }}>
      <Table
        fz="sm"
        miw={560}
        className="k-number"
        aria-label={t("rejections.title")}
        style={{ "--table-border-color": "var(--k-border)" }}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("rejections.reason")}</Table.Th>
            <Table.Th scope="col">{t("rejections.column")}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t("rejections.rows")}
            </Table.Th>
            <Table.Th scope="col">{t("rejections.examples")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rejections.map((rejection) => (
            <Table.Tr key={`${rejection.code}:${rejection.column}`}>
              <Table.Td>{reason(rejection.code)}</Table.Td>
              <Table.Td>{rejection.column}</Table.Td>
              <Table.Td ta="right">{format.count(rejection.rows)}</Table.Td>
              <Table.Td>
                {rejection.examples.slice(0, 3).map(({ file, line, value }) => (
                  <Text key={`${file}:${line}`} size="xs" c="dimmed" title={file}>
                    {t(value === "" ? "rejections.example_empty" : "rejections.example", {
                      line: format.count(line),
                      value,
                    })}
                  </Text>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
