// Finds the person by an identifier and records what they ask for.
import { Alert, Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { CircleCheck, Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ErasurePolicy, PersonFound, RightsKind, RightsRequest } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { languages } from "../../ui/i18n.ts";
import { Fault } from "./fault.tsx";
import { Found } from "./found.tsx";

interface Draft {
  readonly kind: RightsKind;
  readonly policy: ErasurePolicy;
  readonly received_on: string;
  readonly language: string;
}

interface ChoicesProps {
  readonly draft: Draft;
  readonly change: (patch: Partial<Draft>) => void;
}

function Choices({ draft, change }: ChoicesProps) {
  const { t } = useTranslation("privacy");
  return (
    <Group gap="md" align="flex-end" wrap="wrap">
      <div>
        <Text size="sm" fw={500} mb={4} id="privacy-kind">
          {t("form.kind")}
        </Text>
        <SegmentedControl
          aria-labelledby="privacy-kind"
          value={draft.kind}
          onChange={(kind) => change({ kind: kind === "erasure" ? "erasure" : "access" })}
          data={(["access", "erasure"] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </div>
      {draft.kind === "erasure" ? (
        <Select
          label={t("form.policy")}
          miw={230}
          allowDeselect={false}
          value={draft.policy}
          onChange={(policy) => change({ policy: policy === "delete" ? "delete" : "anonymize" })}
          data={(["anonymize", "delete"] as const).map((value) => ({ value, label: t(`policy.${value}`) }))}
        />
      ) : (
        <Select
          label={t("form.language")}
          miw={160}
          allowDeselect={false}
          value={draft.language}
          onChange={(language) => change({ language: language ?? "en" })}
          data={languages.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TextInput
        type="date"
        label={t("form.received")}
        value={draft.received_on}
        onChange={({ currentTarget }) => change({ received_on: currentTarget.value })}
      />
    </Group>
  );
}

interface RecordFormProps {
  readonly policy: ErasurePolicy;
  readonly start: string;
  readonly onRecorded: () => void;
}

export function RecordForm({ policy, start, onRecorded }: RecordFormProps) {
  const { t, i18n } = useTranslation("privacy");
  const today = new Date().toISOString().slice(0, 10);
  const [value, setValue] = useState(start);
  const [found, setFound] = useState<{ readonly value: string; readonly who: PersonFound }>();
  const [chosen, setChosen] = useState("");
  const [draft, setDraft] = useState<Draft>({ kind: "access", policy, received_on: today, language: i18n.language });
  const [fault, setFault] = useState<unknown>(null);
  const [told, setTold] = useState<"recorded" | "lifted">();
  const attempt = async (work: () => Promise<void>) => {
    setFault(null);
    setTold(undefined);
    await work().catch((thrown: unknown) => setFault(thrown));
  };
  const look = () =>
    attempt(async () => {
      const text = value.trim();
      const who = await apiSend<PersonFound>("POST", "/api/v1/privacy/find", { value: text });
      setFound({ value: text, who });
      setChosen("");
    });
  const record = () =>
    attempt(async () => {
      const { kind, language, received_on } = draft;
      const more = {
        ...(kind === "erasure" ? { policy: draft.policy } : {}),
        ...(chosen === "" ? {} : { customer_id: chosen }),
      };
      const body = {
        kind,
        language,
        identifier: { value: found?.value },
        ...(received_on === "" ? {} : { received_on }),
        ...more,
      };
      await apiSend<RightsRequest>("POST", "/api/v1/privacy/requests", body);
      setFound(undefined);
      setValue("");
      setTold("recorded");
      onRecorded();
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void look();
  };
  const undecided = found !== undefined && found.who.people.length > 1 && chosen === "";
  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Group gap="sm" align="flex-end" wrap="wrap">
          <TextInput
            label={t("form.value")}
            description={t("form.value_hint")}
            inputWrapperOrder={["label", "input", "description"]}
            autoComplete="off"
            value={value}
            onChange={({ currentTarget }) => setValue(currentTarget.value)}
            style={{ flex: "1 1 260px" }}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<Search size={16} />}
            disabled={value.trim() === ""}
            mb={22}
          >
            {t("form.look")}
          </Button>
        </Group>
      </form>
      {found !== undefined && (
        <>
          <Found
            value={found.value}
            found={found.who}
            chosen={chosen}
            onChoose={setChosen}
            onLifted={() => {
              setFound(undefined);
              setTold("lifted");
            }}
          />
          <Choices draft={draft} change={(patch) => setDraft((now) => ({ ...now, ...patch }))} />
          <Group gap="sm">
            <Button onClick={() => void record()} disabled={undecided}>
              {t("form.record")}
            </Button>
            <Text size="sm" c="dimmed">
              {t("form.hint")}
            </Text>
          </Group>
        </>
      )}
      <Fault error={fault} />
      {told !== undefined && (
        <Alert variant="outline" color="teal" bg="var(--k-card)" icon={<CircleCheck size={18} />} role="status">
          {t(told === "recorded" ? "form.recorded" : "found.lifted")}
        </Alert>
      )}
    </Stack>
  );
}
