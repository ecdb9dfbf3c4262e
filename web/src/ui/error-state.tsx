// A fault, told to a person: what happened, what to do, and a button that tries again.
import { Alert, Button, Text } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiError } from "./api.ts";

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Codes whose advice stands in the catalogue as `error.<code>`; others show the server's own words. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t, i18n } = useTranslation("ui");
  const code = error instanceof ApiError ? error.code : "unexpected";
  const known = i18n.exists(`ui:error.${code}`);
  const detail = error instanceof Error ? error.message : String(error);
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<TriangleAlert size={18} />}
      title={t("error.title")}
      role="alert"
      bg="var(--k-card)"
    >
      <Text size="sm">{known ? t(`error.${code}`) : detail}</Text>
      {error instanceof ApiError && error.field !== undefined && (
        <Text size="xs" c="dimmed" mt={4}>
          {t("error.field", { field: error.field })}
        </Text>
      )}
      {onRetry !== undefined && (
        <Button variant="default" size="xs" mt="sm" onClick={onRetry}>
          {t("error.retry")}
        </Button>
      )}
    </Alert>
  );
}
