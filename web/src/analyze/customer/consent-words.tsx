// Words of the ledger in full: what was said, when, where it came from, and what proves it.
import { Group, Text } from "@mantine/core";
import { Check, Clock, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConsentCell, ConsentEntry, Purpose } from "#contract";
import { inLanguage, originOf } from "../../listen/consent/consent.ts";
import { useFormat } from "../../ui/format.ts";
import classes from "./consent-card.module.css";

const proofs = ["text_version", "form_url", "document", "note", "ip", "user_agent"] as const;

function useFacts(time_zone: string): (word: ConsentEntry) => [name: string, value: string][] {
  const { t } = useTranslation("consent");
  const format = useFormat();
  return (word) => {
    const origin = originOf(word.source);
    const { double_opt_in } = word.proof;
    const facts: [string, string][] = [
      [t("word.said_at"), format.instant(word.said_at, time_zone)],
      [t("word.first_at"), word.first_at === word.said_at ? "" : format.instant(word.first_at, time_zone)],
      [t("word.expires_at"), word.expires_at === null ? "" : format.instant(word.expires_at, time_zone)],
      [t("word.source"), origin === undefined ? word.source : t(`origin.${origin}`)],
      [t("word.entered_by"), word.entered_by],
      [t("word.address"), word.address],
      [t("word.category"), word.category],
      ...proofs.map((name): [string, string] => [t(`proof.${name}`), word.proof[name] ?? ""]),
      [t("proof.double_opt_in"), double_opt_in === undefined ? "" : t(`double_opt_in.${double_opt_in}`)],
    ];
    return facts.filter(([, value]) => value !== "");
  };
}

interface WordsProps {
  readonly words: readonly ConsentEntry[];
  readonly purposes: readonly Purpose[];
  readonly time_zone: string;
  /** What holds, where a single word is shown for it. */
  readonly state?: ConsentCell["state"];
}

const signs = { granted: Check, withdrawn: X, expired: Clock } as const;

export function ConsentWords({ words, purposes, time_zone, state }: WordsProps) {
  const { t, i18n } = useTranslation("consent");
  const factsOf = useFacts(time_zone);
  const title = (word: ConsentEntry) => {
    const known = purposes.find(({ id }) => id === word.purpose);
    const name = known === undefined ? word.purpose || word.category : inLanguage(known.names, i18n.language);
    return word.channel === "" ? name : `${name} · ${t(`channel.${word.channel}`, { defaultValue: word.channel })}`;
  };
  if (words.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("customer.nothing")}
      </Text>
    );
  return (
    <ul className={classes.words}>
      {words.map((word, index) => {
        const shown = state ?? (word.granted ? "granted" : "withdrawn");
        const Icon = signs[shown];
        return (
          // biome has no better key: the same event may say two words at one instant.
          <li key={`${word.said_at} ${word.category} ${word.purpose} ${word.channel} ${word.address} ${String(index)}`}>
            <Group gap={8} wrap="nowrap" align="flex-start">
              <Icon size={16} aria-hidden className={classes[shown]} style={{ flex: "none", marginTop: 3 }} />
              <div style={{ minWidth: 0 }}>
                <Text size="sm" fw={600}>
                  {title(word)}
                </Text>
                <Text size="sm" className={classes[shown] ?? ""}>
                  {t(`state.${shown}`)}
                  {word.passing && ` · ${t("word.passing")}`}
                </Text>
                <dl>
                  {factsOf(word).map(([name, value]) => (
                    <div key={name} style={{ display: "contents" }}>
                      <dt>{name}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            </Group>
          </li>
        );
      })}
    </ul>
  );
}
