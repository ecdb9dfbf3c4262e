// The thread in which mappings are evaluated: an expression that somebody wrote can hang or fill it, and nothing else.
// Started by ./evaluate.ts, never imported; plain JavaScript, so that node runs it as it stands. One message in is
// { mapping, payload, headers, limits } as JSON, one message out { events, skipped, faults } as JSON;
// the first message out is "ready".

import { parentPort } from "node:worker_threads";
import jsonata from "jsonata";

const compiled_most = 500;
const compiled = new Map();

/** The compiled expression; each is compiled once. */
function compile(text, { expression_ms, depth, length }) {
  const known = compiled.get(text);
  if (known) return known;
  if (compiled.size >= compiled_most) compiled.clear();
  const made = jsonata(text, { timeout: expression_ms, stack: depth, sequence: length });
  compiled.set(text, made);
  return made;
}

/** What JSONata found wrong, with the place in the expression where it tells one. */
function messageOf(fault) {
  const message = typeof fault?.message === "string" ? fault.message : String(fault);
  return typeof fault?.position === "number" ? `${message} (at character ${fault.position})` : message;
}

/** An expression's value as JSON has it: no functions, no undefined, none of JSONata's own marks. */
async function resultOf(text, input, bindings, limits) {
  const value = await compile(text, limits).evaluate(input, bindings);
  const json = JSON.stringify(value);
  return json === undefined ? undefined : JSON.parse(json);
}

async function itemsOf({ mapping, payload, bindings, limits }) {
  if (mapping.each === undefined || mapping.each.trim() === "") return [payload];
  const items = await resultOf(mapping.each, payload, bindings, limits);
  if (items === undefined || items === null) return [];
  return Array.isArray(items) ? items : [items];
}

/** The event of one item; undefined when `when` leaves it out. Throws { target, message }. */
async function eventOf(item, { mapping, bindings, limits }) {
  const event = {};
  // First whether it is wanted at all, then the targets in the order in which they are written.
  const { each: _each, when, ...targets } = mapping;
  for (const [target, text] of Object.entries({ when, ...targets })) {
    if (text === undefined || text.trim() === "") continue;
    let value;
    try {
      value = await resultOf(text, item, bindings, limits);
    } catch (fault) {
      throw { target, message: messageOf(fault) };
    }
    if (target !== "when") {
      if (value !== undefined) event[target] = value;
    } else if (!value || (Array.isArray(value) && value.length === 0)) return undefined;
  }
  return event;
}

async function evaluate({ mapping, payload, headers, limits }) {
  const parsed = JSON.parse(payload);
  const job = { mapping, payload: parsed, bindings: { payload: parsed, headers }, limits };
  const result = { events: [], skipped: 0, faults: [] };
  let items;
  try {
    items = await itemsOf(job);
  } catch (fault) {
    result.faults.push({ target: "each", message: messageOf(fault) });
    return result;
  }
  if (items.length > limits.items) {
    result.faults.push({ target: "each", message: `More than ${limits.items} events out of one payload` });
    return result;
  }
  for (const item of items) {
    try {
      const event = await eventOf(item, job);
      if (event === undefined) result.skipped += 1;
      else result.events.push(event);
    } catch (fault) {
      // The same expression fails alike for every item: one of them tells enough.
      result.faults.push({ target: fault.target ?? "", message: fault.message ?? String(fault) });
      if (result.faults.length >= 10) return result;
    }
  }
  return result;
}

parentPort.on("message", async (text) => {
  let result;
  try {
    result = await evaluate(JSON.parse(text));
  } catch (fault) {
    result = { events: [], skipped: 0, faults: [{ target: "", message: messageOf(fault) }] };
  }
  parentPort.postMessage(JSON.stringify(result));
});

parentPort.postMessage("ready");
