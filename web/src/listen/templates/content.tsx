// What a template brings, part by part, each with why.
import { Badge, Code, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Localized, Template } from "#contract";
import { useMetrics } from "../../ui/api.ts";
import { languages } from "../../ui/i18n.ts";
import { useMetricName } from "../../ui/metric-name.ts";

function useLanguage(): keyof Localized {
  const { i18n } = useTranslation();
  return languages.find(({ id }) => id === i18n.language)?.id ?? "en";
}

/** Says a text in the reader's language. */
export function useSaid(): (text: Localized) => string {
  const language = useLanguage();
  return (text) => text[language];
}

function Part({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <Title order={3} fz={14}>
        {title}
      </Title>
      {text !== undefined && (
        <Text size="xs" c="dimmed">
          {text}
        </Text>
      )}
      <Stack gap={8} mt={8}>
        {children}
      </Stack>
    </section>
  );
}

function Item({ name, code, text }: { readonly name: string; readonly code?: string; readonly text: string }) {
  return (
    <div>
      <Group gap={6}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {code !== undefined && <Code fz={11}>{code}</Code>}
      </Group>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </div>
  );
}

function Events({ template }: { readonly template: Template }) {
  const { t } = useTranslation("templates");
  const said = useSaid();
  return template.sources.map(({ slug, names }) => {
    const events = template.events.filter(({ source }) => source === slug);
    return (
      <div key={slug}>
        <Text size="xs" c="dimmed" fw={600} mt={4}>
          {said(names)}
        </Text>
        {events.map(({ type, name, descriptions, properties }) => (
          <div key={`${type} ${name}`} style={{ marginTop: 6 }}>
            <Text size="sm">
              <b>{name === "" ? t(`type.${type}`) : name}</b> · {said(descriptions)}
            </Text>
            {properties.length > 0 && (
              <Group gap={4} mt={2}>
                {properties.map((property) => (
                  <Code key={property.name} fz={11} fw={property.required ? 700 : 400}>
                    {property.name}
                    {property.required ? "*" : ""}
                  </Code>
                ))}
              </Group>
            )}
          </div>
        ))}
      </div>
    );
  });
}

function Metrics({ metrics }: Pick<Template, "metrics">) {
  const said = useSaid();
  const nameOf = useMetricName();
  const registry = useMetrics().data ?? [];
  return metrics.map(({ id, reasons }) => (
    <Item key={id} name={nameOf(id, registry.find((metric) => metric.id === id)?.name ?? id)} text={said(reasons)} />
  ));
}

export function Content({ template }: { readonly template: Template }) {
  const { t } = useTranslation("templates");
  const language = useLanguage();
  const said = useSaid();
  const { sources, purposes, identifiers, traits, settings, segments, surveys, metrics } = template;
  return (
    <Stack gap="lg">
      <Part title={t("part.sources")} text={t("part.sources_text")}>
        {sources.map(({ slug, names, descriptions }) => (
          <Item key={slug} name={said(names)} code={slug} text={said(descriptions)} />
        ))}
      </Part>
      <Part title={t("part.events")} text={t("part.events_text")}>
        <Events template={template} />
      </Part>
      <Part title={t("part.purposes")} text={t("part.purposes_text")}>
        {purposes.map(({ id, names, descriptions, channels, basis }) => (
          <div key={id}>
            <Item name={said(names)} code={id} text={said(descriptions)} />
            <Group gap={4} mt={4}>
              <Badge variant="light" color="gray" size="sm" tt="none">
                {t(`basis.${basis}`)}
              </Badge>
              <Text size="xs" c="dimmed">
                {channels.map((channel) => t(`channel.${channel}`)).join(", ")}
              </Text>
            </Group>
          </div>
        ))}
      </Part>
      <Part title={t("part.identifiers")} text={t("part.identifiers_text")}>
        {identifiers.map(({ kind, reasons }) => (
          <Item key={kind} name={kind} text={said(reasons)} />
        ))}
      </Part>
      <Part title={t("part.traits")} text={t("part.traits_text")}>
        {traits.map(({ name, policy, sources: trusted, reasons }) => (
          <Item
            key={name}
            name={name}
            text={[t(`policy.${policy}`, { sources: trusted.join(", ") }), said(reasons)].join(" · ")}
          />
        ))}
      </Part>
      {settings.length > 0 && (
        <Part title={t("part.settings")}>
          {settings.map(({ name, value, reasons }) => (
            <Item
              key={name}
              name={t(`setting.${name}`, { role: t(`role.${value}`, { ns: "shell" }) })}
              text={said(reasons)}
            />
          ))}
        </Part>
      )}
      <Part title={t("part.segments")} text={t("part.segments_text")}>
        {segments.map(({ id, names, descriptions }) => (
          <Item key={id} name={said(names)} code={id} text={said(descriptions)} />
        ))}
      </Part>
      <Part title={t("part.surveys")} text={t("part.surveys_text")}>
        {surveys.map(({ id, names, descriptions, texts }) => (
          <div key={id}>
            <Item name={said(names)} code={id} text={said(descriptions)} />
            <Text size="xs" fs="italic">
              {texts[language].question}
            </Text>
          </div>
        ))}
      </Part>
      <Part title={t("part.metrics")} text={t("part.metrics_text")}>
        <Metrics metrics={metrics} />
      </Part>
    </Stack>
  );
}
