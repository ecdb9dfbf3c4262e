// Groups and rules of the builder with our own controls: what react-querybuilder draws.
import { ActionIcon, Button, Menu, SegmentedControl, Text, Tooltip } from "@mantine/core";
import { CircleSlash2, Copy, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RuleGroupProps, RuleProps } from "react-querybuilder";
import type { Leaf } from "#contract";
import classes from "./condition.module.css";
import { kind_names, leaf_kinds } from "./leaf.ts";
import { LeafEditor } from "./leaf-editor.tsx";
import { emptyGroup, ruleOf } from "./query.ts";
import { useVocabulary } from "./vocabulary.ts";

type Path = RuleGroupProps["path"];
type Actions = RuleGroupProps["actions"];

/** "2.1": the first part of the second; counted from 1 as people do. */
const placeOf = (path: Path) => path.map((at) => at + 1).join(".");

interface ControlProps {
  readonly path: Path;
  readonly actions: Actions;
  readonly negated: boolean;
  readonly onNegate: () => void;
}

/** What can be done to any part: turn it over, double it, take it out. */
function Controls({ path, actions, negated, onNegate }: ControlProps): ReactNode {
  const { t } = useTranslation("condition");
  const beside = [...path.slice(0, -1), (path.at(-1) ?? 0) + 1];
  const is_top = path.length === 0;
  return (
    <div className={classes.actions}>
      <Tooltip label={t("negate")}>
        <ActionIcon
          variant={negated ? "light" : "subtle"}
          color={negated ? "orange" : "gray"}
          aria-label={t("negate")}
          aria-pressed={negated}
          onClick={onNegate}
        >
          <CircleSlash2 size={16} />
        </ActionIcon>
      </Tooltip>
      {!is_top && (
        <>
          <Tooltip label={t("duplicate")}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("duplicate")}
              onClick={() => actions.moveRule(path, beside, true)}
            >
              <Copy size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t("remove")}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("remove")}
              onClick={() => actions.onRuleRemove(path)}
            >
              <Trash2 size={15} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </div>
  );
}

function Negated() {
  const { t } = useTranslation("condition");
  return (
    <Text span size="sm" fw={700} style={{ color: "var(--k-warn)" }}>
      {t("negated")}
    </Text>
  );
}

/** One leaf in a row. */
export function RuleRow({ rule, path, actions }: RuleProps) {
  const { t } = useTranslation("condition");
  const leaf: Leaf = rule.value;
  const negated = rule.operator === "is_not";
  const { icon: Icon } = leaf_kinds[leaf.kind];
  const kind = t(`kind.${leaf.kind}`);
  return (
    <fieldset className={classes.rule} data-negated={negated} aria-label={t("rule_at", { place: placeOf(path), kind })}>
      <div className={classes.body}>
        <div className={classes.kind}>
          <Icon size={15} aria-hidden />
          {negated && <Negated />}
          {kind}
        </div>
        <LeafEditor leaf={leaf} onChange={(next) => actions.onPropChange("value", next, path)} />
      </div>
      <Controls
        path={path}
        actions={actions}
        negated={negated}
        onNegate={() => actions.onPropChange("operator", negated ? "is" : "is_not", path)}
      />
    </fieldset>
  );
}

function Adders({ onRule, onGroup }: { readonly onRule: (leaf: Leaf) => void; readonly onGroup: () => void }) {
  const { t } = useTranslation("condition");
  const vocabulary = useVocabulary();
  return (
    <div className={classes.head}>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button size="compact-sm" variant="light" leftSection={<Plus size={14} />}>
            {t("add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown bg="var(--k-card)">
          {kind_names.map((name) => {
            const { icon: Icon, begin } = leaf_kinds[name];
            return (
              <Menu.Item key={name} leftSection={<Icon size={15} />} onClick={() => onRule(begin(vocabulary))}>
                {t(`kind.${name}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="subtle" leftSection={<Plus size={14} />} onClick={onGroup}>
        {t("add_group")}
      </Button>
    </div>
  );
}

/** Puts the cursor into a part that was just added. */
function useFocusNew(count: number) {
  const list = useRef<HTMLUListElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (!added.current || count === 0) return;
    added.current = false;
    list.current?.querySelector<HTMLElement>(":scope > li:last-child :is(input, button)")?.focus();
  }, [count]);
  return {
    list,
    note: () => {
      added.current = true;
    },
  };
}

/** A group and all that is in it. */
export function Group(props: RuleGroupProps) {
  const { ruleGroup, path, actions, schema } = props;
  const { t } = useTranslation("condition");
  const { list, note } = useFocusNew(ruleGroup.rules.length);
  const negated = ruleGroup.not === true;
  const combinator = ruleGroup.combinator === "any" ? "any" : "all";
  const { rule: Rule, ruleGroup: Nested } = schema.controls;
  return (
    <fieldset
      className={classes.group}
      data-level={path.length % 4}
      data-negated={negated}
      aria-label={path.length === 0 ? t("rules") : t("group_at", { place: placeOf(path) })}
    >
      <div className={classes.head}>
        {negated && <Negated />}
        <SegmentedControl
          size="xs"
          aria-label={t("match")}
          value={combinator}
          data={[
            { value: "all", label: t("match_all") },
            { value: "any", label: t("match_any") },
          ]}
          onChange={(value) => actions.onPropChange("combinator", value, path)}
        />
        <Controls
          path={path}
          actions={actions}
          negated={negated}
          onNegate={() => actions.onPropChange("not", !negated, path)}
        />
      </div>
      <ul ref={list} className={classes.items}>
        {ruleGroup.rules.map((part, index) => {
          if (typeof part === "string") return null;
          const shared = { ...props, path: [...path, index], key: part.id };
          const { key, ruleGroup: _group, ...rest } = shared;
          return (
            <li key={key}>
              {"rules" in part ? <Nested {...rest} ruleGroup={part} /> : <Rule {...rest} rule={part} />}
            </li>
          );
        })}
      </ul>
      {ruleGroup.rules.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {t("empty_group")}
        </Text>
      )}
      <Adders
        onRule={(leaf) => {
          note();
          actions.onRuleAdd(ruleOf(leaf), path);
        }}
        onGroup={() => {
          note();
          actions.onGroupAdd(emptyGroup(combinator === "all" ? "any" : "all"), path);
        }}
      />
    </fieldset>
  );
}
