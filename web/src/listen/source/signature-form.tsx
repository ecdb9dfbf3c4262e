// How the calls of a webhook are signed, and the secret, which is written but never shown.
import { PasswordInput, Select, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { algorithmOf, type Draft, encodingOf, plainSignature } from "./webhook-draft.ts";

interface SignatureFormProps {
  readonly draft: Draft;
  readonly has_secret: boolean;
  readonly change: (patch: Partial<Draft>) => void;
}

function Details({ draft, change }: Pick<SignatureFormProps, "draft" | "change">) {
  const { t } = useTranslation("source");
  const { signature } = draft;
  if (signature === null) return null;
  const set = (patch: Partial<typeof signature>) => change({ signature: { ...signature, ...patch } });
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
      <Select
        label={t("signature.algorithm")}
        data={["sha256", "sha512", "sha1"]}
        value={signature.algorithm}
        onChange={(value) => set({ algorithm: algorithmOf(value) })}
        allowDeselect={false}
      />
      <Select
        label={t("signature.encoding")}
        data={["hex", "base64"]}
        value={signature.encoding}
        onChange={(value) => set({ encoding: encodingOf(value) })}
        allowDeselect={false}
      />
      <TextInput
        label={t("signature.signed")}
        description="{body} {timestamp} {token}"
        value={signature.signed}
        onChange={({ currentTarget: { value } }) => set({ signed: value })}
      />
      <TextInput
        label={t("signature.place")}
        description={t("signature.place_hint")}
        value={draft.places.signature}
        onChange={({ currentTarget: { value } }) => change({ places: { ...draft.places, signature: value } })}
      />
      <TextInput
        label={t("signature.timestamp")}
        description={t("signature.optional")}
        value={draft.places.timestamp}
        onChange={({ currentTarget: { value } }) => change({ places: { ...draft.places, timestamp: value } })}
      />
      <TextInput
        label={t("signature.token")}
        description={t("signature.optional")}
        value={draft.places.token}
        onChange={({ currentTarget: { value } }) => change({ places: { ...draft.places, token: value } })}
      />
    </SimpleGrid>
  );
}

export function SignatureForm({ draft, has_secret, change }: SignatureFormProps) {
  const { t } = useTranslation("source");
  const signed = draft.signature !== null;
  return (
    <Stack gap="sm">
      <Switch
        label={t("signature.on")}
        checked={signed}
        onChange={({ currentTarget: { checked } }) =>
          change(
            checked
              ? { signature: plainSignature, places: { signature: "header x-signature", timestamp: "", token: "" } }
              : { signature: null },
          )
        }
      />
      {signed && (
        <>
          <PasswordInput
            label={t("signature.secret")}
            description={t(has_secret ? "signature.secret_kept" : "signature.secret_missing")}
            placeholder={has_secret ? "••••••••" : ""}
            value={draft.secret}
            onChange={({ currentTarget: { value } }) => change({ secret: value })}
            autoComplete="off"
            maw={420}
          />
          <Details draft={draft} change={change} />
        </>
      )}
      {!(signed && (has_secret || draft.secret !== "")) && (
        <Text size="sm" c="var(--k-warn)">
          {t("signature.unsigned")}
        </Text>
      )}
    </Stack>
  );
}
