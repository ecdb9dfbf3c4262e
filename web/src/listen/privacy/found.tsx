// Who an identifier is: the people that have it, what was asked by it before, and whether it is kept out.
import { Alert, Button, Group, Radio, Stack, Text } from "@mantine/core";
import { ShieldBan, UserSearch } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonFound } from "#contract";
import { hasPage } from "../../pages.ts";
import { apiSend } from "../../ui/api.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { PageLink } from "../../ui/link.tsx";
import { useMay } from "../../ui/me.ts";
import { useKindName } from "../live/identity.tsx";

type Person = PersonFound["people"][number];

/** So many identifiers are shown; who has more is told apart by these. */
const shown_max = 4;

function Identifiers({ identifiers }: Pick<Person, "identifiers">) {
  const { t } = useTranslation("privacy");
  const kindName = useKindName();
  const more = identifiers.length - shown_max;
  return (
    <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
      {identifiers
        .slice(0, shown_max)
        .map(({ kind, value }) => `${kindName(kind)}: ${value}`)
        .join(" · ")}
      {more > 0 && ` ${t("found.more", { count: more })}`}
    </Text>
  );
}

function Lift({ value, onLifted }: { readonly value: string; readonly onLifted: () => void }) {
  const { t } = useTranslation("privacy");
  const [opened, setOpened] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const may = useMay("admin");
  const lift = async () => {
    try {
      await apiSend("POST", "/api/v1/privacy/lift", { value });
      setOpened(false);
      onLifted();
    } catch (thrown) {
      setFault(thrown);
    }
  };
  return (
    <Alert color="yellow" variant="outline" bg="var(--k-card)" icon={<ShieldBan size={18} />}>
      <Text size="sm">{t("found.erased")}</Text>
      {may && (
        <Button mt="xs" size="xs" variant="default" onClick={() => setOpened(true)}>
          {t("found.lift")}
        </Button>
      )}
      <Confirm
        opened={opened}
        title={t("found.lift")}
        text={t("found.lift_text")}
        yes={t("found.lift_yes")}
        keep={t("found.lift_keep")}
        error={fault}
        onYes={() => void lift()}
        onClose={() => setOpened(false)}
      />
    </Alert>
  );
}

interface FoundProps {
  readonly value: string;
  readonly found: PersonFound;
  readonly chosen: string;
  readonly onChoose: (customer_id: string) => void;
  readonly onLifted: () => void;
}

export function Found({ value, found, chosen, onChoose, onLifted }: FoundProps) {
  const { t } = useTranslation("privacy");
  const { people, requests, erased } = found;
  const [only] = people;
  return (
    <Stack gap="sm">
      {erased && <Lift value={value} onLifted={onLifted} />}
      {only === undefined && (
        <Alert variant="outline" bg="var(--k-card)" icon={<UserSearch size={18} />} role="status">
          {t("found.nobody")}
        </Alert>
      )}
      {only !== undefined && people.length === 1 && (
        <Group gap="sm" wrap="wrap" role="status">
          <Text span size="sm" c="dimmed">
            {t("found.title")}
          </Text>
          <Identifiers identifiers={only.identifiers} />
          {hasPage("customer") && (
            <PageLink to={`/customers/${only.customer_id}`}>{t("to_customer", { ns: "live" })}</PageLink>
          )}
        </Group>
      )}
      {people.length > 1 && (
        <Radio.Group label={t("found.several")} value={chosen} onChange={onChoose}>
          <Stack gap={8} mt={6}>
            {people.map(({ customer_id, identifiers }) => (
              <Radio key={customer_id} value={customer_id} label={<Identifiers identifiers={identifiers} />} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {requests.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("found.earlier", { count: requests.length })}: {requests.map((id) => `#${id}`).join(", ")}
        </Text>
      )}
    </Stack>
  );
}
