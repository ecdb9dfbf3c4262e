// What the pages at the door share: the card, the fields, the words of a refusal, and the way in.
import { Alert, Button, PasswordInput, type PasswordInputProps, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#contract";
import { ApiError, apiSend } from "../../ui/api.ts";
import { me_path } from "../../ui/me.ts";

/** What a person has to know of a fault: our words for its code, else the server's. */
export function useFaultText(): (error: unknown) => string {
  const { t, i18n } = useTranslation("login");
  return (error) => {
    const code = error instanceof ApiError ? error.code : "unexpected";
    if (i18n.exists(`login:error.${code}`)) return t(`error.${code}`);
    if (i18n.exists(`ui:error.${code}`)) return t(`error.${code}`, { ns: "ui" });
    return error instanceof Error ? error.message : String(error);
  };
}

/** A refusal in a form, told at once to screen readers. */
export function Refusal({ error }: { readonly error: unknown }) {
  const text = useFaultText();
  if (error === null || error === undefined) return null;
  return (
    <Alert color="red" variant="outline" bg="var(--k-card)" role="alert" icon={<TriangleAlert size={18} />}>
      {text(error)}
    </Alert>
  );
}

/** A password with a button that shows it. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation("login");
  return (
    <PasswordInput
      required
      maxLength={200}
      {...props}
      visibilityToggleButtonProps={{ "aria-label": t("show_password"), tabIndex: 0 }}
    />
  );
}

/** Sends what opens the door; then everything is loaded anew as who that is, at the address that was asked for. */
export function useEnter(path: string, back = "/") {
  const client = useQueryClient();
  const { history } = useRouter();
  return useMutation({
    mutationFn: (body: object) => apiSend<Me>("POST", path, body),
    onSuccess: (me) => {
      client.clear();
      client.setQueryData([me_path, {}], me);
      history.replace(back);
    },
  });
}

interface EntryCardProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly error?: unknown;
  readonly button?: string;
  readonly busy?: boolean;
  readonly onSubmit?: () => void;
  readonly children?: ReactNode;
}

/** A card with a form; without a button it only tells something. */
export function EntryCard({ title, text, error, button, busy = false, onSubmit, children }: EntryCardProps) {
  useEffect(() => {
    document.title = `${title} · Kompas`;
  }, [title]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <form onSubmit={submit} className="k-card" style={{ width: "min(420px, 100%)", padding: 28 }}>
      <Stack gap="md">
        <img src="/icon.svg" alt="Kompas" width={40} height={40} />
        <div>
          <Title order={1}>{title}</Title>
          {text !== undefined && (
            <Text size="sm" c="dimmed" mt={4}>
              {text}
            </Text>
          )}
        </div>
        {children}
        <Refusal error={error} />
        {button !== undefined && (
          <Button type="submit" loading={busy} fullWidth>
            {button}
          </Button>
        )}
      </Stack>
    </form>
  );
}
