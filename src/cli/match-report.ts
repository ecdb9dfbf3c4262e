// What matching found, as a person reads it at the terminal and as CSV.
import type { ComparisonParameters, MatchModel, MatchPair, ThresholdQuality } from "#contract";
import type { MatchReport } from "#server";
import { count, counted, table } from "./terminal.ts";

const share = (value: number) => (value >= 0.001 ? value.toFixed(4) : value.toExponential(1));
const measure = (value: number | null) => (value === null ? "–" : value.toFixed(4));

function rulesText({ model, pairs_by_rule }: MatchReport): string {
  const rows = model.settings.blocking.map(({ keys }, at) => [
    keys.map(({ field, take }) => (take === "whole" ? field : `${field} (${take.replace("_", " and ")})`)).join(" + "),
    count(pairs_by_rule[at] ?? 0),
  ]);
  return table([{ title: "blocking rule" }, { title: "pairs", right: true }], rows, 60);
}

function parameterRows({ name, levels }: ComparisonParameters): string[][] {
  return levels.map(({ label, m, u, weight }, at) => [
    at === 0 ? name : "",
    label,
    share(m),
    share(u),
    `${weight >= 0 ? "+" : ""}${weight.toFixed(2)}`,
  ]);
}

function parametersText(model: MatchModel): string {
  return table(
    [
      { title: "comparison" },
      { title: "level" },
      { title: "m", right: true },
      { title: "u", right: true },
      { title: "weight", right: true },
    ],
    model.comparisons.flatMap(parameterRows),
  );
}

function weakestText({ clusters }: MatchReport): string {
  const weakest = clusters
    .flatMap(({ id, members, density, weakest: link }) => (link ? [{ id, size: members.length, density, link }] : []))
    .toSorted((one, other) => one.link.weight - other.link.weight)
    .slice(0, 5);
  return table(
    [
      { title: "weakest links" },
      { title: "" },
      { title: "probability", right: true },
      { title: "cluster of", right: true },
      { title: "density", right: true },
    ],
    weakest.map(({ link, size, density }) => [
      link.left,
      link.right,
      link.probability.toFixed(4),
      counted(size, "record"),
      density.toFixed(2),
    ]),
  );
}

function qualityText(quality: readonly ThresholdQuality[], clusters: ThresholdQuality | undefined): string {
  const row = (name: string, each: ThresholdQuality) => [
    name,
    count(each.pairs),
    measure(each.precision),
    measure(each.recall),
    measure(each.f1),
  ];
  const rows = quality.map((each) => row(`p ≥ ${each.threshold}`, each));
  return table(
    [
      { title: "against the labels" },
      { title: "pairs", right: true },
      { title: "precision", right: true },
      { title: "recall", right: true },
      { title: "F1", right: true },
    ],
    clusters ? [...rows, row("clusters", clusters)] : rows,
  );
}

/** The summary: what was compared and found, the weakest links, the model, and the quality where labels exist. */
export function reportText(report: MatchReport): string {
  const { model, clusters, pairs } = report;
  const { threshold, fields } = model.settings;
  const found = pairs.filter(({ probability }) => probability >= threshold).length;
  const inClusters = clusters.reduce((sum, { members }) => sum + members.length, 0);
  const split = clusters.filter((each) => each.split).length;
  const summary = [
    `${counted(report.records, "record")}, compared by ${fields.map(({ name }) => name).join(", ")}.`,
    `${counted(report.compared_pairs, "pair")} compared of ${count(report.possible_pairs)} possible; ${count(found)} are the same person (p ≥ ${threshold}).`,
    `${counted(clusters.length, "cluster")} of ${counted(inClusters, "record")}: ${count(report.records - inClusters + clusters.length)} persons in all.${split > 0 ? ` ${count(split)} clusters are parts of sparser ones that were split.` : ""}`,
    ...(model.training.converged ? [] : ["The estimate did not settle: look at the parameters before you trust it."]),
  ].join("\n");
  return [
    summary,
    rulesText(report),
    parametersText(model),
    ...(clusters.length > 0 ? [weakestText(report)] : []),
    ...(report.quality.length > 0 ? [qualityText(report.quality, report.cluster_quality)] : []),
  ].join("\n\n");
}

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lines = (rows: readonly (readonly string[])[]) => `${rows.map((row) => row.map(cell).join(",")).join("\n")}\n`;

/** Pairs as CSV, the surest first. */
export function pairsCsv(pairs: readonly MatchPair[]): string {
  const rows = pairs.map(({ left, right, probability, weight, rule }) => [
    left,
    right,
    probability.toFixed(6),
    weight.toFixed(3),
    String(rule + 1),
  ]);
  return lines([["left", "right", "probability", "weight", "rule"], ...rows]);
}

/** The records of each cluster as CSV; a record that is alone is in none. */
export function clustersCsv(clusters: MatchReport["clusters"]): string {
  const rows = clusters.flatMap(({ id, members, files, density }) =>
    members.map((member, at) => [
      String(id),
      String((files[at] ?? 0) + 1),
      member,
      String(members.length),
      density.toFixed(3),
    ]),
  );
  return lines([["cluster", "file", "record", "size", "density"], ...rows]);
}
