// A fault of a request, in words of this page where it has them.
import { Alert } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";

export function Fault({ error }: { readonly error: unknown }) {
  const { t, i18n } = useTranslation("privacy");
  if (error === null) return null;
  const code = error instanceof ApiError ? error.code : "";
  if (!i18n.exists(`privacy:errors.${code}`)) return <ErrorState error={error} />;
  return (
    <Alert color="red" variant="outline" bg="var(--k-card)" icon={<TriangleAlert size={18} />} role="alert">
      {t(`errors.${code}`)}
    </Alert>
  );
}
