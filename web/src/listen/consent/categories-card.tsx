// What the categories that sites, apps and files speak of mean here, and those that mean nothing yet.
import { Badge, Button, Group, MultiSelect, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentCategory, ConsentSettings, Purpose } from "#contract";
import { apiSend } from "../../ui/api.ts";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useMay } from "../../ui/me.ts";
import { SideDrawer } from "../../ui/side-drawer.tsx";
import classes from "./consent.module.css";
import { inLanguage, targetOf, wordOf } from "./consent.ts";

/** A target in words: "News and offers: E-mail". */
function useTargetName(purposes: readonly Purpose[]): (word: string) => string {
  const { t, i18n } = useTranslation("consent");
  return (word) => {
    const { purpose, channel } = targetOf(word);
    const known = purposes.find(({ id }) => id === purpose);
    const name = known === undefined ? purpose : inLanguage(known.names, i18n.language);
    return `${name}: ${channel === null ? t("categories.every_channel") : t(`channel.${channel}`)}`;
  };
}

interface FormProps {
  readonly start: ConsentCategory;
  readonly purposes: readonly Purpose[];
  readonly onSaved: () => void;
}

function CategoryForm({ start, purposes, onSaved }: FormProps) {
  const { t, i18n } = useTranslation("consent");
  const targetName = useTargetName(purposes);
  const [category, setCategory] = useState(start.category);
  const [words, setWords] = useState(start.targets.map(wordOf));
  const [fault, setFault] = useState<unknown>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await apiSend("PUT", "/api/v1/consent/categories", { category: category.trim(), targets: words.map(targetOf) });
      onSaved();
    } catch (thrown) {
      setFault(thrown);
    }
  };
  const data = purposes.map(({ id, names, channels }) => ({
    group: inLanguage(names, i18n.language),
    items: [id, ...channels.map((channel) => `${id}:${channel}`)].map((value) => ({ value, label: targetName(value) })),
  }));
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack gap="md">
        <TextInput
          label={t("categories.category")}
          description={t("categories.category_hint")}
          required
          maxLength={100}
          readOnly={start.category !== ""}
          value={category}
          onChange={({ currentTarget: { value } }) => setCategory(value)}
        />
        <MultiSelect
          label={t("categories.means")}
          description={t("categories.means_hint")}
          data={data}
          value={words}
          onChange={setWords}
          searchable
          nothingFoundMessage={t("no_rows", { ns: "ui" })}
        />
        {fault !== null && <ErrorState error={fault} />}
        <Group>
          <Button type="submit" disabled={category.trim() === ""}>
            {t("form.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface CategoriesCardProps {
  readonly settings: ConsentSettings;
  readonly onChanged: () => void;
}

export function CategoriesCard({ settings, onChanged }: CategoriesCardProps) {
  const { t } = useTranslation("consent");
  const { purposes, categories, unknown } = settings;
  const targetName = useTargetName(purposes);
  const may = useMay("admin");
  const [open, setOpen] = useState<ConsentCategory>();
  const edit = (category: ConsentCategory, text: string) =>
    may && (
      <Button
        size="compact-xs"
        variant="default"
        style={{ flex: "none" }}
        aria-label={`${text}: ${category.category}`}
        onClick={() => setOpen(category)}
      >
        {text}
      </Button>
    );
  const add = may && (
    <Button size="compact-sm" variant="default" onClick={() => setOpen({ category: "", targets: [] })}>
      {t("categories.add")}
    </Button>
  );
  return (
    <Card title={t("categories.title")} subtitle={t("categories.hint")} actions={add}>
      <ul className={classes.words}>
        {unknown.map(({ category, customers }) => (
          <li key={category}>
            <Group justify="space-between" gap="xs">
              <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
                <code>{category}</code>
                <Text size="sm" c="var(--k-warn)">
                  {t("categories.unknown", { count: customers })}
                </Text>
              </div>
              {edit({ category, targets: [] }, t("categories.give"))}
            </Group>
          </li>
        ))}
        {categories.map((row) => (
          <li key={row.category}>
            <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
              <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
                <code>{row.category}</code>
                <Group gap={6} mt={4}>
                  {row.targets.length === 0 && (
                    <Text size="sm" c="dimmed">
                      {t("categories.nothing")}
                    </Text>
                  )}
                  {row.targets.map((target) => (
                    <Badge
                      key={wordOf(target)}
                      variant="light"
                      size="sm"
                      radius="sm"
                      tt="none"
                      fw={500}
                      h="auto"
                      styles={{ label: { whiteSpace: "normal" } }}
                    >
                      {targetName(wordOf(target))}
                    </Badge>
                  ))}
                </Group>
              </div>
              {edit(row, t("categories.change"))}
            </Group>
          </li>
        ))}
      </ul>
      <SideDrawer opened={open !== undefined} title={t("categories.one")} onClose={() => setOpen(undefined)}>
        {open !== undefined && (
          <CategoryForm
            start={open}
            purposes={purposes.filter(({ basis }) => basis !== "contract")}
            onSaved={() => {
              setOpen(undefined);
              onChanged();
            }}
          />
        )}
      </SideDrawer>
    </Card>
  );
}
