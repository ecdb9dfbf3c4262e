// The customer's own page, and the secret that its links are signed with.
import { Alert, Button, Group, Text } from "@mantine/core";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { useMay } from "../../ui/me.ts";

export function SecretCard() {
  const { t } = useTranslation("consent");
  const may = useMay("admin");
  const [asking, setAsking] = useState<"keep" | "refuse">();
  const [done, setDone] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const rotate = async () => {
    try {
      await apiSend("POST", "/api/v1/consent/secret", { refuse_old: asking === "refuse" });
      setAsking(undefined);
      setDone(true);
    } catch (thrown) {
      setFault(thrown);
    }
  };
  return (
    <Card title={t("links.title")}>
      <Text size="sm">{t("links.text")}</Text>
      {may && (
        <Group gap="xs" mt="md">
          <Button variant="default" onClick={() => setAsking("keep")}>
            {t("links.rotate")}
          </Button>
          <Button variant="default" onClick={() => setAsking("refuse")}>
            {t("links.refuse")}
          </Button>
        </Group>
      )}
      {done && (
        <Alert mt="md" variant="outline" color="teal" icon={<CircleCheck size={18} />} bg="var(--k-card)" role="status">
          {t("links.done")}
        </Alert>
      )}
      <Confirm
        opened={asking !== undefined}
        title={t(asking === "refuse" ? "links.refuse" : "links.rotate")}
        text={t(asking === "refuse" ? "links.refuse_text" : "links.rotate_text")}
        yes={t("links.yes")}
        keep={t("links.keep")}
        error={fault}
        onYes={() => void rotate()}
        onClose={() => {
          setAsking(undefined);
          setFault(null);
        }}
      />
    </Card>
  );
}
