// A reason in the reader's words, and where it is mended for all of its letters.
import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { hasPage } from "../../pages.ts";
import { PageLink } from "../../ui/link.tsx";
import { mendedAt } from "./letters.ts";

/** What a code means: in the reader's language where a catalogue knows it, else the server's words. */
export function useReason(): (letter: { code: string; field: string; message: string }) => string {
  const { t, i18n } = useTranslation("dead-letters");
  return ({ code, field, message }) => {
    if (i18n.exists(`dead-letters:reason.${code}`)) return t(`reason.${code}`, { field });
    return message;
  };
}

/** The mend in words, with a link to the place. */
export function Mend({ code, source }: { readonly code: string; readonly source: string }) {
  const { t } = useTranslation("dead-letters");
  const at = mendedAt(code);
  return (
    <Group gap={8} fz="sm" mt={4}>
      <Text span size="sm" c="dimmed">
        {t(`mend.${at}`)}
      </Text>
      {at === "plan" && (
        <PageLink to="/plan" search={{ source }}>
          {t("to_plan")}
        </PageLink>
      )}
      {at === "mapping" && hasPage("sources") && <PageLink to="/sources">{t("to_sources")}</PageLink>}
    </Group>
  );
}
