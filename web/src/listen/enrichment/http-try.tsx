// An HTTP hook asked once with values that somebody writes: what was answered, and what it would become.
import { Alert, Button, Code, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HookTrialAnswer } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { enrichment_path } from "./hook-card.tsx";
import { TraitList } from "./hook-try.tsx";
import { type Draft, requestOf } from "./http-draft.ts";

function Answer({ answer }: { readonly answer: HookTrialAnswer }) {
  const { t } = useTranslation("enrichment");
  const empty = Object.keys(answer.traits).length === 0;
  return (
    <Stack gap="xs">
      {empty ? (
        <Text size="sm" c="dimmed">
          {t("try.nothing")}
        </Text>
      ) : (
        <TraitList traits={answer.traits} />
      )}
      {answer.faults.map(({ trait, message }) => (
        <Alert key={trait} variant="outline" color="red" bg="var(--k-card)" title={trait}>
          {message}
        </Alert>
      ))}
      {answer.answer !== null && (
        <>
          <Text size="xs" c="dimmed">
            {t("try.answered", { status: answer.answer.status })}
          </Text>
          {answer.answer.body !== "" && (
            <Code
              block
              mah={220}
              tabIndex={0}
              style={{ overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
            >
              {answer.answer.body}
            </Code>
          )}
        </>
      )}
    </Stack>
  );
}

interface HttpTryProps {
  readonly draft: Draft;
  /** The hook whose headers are used where the form leaves them as they are. */
  readonly id: string | undefined;
}

export function HttpTry({ draft, id }: HttpTryProps) {
  const { t } = useTranslation("enrichment");
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const hook = requestOf(draft);
  const ask = useMutation({
    mutationFn: () =>
      apiSend<HookTrialAnswer>("POST", `${enrichment_path}/http/try`, {
        hook,
        values,
        ...(id === undefined ? {} : { id }),
      }),
  });
  return (
    <Fieldset legend={t("try.http")} radius="md">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {t("try.http_hint")}
        </Text>
        <Group gap="xs" align="flex-end" wrap="wrap">
          {draft.fields
            .filter(({ name }) => name !== "")
            .map(({ key, name }) => (
              <TextInput
                key={key}
                label={name}
                autoComplete="off"
                value={values[name] ?? ""}
                onChange={({ currentTarget: { value } }) => setValues((now) => ({ ...now, [name]: value }))}
                style={{ flex: "1 1 180px" }}
              />
            ))}
          <Button variant="default" disabled={hook === undefined} loading={ask.isPending} onClick={() => ask.mutate()}>
            {t("try.ask")}
          </Button>
        </Group>
        <div aria-live="polite">
          {ask.isError && <ErrorState error={ask.error} />}
          {ask.isSuccess && <Answer answer={ask.data} />}
        </div>
      </Stack>
    </Fieldset>
  );
}
