// The settings of the workspace as a definition; its name is its own.
import { Type } from "typebox";
import { Settings } from "#contract";
import { definition } from "#storage";
import type { Kompas } from "./kompas.ts";
import { applySettings, checkedSettings, readSettings } from "./workspace.ts";

export const settingsDefinition = (kompas: Kompas) =>
  definition({
    kind: "settings",
    summary: "What all numbers are told in, and who sees personal data",
    item: Type.Omit(Settings, ["name"]),
    async read({ engines }) {
      const { name: _, ...settings } = await readSettings(engines.postgres);
      return [settings];
    },
    async check(_context, settings) {
      checkedSettings(settings);
    },
    async put({ engines }, settings) {
      await applySettings(kompas, engines, settings);
      return undefined;
    },
  });
