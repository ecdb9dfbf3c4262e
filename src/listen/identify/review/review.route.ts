// The review queue over HTTP: the next pair, an answer, taking one back, and how reviewing goes.
import { Type } from "typebox";
import {
  type Context,
  CustomerId,
  callerKey,
  maskerOf,
  PairState,
  ReviewAnswer,
  ReviewNext,
  ReviewPair,
  ReviewPairWhole,
  ReviewQueue,
  ReviewState,
  type Route,
  reachesRole,
} from "#contract";
import { type Engines, route } from "#storage";
import { answerPair, undoLast } from "./answer.ts";
import { findPair, type Reviewer, wholePair } from "./pair.ts";
import { nextOf, pairsIn, pairsOf, reviewState } from "./queue.ts";

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const most_listed = 200;

function reviewerOf({ caller }: Context<Engines>): Reviewer {
  return { key: callerKey(caller), name: caller?.name ?? "" };
}

function mayRule({ caller }: Context<Engines>): boolean {
  return caller === undefined || reachesRole(caller.role, "analyst");
}

const next = route({
  method: "GET",
  path: "/api/v1/review/next",
  access: "agent",
  summary: "The next pair of records that waits for the caller's answer, both beside each other",
  query: Type.Object({ queue: Type.Optional(ReviewQueue) }),
  reply: ReviewNext,
  handle: ({ query, context }) =>
    nextOf(context.engines, query.queue ?? "open", reviewerOf(context), maskerOf(context), context.now()),
});

const answer = route({
  method: "POST",
  path: "/api/v1/review/pairs/:id/answers",
  access: "agent",
  summary: "Says whether two records are one person; tells where the pair stands then, and what comes next",
  params: Id,
  body: Type.Object({ answer: ReviewAnswer, queue: Type.Optional(ReviewQueue) }),
  reply: Type.Object({ state: PairState, reason: Type.String(), next: ReviewNext }),
  handle: async ({ params, body, context }) => {
    const reviewer = reviewerOf(context);
    const by = { ...reviewer, may_rule: mayRule(context) };
    const state = await answerPair(context.engines, params.id, body.answer, by, context.now());
    const { reason } = await findPair(context.engines, params.id);
    return {
      state,
      reason,
      next: await nextOf(context.engines, body.queue ?? "open", reviewer, maskerOf(context), context.now()),
    };
  },
});

const undo = route({
  method: "POST",
  path: "/api/v1/review/undo",
  access: "agent",
  summary: "Takes the caller's last answer back, and the merge with it; the pair waits again",
  body: Type.Object({ queue: Type.Optional(ReviewQueue) }),
  reply: ReviewNext,
  handle: async ({ body, context }) => {
    const reviewer = reviewerOf(context);
    const pair = await undoLast(context.engines, reviewer, context.now());
    return await nextOf(context.engines, body.queue ?? "open", reviewer, maskerOf(context), context.now(), pair);
  },
});

const one = route({
  method: "GET",
  path: "/api/v1/review/pairs/:id",
  access: "agent",
  summary: "One pair with both records beside each other",
  params: Id,
  reply: ReviewPairWhole,
  handle: async ({ params, context }) => {
    const row = await findPair(context.engines, params.id);
    return await wholePair(context.engines, row, reviewerOf(context), maskerOf(context), context.now());
  },
});

const list = route({
  method: "GET",
  path: "/api/v1/review/pairs",
  access: "agent",
  summary: "Pairs in a state, or those of one customer: at most 200",
  query: Type.Object({ state: Type.Optional(PairState), customer: Type.Optional(CustomerId) }),
  reply: Type.Object({ rows: Type.Array(ReviewPair) }),
  handle: async ({ query: { state, customer }, context }) => ({
    rows:
      customer === undefined
        ? await pairsIn(context.engines, state ?? "open", most_listed)
        : (await pairsOf(context.engines, customer)).filter((pair) => state === undefined || pair.state === state),
  }),
});

const overview = route({
  method: "GET",
  path: "/api/v1/review",
  access: "agent",
  summary: "How reviewing goes: pairs by state, who answered how much, how far the reviewers agree",
  reply: ReviewState,
  handle: ({ context }) => reviewState(context.engines),
});

export const reviewRoutes: readonly Route<Engines>[] = [overview, next, list, one, answer, undo];
