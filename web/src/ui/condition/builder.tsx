// The visual builder of conditions: react-querybuilder with our own controls. Loaded when it is first needed.
import QueryBuilder from "react-querybuilder";
import type { LeafGroup } from "./query.ts";
import { Group, RuleRow } from "./rules.tsx";

const controlElements = { ruleGroup: Group, rule: RuleRow };

interface BuilderProps {
  readonly query: LeafGroup;
  readonly onChange: (query: LeafGroup) => void;
}

export default function Builder({ query, onChange }: BuilderProps) {
  return (
    <QueryBuilder
      query={query}
      onQueryChange={onChange}
      enableMountQueryChange={false}
      controlElements={controlElements}
    />
  );
}
