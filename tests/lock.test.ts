// The lock file is whole: `npm ci` refuses one that lacks the packages of another platform, which a registry without
// them makes npm leave out.
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { expect, it } from "vitest";
import { committed } from "./house/committed.ts";

const Versions = Type.Optional(Type.Record(Type.String(), Type.String()));
const Lock = Type.Object({ packages: Type.Record(Type.String(), Type.Object({ optionalDependencies: Versions })) });

it("names the optional packages of every platform", () => {
  const { packages } = Parse(Lock, JSON.parse(committed("package-lock.json")));
  const missing = Object.entries(packages).flatMap(([owner, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${owner}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
