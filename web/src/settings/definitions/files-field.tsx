// Files that are dropped or picked, and YAML that is pasted, as what is sent to the API.
import { Button, CloseButton, FileButton, Group, Text, Textarea } from "@mantine/core";
import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DefinitionFile } from "#contract";
import classes from "./definitions.module.css";

interface FilesFieldProps {
  readonly files: readonly DefinitionFile[];
  readonly onChange: (files: readonly DefinitionFile[]) => void;
}

/** The name under which faults of what was pasted are told. */
const pasted = "pasted.yaml";

async function read(picked: readonly File[]): Promise<DefinitionFile[]> {
  return await Promise.all(picked.map(async (file) => ({ name: file.name, text: await file.text() })));
}

export function FilesField({ files, onChange }: FilesFieldProps) {
  const { t } = useTranslation("definitions");
  const [over, setOver] = useState(false);
  const text = files.find(({ name }) => name === pasted)?.text ?? "";
  const without = (names: readonly string[]) => files.filter(({ name }) => !names.includes(name));
  const add = async (picked: readonly File[]) => {
    const fresh = await read(picked);
    onChange([...without(fresh.map(({ name }) => name)), ...fresh]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add([...event.dataTransfer.files]);
  };
  const paste = (value: string) => {
    const others = without([pasted]);
    onChange(value.trim() === "" ? others : [...others, { name: pasted, text: value }]);
  };
  return (
    <>
      <section
        className={classes.drop}
        data-over={over}
        aria-label={t("files.drop")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileUp size={22} aria-hidden />
        <Text size="sm">{t("files.drop")}</Text>
        <FileButton multiple accept=".yaml,.yml,.json" onChange={(picked) => void add(picked)}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {t("files.pick")}
            </Button>
          )}
        </FileButton>
      </section>
      <Group gap="xs" display={files.some(({ name }) => name !== pasted) ? "flex" : "none"}>
        {without([pasted]).map(({ name }) => (
          <Group key={name} gap={4} className={classes.file} wrap="nowrap">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {name}
            </Text>
            <CloseButton size="sm" aria-label={t("files.leave", { name })} onClick={() => onChange(without([name]))} />
          </Group>
        ))}
      </Group>
      <Textarea
        label={t("files.paste")}
        placeholder={"kompas: 1\n\nsegments:\n  - id: press\n    name: Press"}
        value={text}
        onChange={(event) => paste(event.currentTarget.value)}
        autosize
        minRows={5}
        maxRows={18}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12 } }}
      />
    </>
  );
}
