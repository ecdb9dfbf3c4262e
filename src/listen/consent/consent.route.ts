// Consents over HTTP: purposes and categories, what holds for customers, words by hand, preference links.
import { Type } from "typebox";
import {
  ConsentCategory,
  ConsentCoverage,
  ConsentGrowth,
  ConsentLookup,
  ConsentRequest,
  ConsentSettings,
  CustomerConsents,
  CustomerId,
  maskerOf,
  PreferenceLink,
  PreferenceLinkRequest,
  ProblemError,
  Purpose,
  PurposeId,
  PurposeRequest,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { knownAsQuery, namedQuery } from "./consent.sql.ts";
import { writeByHand } from "./entry.ts";
import { growth } from "./growth.ts";
import { preferenceLink, rotateSecret } from "./link.ts";
import { preferenceRoutes } from "./preferences.route.ts";
import { requiredPurpose, setCategory, setPurpose } from "./purpose.ts";
import { consentSettings, coverage, customerConsents } from "./state.ts";

const ById = Type.Object({ id: CustomerId });

const settings = route({
  method: "GET",
  path: "/api/v1/consent",
  access: "viewer",
  summary: "Purposes of consent, what categories mean, and categories that mean nothing yet",
  reply: ConsentSettings,
  handle: ({ context }) => consentSettings(context.engines),
});

const cells = route({
  method: "GET",
  path: "/api/v1/consent/coverage",
  access: "viewer",
  summary: "How many customers agreed and refused by purpose and channel",
  reply: ConsentCoverage,
  handle: ({ context }) => coverage(context.engines, context.now(), context.signal),
});

const grown = route({
  method: "GET",
  path: "/api/v1/consent/growth",
  access: "viewer",
  summary: "How many customers agreed to each purpose at the end of each of the last twelve months",
  reply: ConsentGrowth,
  handle: ({ context }) => growth(context.engines, context.now(), context.signal),
});

const purpose = route({
  method: "PUT",
  path: "/api/v1/consent/purposes/:id",
  access: "admin",
  summary: "Makes or changes a purpose of consent",
  params: Type.Object({ id: PurposeId }),
  body: PurposeRequest,
  reply: Purpose,
  handle: ({ params, body, context }) => setPurpose(context.engines, params.id, body),
});

const category = route({
  method: "PUT",
  path: "/api/v1/consent/categories",
  access: "admin",
  summary: "Says what a category that sites, apps and files speak of means",
  body: ConsentCategory,
  reply: ConsentCategory,
  handle: ({ body, context }) => setCategory(context.engines, body),
});

const secret = route({
  method: "POST",
  path: "/api/v1/consent/secret",
  access: "admin",
  summary: "Signs preference links by a new secret; with refuse_old those made before work no more",
  status: 204,
  body: Type.Object({ refuse_old: Type.Boolean() }),
  reply: Type.Null(),
  handle: async ({ body, context }) => {
    await rotateSecret(context.engines, body.refuse_old, context.now());
    return null;
  },
});

const ofCustomer = route({
  method: "GET",
  path: "/api/v1/customers/:id/consents",
  access: "viewer",
  summary: "What a customer agreed to, what holds now, and everything that was said",
  params: ById,
  reply: CustomerConsents,
  handle: ({ params, context }) =>
    customerConsents(context.engines, params.id, { at: context.now(), mask: maskerOf(context) }),
});

const byHand = route({
  method: "POST",
  path: "/api/v1/customers/:id/consents",
  access: "agent",
  summary: "Writes down what a customer said by phone, on paper or at a counter, with its proof",
  status: 201,
  params: ById,
  body: ConsentRequest,
  reply: CustomerConsents,
  handle: async ({ params, body, context }) => {
    const { engines, caller } = context;
    const now = context.now();
    await writeByHand(engines, params.id, body, { name: caller?.name ?? "", now });
    return await customerConsents(engines, params.id, { at: context.now(), mask: maskerOf(context) });
  },
});

const link = route({
  method: "POST",
  path: "/api/v1/customers/:id/preference-link",
  access: "agent",
  summary: "A signed link to the customer's own preference page",
  status: 201,
  params: ById,
  body: PreferenceLinkRequest,
  reply: PreferenceLink,
  handle: async ({ params, body, context }) => {
    const { engines } = context;
    if (body.purpose !== undefined) await requiredPurpose(engines, body.purpose);
    const known = await knownAsQuery(engines.clickhouse, params.id);
    if (known.length === 0) throw new ProblemError(404, "unknown_customer", `There is no customer ${params.id}`, "id");
    return await preferenceLink(engines, params.id, body, context.now());
  },
});

const lookup = route({
  method: "GET",
  path: "/api/v1/consents",
  access: "agent",
  summary: "What holds for whoever is known by an identifier, and everything that was said",
  query: Type.Object({
    value: Type.String({ minLength: 1, maxLength: 255 }),
    kind: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  reply: ConsentLookup,
  handle: async ({ query, context }) => {
    const { engines, signal } = context;
    const value = query.value.trim();
    const named = await namedQuery(engines.clickhouse, { kind: query.kind, value }, { signal });
    const found = named.length === 0 && /^\d{1,20}$/.test(value) ? [{ customer_id: value }] : named;
    const at = context.now();
    const rows = await Promise.all(
      found.map(async ({ customer_id }) => {
        const known = await customerConsents(engines, customer_id, { at, mask: maskerOf(context) });
        return { customer_id, ...known };
      }),
    );
    return { rows: named.length === 0 ? rows.filter(({ history }) => history.length > 0) : rows };
  },
});

export const consentRoutes: readonly Route<Engines>[] = [
  ...[settings, cells, grown, purpose, category, secret, ofCustomer, byHand, link, lookup],
  ...preferenceRoutes,
];
